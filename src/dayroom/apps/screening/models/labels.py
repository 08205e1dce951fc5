"""Which revision of which text repeats a claim, and who has seen that said."""

from __future__ import annotations

from django.db import models

from dayroom.apps.screening.models.fact_checks import FactCheck


class ClaimLabel(models.Model):
    """A text asserts what a fact check says is false. Offsets, never the words."""

    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    revision = models.PositiveIntegerField()
    fact_check = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="labels")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    score = models.FloatField()
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)  # a person said the label does not fit
    removed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "fact_check"], name="one_label_per_text")
        ]
        indexes = [models.Index(fields=["fact_check", "-made_at"])]

    class Privacy:
        pseudonymous = (
            "id",
            "subject_kind",
            "subject_id",
            "revision",
            "fact_check",
            "start",
            "end",
            "score",
            "made_at",
            "removed_at",
            "removed_by_id",
        )


class LabelSeen(models.Model):
    """This member has been shown this fact check in this version: whoever saw an older one is told of a new one."""

    fact_check = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="seen")
    member_id = models.BigIntegerField()
    version = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact_check", "member_id"], name="seen_once")]
        indexes = [models.Index(fields=["member_id"])]

    class Privacy:
        pseudonymous = ("id", "fact_check", "version")
        health = ("member_id",)
