from __future__ import annotations

from django.db import models


class TrainingRecord(models.Model):
    """A course passed. Tries that did not pass are not kept: people learn, and nobody counts."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="trainings")
    course = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=8)
    score = models.PositiveSmallIntegerField()
    questions_count = models.PositiveSmallIntegerField()
    passed_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["member", "course", "-passed_at"], name="training_latest")]

    class Privacy:
        pseudonymous = ("id", "course", "version", "language", "score", "questions_count", "passed_at", "expires_at")
        personal = ("member",)
