"""What a file brought that is no reading: kept apart until its owner says yes, and the order in which sources count."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.vocabulary.files import FoundState
from dayroom.platform.sealing import SealedRow


class FoundFact(SealedRow):
    """A condition or a treatment that a file tells of. Sealed: kind, text, code, system, started_on,
    ended_on, status."""

    batch = models.ForeignKey("tracking.ImportBatch", on_delete=models.CASCADE, related_name="found")
    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=6, choices=FoundState.choices, default=FoundState.OPEN)

    class Meta:
        indexes = [models.Index(fields=["batch", "id"], name="found_of_batch")]

    class Privacy:
        pseudonymous = ("id", "public_id", "batch", "state")
        personal = ("owner",)
        health = ("sealed",)


class SourceOrder(SealedRow):
    """Which devices and apps brought readings of one tracker, and which of them counts first. Sealed: order (the
    member's own, from the first down), counts {source: readings}."""

    tracker = models.OneToOneField("tracking.Tracker", on_delete=models.CASCADE, related_name="source_order")
    changed_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "public_id", "tracker", "changed_at")
        health = ("sealed",)
