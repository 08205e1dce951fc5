"""Known claims that go round: how often a checked claim was put forward in a sample of a week's posts."""

from __future__ import annotations

from django.db import models


class ClaimSeen(models.Model):
    """One fact check in one week. Kept only where at least eleven people put the claim forward in the sample."""

    week = models.DateField()  # its Monday
    fact_check = models.ForeignKey("screening.FactCheck", on_delete=models.CASCADE, related_name="+")
    posts = models.PositiveIntegerField()
    writers = models.PositiveIntegerField()
    looked_at = models.PositiveIntegerField()  # posts of the sample

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "fact_check"], name="claim_seen_once")]

    class Privacy:
        pseudonymous = ("id", "week", "fact_check", "posts", "writers", "looked_at")
