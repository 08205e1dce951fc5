"""Who is on call, who was called, and how those who do this look after themselves."""

from __future__ import annotations

from django.db import models

from dayroom.apps.moderation.vocabulary.duty import CallState, Channel, Debrief
from dayroom.platform.models import PublicIdField


class Shift(models.Model):
    """Somebody is on call from then to then."""

    public_id = PublicIdField()
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_ends")]
        indexes = [models.Index(fields=["ends_at", "starts_at"])]

    class Privacy:
        pseudonymous = ("id", "public_id", "starts_at", "ends_at", "made_by")
        personal = ("member",)


class PushDevice(models.Model):
    """Where a moderator's browser takes push messages; the address is secret, because it may be written to."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    endpoint_digest = models.CharField(max_length=64, unique=True)
    endpoint = models.CharField(max_length=1000)
    p256dh = models.CharField(max_length=200)
    auth = models.CharField(max_length=100)
    added_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "endpoint_digest", "added_at")
        personal = ("member",)
        secret = ("endpoint", "p256dh", "auth")


class Call(models.Model):
    """One message to one person (or to the webhook) about one case. No case: somebody tried whether it works."""

    public_id = PublicIdField()
    case = models.ForeignKey("moderation.Case", null=True, on_delete=models.CASCADE, related_name="calls")
    member = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    device = models.ForeignKey(PushDevice, null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.CharField(max_length=8, choices=CallState.choices, default=CallState.WAITING)
    round = models.PositiveSmallIntegerField(default=1)  # the first person, the next, …
    tries = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=40, blank=True)  # a code, never what the other side answered
    made_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)  # claimed for a while: two workers do not send the same call
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # the person said: I am here

    class Meta:
        indexes = [models.Index(fields=["state", "made_at"]), models.Index(fields=["-made_at", "-id"])]

    class Privacy:
        pseudonymous = ("id", "public_id", "case", "device", "channel", "state", "round", "tries", "fault", "made_at",
                        "tried_at", "sent_at", "seen_at")
        personal = ("member",)


class DeskChoice(models.Model):
    """How one moderator wants to see the queue: which places, which source, and which harms they leave to others."""

    member = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="+")
    skips = models.CharField(max_length=100, blank=True)  # harms by code
    scope_ids = models.CharField(max_length=400, blank=True)  # places by id; empty: all of theirs

    class Privacy:
        pseudonymous = ("id", "scope_ids")
        personal = ("member",)
        health = ("skips",)  # what somebody would rather not read says something about them


class HardLook(models.Model):
    """Somebody took a hard case on a day: counted for their own sake, shown to them only, gone after two weeks."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey("moderation.Case", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "case", "on"], name="hard_look_once_a_day")]

    class Privacy:
        pseudonymous = ("id", "case", "on")
        personal = ("member",)


class DebriefCount(models.Model):
    """How people were after hard cases: counts by day, nobody's name."""

    on = models.DateField()
    answer = models.CharField(max_length=8, choices=Debrief.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "answer"], name="debrief_once_a_day")]

    class Privacy:
        pseudonymous = ("id", "on", "answer", "count")
