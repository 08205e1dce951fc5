"""Where posts come from, and each round of reading."""

from __future__ import annotations

from django.db import models

from dayroom.apps.listening.vocabulary import Fault, IntakeState, SourceKind
from dayroom.platform.models import PublicIdField


class Source(models.Model):
    """Something public that is read. What it is called and who reads it is no secret; what it said is in the lake."""

    public_id = PublicIdField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=SourceKind.choices)
    address = models.CharField(max_length=500, blank=True)
    settings = models.JSONField(default=dict)  # by kind: hashtags, column mapping, topics
    schema_digest = models.CharField(max_length=64, blank=True)  # of the columns as they were last time
    language = models.CharField(max_length=8, blank=True)
    is_official = models.BooleanField(default=False)  # an authority: its notices are shown, its posts are not voices
    is_on = models.BooleanField(default=True)
    keep_days = models.PositiveIntegerField(default=730)
    every_minutes = models.PositiveIntegerField(default=60)
    next_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    mark = models.CharField(max_length=300, blank=True)
    fault = models.CharField(max_length=8, choices=Fault.choices, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["is_on", "next_at"], name="listening_source_due")]

    class Privacy:
        public = (
            "public_id",
            "name",
            "kind",
            "address",
            "settings",
            "schema_digest",
            "language",
            "is_official",
            "is_on",
            "keep_days",
            "every_minutes",
            "next_at",
            "fetched_at",
            "etag",
            "last_modified",
            "mark",
            "fault",
            "failures",
        )
        pseudonymous = ("id", "made_by", "made_at")


class Intake(models.Model):
    """One round of reading. ``position`` and ``batches`` move with the files of the lake, so that a round that was
    killed goes on where it stopped and nothing is counted twice."""

    public_id = PublicIdField()
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="intakes")
    state = models.CharField(max_length=8, choices=IntakeState.choices, default=IntakeState.WAITING)
    file_name = models.CharField(max_length=80, blank=True)  # in private storage; gone when the round is done
    shown_name = models.CharField(max_length=120, blank=True)  # as the analyst's own machine calls it
    bytes_total = models.PositiveBigIntegerField(default=0)
    bytes_done = models.PositiveBigIntegerField(default=0)
    position = models.JSONField(default=dict)  # where reading goes on: byte, row, parts of the lake written
    batches = models.PositiveIntegerField(default=0)
    read = models.PositiveBigIntegerField(default=0)
    kept = models.PositiveBigIntegerField(default=0)
    copies = models.PositiveBigIntegerField(default=0)  # kept, but the same text as an earlier one
    screened = models.PositiveBigIntegerField(default=0)  # kept without the names and numbers that stood in them
    troubles = models.JSONField(default=dict)  # Trouble → how many
    fault = models.CharField(max_length=8, choices=Fault.choices, blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["source", "-id"], name="listening_intakes_of")]

    class Privacy:
        public = (
            "public_id",
            "source",
            "state",
            "bytes_total",
            "bytes_done",
            "position",
            "batches",
            "read",
            "kept",
            "copies",
            "screened",
            "troubles",
            "fault",
            "first_day",
            "last_day",
            "started_at",
            "changed_at",
            "ended_at",
        )
        pseudonymous = ("id", "file_name", "shown_name", "started_by")
