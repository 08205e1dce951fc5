"""Alarms: what a detector said, and what people found out."""

from __future__ import annotations

from django.db import models

from dayroom.apps.listening.vocabulary import AlarmState, Explanation, PlaceBasis
from dayroom.platform.models import PublicIdField


class Threshold(models.Model):
    """How easily an alarm is raised about a topic, and about a place of it (empty: the topic as a whole)."""

    topic = models.ForeignKey("listening.Topic", on_delete=models.CASCADE, related_name="thresholds")
    place = models.CharField(max_length=60, blank=True)
    detector = models.CharField(max_length=30)
    alpha = models.FloatField()
    least = models.PositiveIntegerField()  # mentions of a day or week below which nothing is raised
    learned = models.FloatField(default=0)  # what verdicts have added, in shares of the way from expected to limit
    learned_from = models.DateTimeField(null=True)  # verdicts before this moment teach nothing any more
    changed_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "place"], name="threshold_once")]

    class Privacy:
        public = ("topic", "place", "detector", "alpha", "least", "learned")
        pseudonymous = ("id", "learned_from", "changed_by", "changed_at")


class Alarm(models.Model):
    """A count above its limit. A reason for somebody to look, never a finding."""

    public_id = PublicIdField()
    topic = models.ForeignKey("listening.Topic", on_delete=models.CASCADE, related_name="alarms")
    place = models.CharField(max_length=60, blank=True)  # a code; empty: everywhere
    basis = models.CharField(max_length=7, choices=PlaceBasis.choices, blank=True)  # how the place is known
    period = models.CharField(max_length=5)  # "day" or "week"
    day = models.DateField()  # the day, or the week's Monday
    detector = models.CharField(max_length=30)
    observed = models.PositiveIntegerField()
    expected = models.FloatField()
    limit = models.FloatField()
    authors = models.PositiveIntegerField(default=0)
    suspects = models.JSONField(default=dict)  # what may explain it: source break, copies, news on the same days
    state = models.CharField(max_length=9, choices=AlarmState.choices, default=AlarmState.NEW)
    explanation = models.CharField(max_length=8, choices=Explanation.choices, blank=True)
    owner = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    quiet_until = models.DateField()
    is_public = models.BooleanField(default=False)
    drafted = models.CharField(max_length=60, blank=True)  # the alert that was drafted from it
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "place", "period", "day"], name="alarm_once")]
        indexes = [models.Index(fields=["state", "-id"], name="listening_alarms_by_state")]

    class Privacy:
        public = (
            "public_id",
            "topic",
            "place",
            "basis",
            "period",
            "day",
            "detector",
            "observed",
            "expected",
            "limit",
            "authors",
            "suspects",
            "state",
            "explanation",
            "is_public",
            "drafted",
        )
        pseudonymous = ("id", "owner", "quiet_until", "raised_at", "decided_at")


class AlarmStep(models.Model):
    """What somebody did with an alarm, and why. Kept; nothing is written over."""

    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="steps")
    by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    before = models.CharField(max_length=9, choices=AlarmState.choices)
    after = models.CharField(max_length=9, choices=AlarmState.choices)
    explanation = models.CharField(max_length=8, choices=Explanation.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Privacy:
        public = ("before", "after", "explanation")
        pseudonymous = ("id", "alarm", "by", "at", "note")
