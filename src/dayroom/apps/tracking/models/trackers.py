"""Trackers and their readings; answers to questionnaires; and the days of a year, from which charts are drawn."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.models.items import Item
from dayroom.platform.sealing import SealedRow


class Tracker(Item):
    """One thing that a member follows; its name and measure are sealed too."""

    kind = models.CharField(max_length=8)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "position", "id"], name="tracker_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "position", "archived_at")
        personal = ("owner",)
        health = ("sealed", "kind")


class Reading(SealedRow):
    """One entry. It follows its tracker's audience. `client_key` is drawn where it was typed: a reading that was kept
    offline and sent twice stands once."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="readings")
    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    batch = models.ForeignKey("tracking.ImportBatch", null=True, on_delete=models.CASCADE, related_name="readings")
    set_aside = models.BooleanField(default=False)  # an overlapping source counts less: kept, not shown in sums
    client_key = models.CharField(max_length=40, blank=True)
    photo = models.CharField(max_length=80, blank=True)
    entered_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    versions = models.PositiveSmallIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["tracker", "taken_at", "id"], name="reading_of_tracker"),
            models.Index(fields=["owner", "taken_at", "id"], name="reading_of_owner"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "client_key"], condition=~models.Q(client_key=""), name="one_reading_per_entry"
            )
        ]

    class Privacy:
        pseudonymous = ("id", "public_id", "tracker", "batch", "set_aside", "client_key", "made_at", "changed_at",
                        "versions", "photo")
        personal = ("owner", "entered_by", "taken_at", "ended_at")
        health = ("sealed",)


class ReadingVersion(SealedRow):
    """What a reading said before it was changed."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="earlier")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Privacy:
        pseudonymous = ("id", "public_id", "reading", "changed_at")
        personal = ("changed_by",)
        health = ("sealed",)


class YearOfDays(SealedRow):
    """Derived: every day of one year of one tracker, so that a chart opens a handful of rows and not each reading."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tracker", "year"], name="one_year_per_tracker")]

    class Privacy:
        pseudonymous = ("id", "public_id", "tracker", "year")
        health = ("sealed",)


class FormAnswer(Item):
    """Answers to one questionnaire on one day: answers, total and band are sealed."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="answers")
    answered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["tracker", "answered_at", "id"], name="answer_of_tracker")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "tracker")
        personal = ("owner", "answered_at")
        health = ("sealed",)
