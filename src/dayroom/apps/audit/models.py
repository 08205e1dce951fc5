"""The append-only record. Rows hold ids and codes, no foreign keys: they outlive what they speak of."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """Who did what to what, when. Appended in the transaction of the deed; chained afterwards by the sealer."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # null: the system itself
    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=400, blank=True)  # codes and staff's own reasons, never a member's words
    facts = models.JSONField(default=dict)
    seq = models.BigIntegerField(null=True, unique=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"]),
            models.Index(fields=["actor_id", "-id"]),
            models.Index(fields=["action", "-id"]),
        ]

    class Privacy:
        pseudonymous = (
            "id", "at", "actor_id", "action", "subject_kind", "subject_id", "reason", "facts", "seq", "digest",
        )
