"""What people say of their treatments; and, derived from it, what is counted and what is published."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.models.items import Item
from dayroom.apps.tracking.vocabulary.reports import AdviceState, CountState


class TreatmentReport(Item):
    """One per treatment, which is one period of one person. Sealed: `kept`, what stands, and `draft`, what is being
    written; both as `vocabulary.reports.Said`."""

    treatment = models.OneToOneField("tracking.Treatment", on_delete=models.CASCADE, related_name="report")
    kept_at = models.DateTimeField(null=True)  # empty while there is only a draft
    advice_state = models.CharField(max_length=7, choices=AdviceState.choices, default=AdviceState.UNREAD)
    advice_revision = models.PositiveSmallIntegerField(default=0)
    entered_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="report_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "treatment", "kept_at",
                        "advice_state", "advice_revision")
        personal = ("owner", "entered_by")
        health = ("sealed",)


class AdviceLine(models.Model):
    """Derived: where advice that a member shows to a community is found. Stands only while it is shown."""

    report = models.OneToOneField(TreatmentReport, on_delete=models.CASCADE, related_name="advice_line")
    subject = models.CharField(max_length=80)
    place_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["subject", "place_id", "-id"], name="advice_of_subject")]

    class Privacy:
        pseudonymous = ("id", "report", "place_id")
        health = ("subject",)


class CountedRow(models.Model):
    """Derived: one person in the numbers about one treatment. Stands only while the person's yes and the audience of
    the report do; taken back, it goes at once."""

    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    report = models.OneToOneField(TreatmentReport, on_delete=models.CASCADE, related_name="counted_row")
    subject = models.CharField(max_length=80)
    columns = models.JSONField()
    state = models.CharField(max_length=8, choices=CountState.choices, default=CountState.WAITING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "subject"], name="one_person_once_per_subject")]
        indexes = [models.Index(fields=["subject", "state"], name="counted_of_subject")]

    class Privacy:
        pseudonymous = ("id", "report", "state")
        personal = ("owner",)
        health = ("subject", "columns")


class PublishedLedger(models.Model):
    """Everything that was published of one subject; numbers only. `gone` are keyed digests of those who left since the
    last recount, so that nobody who comes back is counted twice."""

    subject = models.CharField(max_length=80, unique=True)
    table = models.JSONField()
    release = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    counted_on = models.DateField()
    gone = models.JSONField(default=list)
    gone_since = models.DateField(null=True)

    class Privacy:
        public = ("subject", "table", "release", "people", "counted_on")
        pseudonymous = ("id", "gone", "gone_since")
