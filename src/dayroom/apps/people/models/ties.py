"""Ties between members: following, blocking, muting. Lists of them are private."""

from __future__ import annotations

from django.db import models

from dayroom.apps.people.vocabulary import FollowState


class Follow(models.Model):
    """One asks, the other accepts. An accepted follow is also what lets two people write to each other."""

    follower = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="following")
    followed = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="followers")
    state = models.CharField(max_length=8, choices=FollowState.choices, default=FollowState.ASKED)
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_once"),
            models.CheckConstraint(condition=~models.Q(follower=models.F("followed")), name="follow_not_self"),
        ]
        indexes = [models.Index(fields=["followed", "state"])]

    class Privacy:
        pseudonymous = ("id", "state", "asked_at", "accepted_at")
        personal = ("follower", "followed")


class Block(models.Model):
    """Neither sees the other's posts, and neither can write to the other. The blocked person is not told."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="blocked_by")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "blocked"], name="block_once")]

    class Privacy:
        pseudonymous = ("id", "since")
        personal = ("member", "blocked")


class Mute(models.Model):
    """The member does not see the other's posts; the other notices nothing at all."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="mutes")
    muted = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "muted"], name="mute_once")]

    class Privacy:
        pseudonymous = ("id", "since")
        personal = ("member", "muted")
