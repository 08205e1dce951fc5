"""What the conduct checks S1-S17 said of a professional's text, kept with its screening."""

from __future__ import annotations

from django.db import models

from dayroom.apps.screening.models.screenings import Screening


class ConductCheck(models.Model):
    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="conduct")
    check_id = models.CharField(max_length=4)  # "S1" to "S17"
    outcome = models.CharField(max_length=4)  # PASS, FAIL, NA
    rule_version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screening", "check_id"], name="one_outcome_per_check")]

    class Privacy:
        pseudonymous = ("id", "screening", "check_id", "outcome", "rule_version")
