"""The append-only record. Rows hold ids and codes, no foreign keys: they outlive what they speak of."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from dayroom.apps.audit.vocabulary import AppendOnly


class EventRows(models.QuerySet["Event"]):
    """Rows that may be read and added to. Changing them in bulk is refused as changing one is."""

    def update(self, **_values: Any) -> NoReturn:
        raise AppendOnly()

    def delete(self) -> NoReturn:
        raise AppendOnly()

    def bulk_update(self, *_args: Any, **_values: Any) -> NoReturn:
        raise AppendOnly()

    def put_seal(self, pk: int, *, seq: int, digest: str) -> int:
        """For the sealer only: give an unsealed row its place in the chain; returns 0 if it had one already."""
        return models.QuerySet.update(self.filter(pk=pk, seq=None), seq=seq, digest=digest)


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

    objects = EventRows.as_manager()

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

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise AppendOnly()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise AppendOnly()


class ChainHead(models.Model):
    """One row: the last seal. The sealer holds it while it works, so that two never seal at once;
    and a chain whose end was cut off no longer fits it."""

    seq = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "seq", "digest", "sealed_at")
