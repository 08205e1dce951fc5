"""What is laid on the scales: ready-made reasons, strikes, a second person, a second look."""

from __future__ import annotations

from django.db import models

from dayroom.apps.moderation.vocabulary import Ground, Harm
from dayroom.platform.models import PublicIdField


class CannedText(models.Model):
    """One wording of a ready-made reason, in both languages. A new wording is a new row: nothing said is rewritten."""

    code = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    harm = models.CharField(max_length=8, choices=Harm.choices, default=Harm.OTHER)
    ground = models.CharField(max_length=24, choices=Ground.choices, default=Ground.RULES)
    title_en = models.CharField(max_length=80)
    title_es = models.CharField(max_length=80)
    reference_en = models.CharField(max_length=500)
    reference_es = models.CharField(max_length=500)
    text_en = models.CharField(max_length=2000)
    text_es = models.CharField(max_length=2000)
    offered = models.BooleanField(default=True)
    written_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="canned_version_once")]

    class Privacy:
        public = ("code", "version", "harm", "ground", "title_en", "title_es", "reference_en", "reference_es",
                  "text_en", "text_es", "offered", "written_at")
        pseudonymous = ("id", "written_by")


class Strike(models.Model):
    """Counts against an account for a while, and is shown to its owner. Only what was written under a name counts."""

    decision = models.OneToOneField("moderation.Decision", on_delete=models.CASCADE, related_name="strike")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    weight = models.PositiveSmallIntegerField()
    given_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)  # taken back, or an appeal was right

    class Meta:
        indexes = [models.Index(fields=["member", "ends_at"])]

    class Privacy:
        pseudonymous = ("id", "decision", "weight", "given_at", "ends_at", "lifted_at")
        personal = ("member",)


class Second(models.Model):
    """A second person must agree before an account is closed for good; until then it is limited."""

    public_id = PublicIdField()
    decision = models.OneToOneField("moderation.Decision", on_delete=models.CASCADE, related_name="second")
    asked_at = models.DateTimeField()
    lapses_at = models.DateTimeField()
    answered_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None, agreed=None)
                | models.Q(answered_at__isnull=False, agreed__isnull=False),
                name="second_answer_with_time",
            )
        ]

    class Privacy:
        pseudonymous = ("id", "public_id", "decision", "asked_at", "lapses_at", "answered_by", "answered_at", "agreed")


class SecondLook(models.Model):
    """A decision drawn by chance, for somebody else to say whether they would have decided the same."""

    public_id = PublicIdField()
    decision = models.OneToOneField("moderation.Decision", on_delete=models.CASCADE, related_name="second_look")
    week = models.DateField()  # the Monday of the week in which it was decided
    looked_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    looked_at = models.DateTimeField(null=True)
    agrees = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["looked_at", "week"])]

    class Privacy:
        pseudonymous = ("id", "public_id", "decision", "week", "looked_by", "looked_at", "agrees")
