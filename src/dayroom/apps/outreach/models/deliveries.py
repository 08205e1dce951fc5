"""One message to one place of one channel: a row with a key, written before the first byte leaves (0017)."""

from __future__ import annotations

from django.db import models

from dayroom.apps.outreach.vocabulary.campaigns import DeliveryState, Measure, ResultOrigin, StopReason
from dayroom.platform.models import PublicIdField


class Delivery(models.Model):
    public_id = PublicIdField()
    message = models.ForeignKey("outreach.Message", on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=20)
    place = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64)  # of what was approved
    key = models.CharField(max_length=40, unique=True)  # the same over every try
    state = models.CharField(max_length=9, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    due_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    address = models.CharField(max_length=600, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    fault = models.CharField(max_length=40, blank=True)  # a code of ours
    stopped_because = models.CharField(max_length=13, choices=StopReason.choices, blank=True)
    decided_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    take_down_asked_at = models.DateTimeField(null=True)
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "channel", "place", "digest"], name="one_delivery_per_place")
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="delivery_due"),
            models.Index(fields=["channel", "-sent_at"], name="delivery_of_channel"),
        ]

    class Privacy:
        public = ("public_id", "channel", "address")
        pseudonymous = ("id", "message", "place", "digest", "key", "state", "due_at", "next_try_at", "tries",
                        "claimed_at", "sent_at", "reference", "fault", "stopped_because", "decided_by",
                        "take_down_asked_at", "taken_down_at")


class Link(models.Model):
    """A counted way out of a message: what is kept is a number per day, nothing about who went."""

    code = models.CharField(max_length=12, unique=True)
    message = models.ForeignKey("outreach.Message", on_delete=models.CASCADE, related_name="links")
    channel = models.CharField(max_length=20)
    target = models.URLField(max_length=400)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "channel", "target"], name="one_link_per_channel")]

    class Privacy:
        public = ("code", "target")
        pseudonymous = ("id", "message", "channel")


class ClickDay(models.Model):
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="one_count_per_day")]

    class Privacy:
        pseudonymous = ("id", "link", "day", "count")


class Result(models.Model):
    """What one delivery did, by one measure, as last told."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="results")
    measure = models.CharField(max_length=9, choices=Measure.choices)
    value = models.PositiveBigIntegerField()
    origin = models.CharField(max_length=4, choices=ResultOrigin.choices)
    as_of = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "measure"], name="one_result_per_measure")]

    class Privacy:
        pseudonymous = ("id", "delivery", "measure", "value", "origin", "as_of")
