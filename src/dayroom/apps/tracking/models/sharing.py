"""Who may act in whose record, who was chosen for an item, and who looked."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.vocabulary import Authority, ProxyState, Way
from dayroom.platform.models import PublicIdField


class Proxy(models.Model):
    """Somebody who acts for another. Both see it, either ends it; ended, never deleted."""

    public_id = PublicIdField()
    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    carer = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    authority = models.CharField(max_length=8, choices=Authority.choices)
    state = models.CharField(max_length=8, choices=ProxyState.choices, default=ProxyState.ASKED)
    asked_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    may_see = models.BooleanField(default=False)
    may_enter = models.BooleanField(default=False)
    may_share = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    until_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "carer"], condition=models.Q(state__in=["ASKED", "STANDING"]), name="one_proxy_a_pair"
            )
        ]

    class Privacy:
        pseudonymous = ("id", "public_id", "state", "may_see", "may_enter", "may_share", "asked_at", "answered_at",
                        "until_on", "ended_at")
        personal = ("owner", "carer", "authority", "asked_by", "ended_by")


class ChosenReader(models.Model):
    """One person who was chosen to see one item."""

    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)  # the model's name in small letters
    item = models.CharField(max_length=20)  # its public id
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "item", "reader"], name="chosen_once")]

    class Privacy:
        pseudonymous = ("id", "kind", "item", "chosen_at")
        personal = ("owner", "reader")


class Access(models.Model):
    """Somebody other than the owner saw something, or changed it. Read by the owner."""

    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    scope = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    item = models.CharField(max_length=20, blank=True)  # the public id; empty for the record as a whole
    on = models.DateField()  # one line a day for the same person and thing, with how often
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-last_at"], name="access_of_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "actor", "way", "scope", "kind", "item", "on"], name="one_access_line_a_day"
            )
        ]

    class Privacy:
        pseudonymous = ("id", "way", "scope", "kind", "item", "times")
        personal = ("owner", "actor", "on", "last_at")
