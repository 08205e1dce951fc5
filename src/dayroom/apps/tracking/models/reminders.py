"""Reminders for a treatment, what was answered, and the address of the calendar."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.models.items import Item
from dayroom.platform.sealing import SealedRow


class Reminder(Item):
    """Sealed: times, weekdays, first and last day, words of one's own for the calendar, supplies. The next time stands
    in the open, because the clock asks for it."""

    treatment = models.ForeignKey("tracking.Treatment", on_delete=models.CASCADE, related_name="reminders")
    next_at = models.DateTimeField(null=True)  # null: paused, or over
    paused = models.BooleanField(default=False)
    by_mail = models.BooleanField(default=False)
    in_calendar = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "id"], name="reminder_of_owner"),
            models.Index(fields=["next_at"], name="reminder_next"),
        ]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "paused", "by_mail",
                        "in_calendar", "treatment")
        personal = ("owner", "next_at")
        health = ("sealed",)


class DoseSaid(SealedRow):
    """One time of one reminder. Sealed: what the member said, and when; nothing yet while it waits."""

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="doses")
    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    again_at = models.DateTimeField(null=True)  # "later": told once more at this time
    open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reminder", "due_at"], name="dose_once")]
        indexes = [
            models.Index(fields=["owner", "-due_at"], name="dose_of_owner"),
            models.Index(fields=["again_at"], name="dose_again"),
        ]

    class Privacy:
        pseudonymous = ("id", "public_id", "reminder", "open")
        personal = ("owner", "due_at", "again_at")
        health = ("sealed",)


class CalendarAddress(SealedRow):
    """The secret address of one member's calendar. Kept as a digest to be found by, sealed to be shown again."""

    owner = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "public_id", "made_at")
        personal = ("owner", "asked_at")
        secret = ("digest", "sealed")
