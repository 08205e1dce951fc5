"""One file that a member brought along: what came of it, and how to take it back."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.vocabulary import BatchKind, BatchState
from dayroom.platform.sealing import SealedRow


class ImportBatch(SealedRow):
    """Sealed: the name of the file, the mapping of its columns, sources and their order, what was left out."""

    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=BatchKind.choices)
    state = models.CharField(max_length=8, choices=BatchState.choices, default=BatchState.WAITING)
    file = models.CharField(max_length=80, blank=True)  # random name in private storage; empty once read
    bytes_total = models.BigIntegerField(default=0)
    bytes_read = models.BigIntegerField(default=0)
    records_seen = models.PositiveIntegerField(default=0)  # where a stopped import goes on
    kept = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="batch_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "state", "file", "bytes_total", "bytes_read", "records_seen", "kept",
                        "left_out", "made_at", "changed_at", "ended_at")
        personal = ("owner",)
        health = ("sealed", "kind")
