"""Flag → case → decision → appeal, about anything: subjects by kind and id."""

from __future__ import annotations

from django.db import models

from dayroom.apps.moderation.vocabulary import (
    AppealOutcome,
    CaseState,
    FlagReason,
    Ground,
    Harm,
    Priority,
    Source,
    Verdict,
)
from dayroom.platform.models import PublicIdField


class Case(models.Model):
    public_id = PublicIdField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    scope_id = models.BigIntegerField(null=True)  # the community whose moderators may act; null: stewards only
    author = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    author_anonymous = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.NORMAL)
    source = models.CharField(max_length=8, choices=Source.choices)
    reasons = models.CharField(max_length=300, blank=True)  # flag reasons and rule ids, by code
    harm = models.CharField(max_length=8, choices=Harm.choices, default=Harm.OTHER)  # the gravest of the reasons
    tier = models.PositiveSmallIntegerField(default=0)  # of a crisis, T0 to T4 (standards §4)
    flags_count = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    called_again_at = models.DateTimeField(null=True)  # nobody decided in time, and the stewards were called

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"], condition=models.Q(state__in=["OPEN", "TAKEN"]),
                name="one_open_case",
            )
        ]
        indexes = [
            models.Index(fields=["state", "priority", "due_at"]),
            models.Index(fields=["scope_id", "state", "priority", "due_at"]),
            models.Index(fields=["opened_at"]),
        ]

    class Privacy:
        pseudonymous = ("id", "public_id", "subject_kind", "subject_id", "scope_id", "state", "source", "reasons",
                        "flags_count", "opened_at", "due_at", "taken_by", "decided_at", "author_anonymous",
                        "called_again_at")
        personal = ("author",)
        health = ("priority", "harm", "tier")


class Flag(models.Model):
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="flags")
    flagger = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=20, choices=FlagReason.choices)
    note = models.CharField(max_length=1000, blank=True)
    flagged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "flagger"], name="flag_once")]
        indexes = [models.Index(fields=["flagged_at"])]

    class Privacy:
        pseudonymous = ("id", "case", "reason", "flagged_at")
        personal = ("flagger", "note")


class Bulk(models.Model):
    """Several like cases decided in one go, so that they can be taken back in one go."""

    public_id = PublicIdField()
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "public_id", "made_by", "made_at", "undone_at")


class Decision(models.Model):
    """What was decided, and the statement of reasons to the author (DSA art 17 field names)."""

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    decided_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()
    decision_ground = models.CharField(max_length=24, choices=Ground.choices, blank=True)
    ground_reference = models.CharField(max_length=500, blank=True)  # which law, or which rule
    ground_explanation = models.CharField(max_length=2000, blank=True)
    decision_facts = models.CharField(max_length=5000, blank=True)
    automated_detection = models.BooleanField(default=False)
    limit_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    state_before = models.CharField(max_length=12, blank=True)  # of the subject, for taking the decision back
    for_good = models.BooleanField(default=False)  # the account was closed, and a second person agreed
    # kept here so that statements and reports are drawn from rows alone, also when the text is gone
    category = models.CharField(max_length=80, blank=True)
    category_specification = models.CharField(max_length=200, blank=True)  # keywords, by code
    content_date = models.DateField(null=True)
    language = models.CharField(max_length=8, blank=True)  # of the place, not of the person
    canned_code = models.CharField(max_length=20, blank=True)
    canned_version = models.PositiveIntegerField(default=0)
    bulk = models.ForeignKey(Bulk, null=True, on_delete=models.SET_NULL, related_name="decisions")

    class Meta:
        indexes = [models.Index(fields=["decided_at"])]

    class Privacy:
        pseudonymous = ("id", "public_id", "case", "verdict", "decided_by", "decided_at", "decision_ground",
                        "ground_reference", "automated_detection", "limit_until", "undone_at", "state_before",
                        "for_good", "category", "category_specification", "content_date", "language", "canned_code",
                        "canned_version", "bulk")
        personal = ("ground_explanation", "decision_facts")


class Appeal(models.Model):
    public_id = PublicIdField()
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appeal")
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    text = models.CharField(max_length=3000)
    tier = models.PositiveSmallIntegerField(default=0)  # what the guard heard in the text: 0 calm, 4 danger now
    outcome = models.CharField(max_length=10, choices=AppealOutcome.choices, blank=True)
    decided_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=3000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at=None, outcome="")
                | models.Q(decided_at__isnull=False) & ~models.Q(outcome=""),
                name="appeal_outcome_with_time",
            )
        ]
        indexes = [models.Index(fields=["made_at"])]

    class Privacy:
        pseudonymous = ("id", "public_id", "decision", "made_at", "due_at", "outcome", "decided_by", "decided_at")
        personal = ("made_by", "text", "answer")
        health = ("tier",)
