"""What the guard saw: offsets, classes and rule ids of one revision of one text; never the words."""

from __future__ import annotations

from django.db import models

from dayroom.apps.screening.vocabulary import SettledBecause


class Screening(models.Model):
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    revision = models.PositiveIntegerField(default=1)
    text_digest = models.CharField(max_length=64)  # keyed, so that a short text cannot be guessed from it
    tier = models.PositiveSmallIntegerField(default=0)
    action = models.CharField(max_length=10)
    checked = models.BooleanField(default=True)  # False: the guard could not answer; the text waits
    engine_version = models.CharField(max_length=20)
    screened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-revision"])]

    class Privacy:
        pseudonymous = (
            "id",
            "subject_kind",
            "subject_id",
            "revision",
            "text_digest",
            "action",
            "checked",
            "engine_version",
            "screened_at",
        )
        health = ("tier",)


class Finding(models.Model):
    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="findings")
    family = models.CharField(max_length=12)
    klass = models.CharField(max_length=40)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField()
    rule_id = models.CharField(max_length=60)
    rule_version = models.CharField(max_length=20)
    overridden_at = models.DateTimeField(null=True)  # the author published anyway; by class, never by value
    override_reason = models.CharField(max_length=10, choices=SettledBecause.choices, default="", blank=True)

    class Privacy:
        pseudonymous = (
            "id",
            "screening",
            "start",
            "end",
            "confidence",
            "rule_id",
            "rule_version",
            "overridden_at",
            "override_reason",
        )
        health = ("family", "klass")
