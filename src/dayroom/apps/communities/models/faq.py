"""Answers worth keeping: an owner, sources, a review day, and every wording that ever stood there."""

from __future__ import annotations

from django.db import models

from dayroom.apps.communities.vocabulary import FAQ_QUESTION_MAX, FaqState, Specialty
from dayroom.platform.models import PublicIdField


class FaqEntry(models.Model):
    public_id = PublicIdField()
    # the question it grew out of, for those who look after it: never shown, because it would point at a person
    question = models.ForeignKey("communities.Question", null=True, on_delete=models.SET_NULL, related_name="+")
    specialty = models.CharField(max_length=10, choices=Specialty.choices, default=Specialty.GENERAL)
    language = models.CharField(max_length=8, default="en")
    owner = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    # under which professional name the owner stands there; null: the people of this site
    owner_persona = models.ForeignKey("people.Persona", null=True, on_delete=models.SET_NULL, related_name="+")
    current = models.ForeignKey("communities.FaqVersion", null=True, on_delete=models.SET_NULL, related_name="+")
    review_by = models.DateField(null=True)  # of the wording that stands there
    owner_told_on = models.DateField(null=True)  # that the review day comes
    retired_at = models.DateTimeField(null=True)
    helped_count = models.PositiveIntegerField(default=0)
    not_helped_count = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["language", "specialty", "-made_at"], name="faq_list")]

    class Privacy:
        public = ("public_id", "specialty", "language", "current", "review_by", "retired_at", "helped_count",
                  "not_helped_count", "made_at")
        pseudonymous = ("id", "owner_told_on", "question", "owner_persona")
        personal = ("owner",)


class FaqVersion(models.Model):
    """One wording: proposed by one person, accepted by another."""

    entry = models.ForeignKey(FaqEntry, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=FAQ_QUESTION_MAX)
    answer = models.TextField()
    answer_html = models.TextField()
    sources = models.TextField()  # one to a line: body, title, year
    review_by = models.DateField()
    state = models.CharField(max_length=8, choices=FaqState.choices, default=FaqState.PROPOSED)
    proposed_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=400, blank=True)  # why it was not accepted

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="faq_version_once")]
        indexes = [models.Index(fields=["state", "proposed_at"], name="faq_proposed")]

    class Privacy:
        public = ("question", "answer", "answer_html", "sources", "review_by", "number", "state")
        pseudonymous = ("id", "entry", "proposed_at", "decided_at", "note")
        personal = ("proposed_by", "decided_by")


class FaqVote(models.Model):
    """Whether an entry helped one reader."""

    entry = models.ForeignKey(FaqEntry, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    helped = models.BooleanField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "member"], name="faq_vote_once")]

    class Privacy:
        pseudonymous = ("id", "made_at", "helped")
        health = ("member", "entry")
