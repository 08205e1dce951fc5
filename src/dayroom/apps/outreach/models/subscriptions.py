"""People and machines who asked to be told: the newsletter, browsers, webhooks."""

from __future__ import annotations

from django.db import models

from dayroom.apps.outreach.vocabulary.subscriptions import LetterState, SubscriptionState, Way
from dayroom.platform.crypto import EncryptedTextField
from dayroom.platform.models import PublicIdField


class Subscription(models.Model):
    """One person's wish to get news, by mail or as a notice here. Mail counts only after a click in a mail."""

    public_id = PublicIdField()
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.MAIL)
    email = models.EmailField(max_length=254, null=True, unique=True)
    member = models.ForeignKey("people.Member", null=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=8, default="en")
    country = models.CharField(max_length=2, blank=True)
    interests = models.JSONField(default=list)  # as chosen on the form; empty: everything
    state = models.CharField(max_length=9, choices=SubscriptionState.choices, default=SubscriptionState.ASKED)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    bounces = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=models.Q(way="NOTICE"), name="one_notice_wish"),
            models.CheckConstraint(
                condition=models.Q(way="NOTICE", member__isnull=False) | models.Q(way="MAIL"), name="wish_is_whole"
            ),
        ]
        indexes = [models.Index(fields=["state", "id"], name="subscriptions_by_state")]

    class Privacy:
        pseudonymous = ("id", "public_id", "way", "state", "asked_at", "confirmed_at", "left_at", "bounces")
        personal = ("email", "member", "language", "country")
        health = ("interests",)


class Letter(models.Model):
    """One issue of the newsletter to one subscriber: exactly one row, claimed before it is sent."""

    delivery = models.ForeignKey("outreach.Delivery", on_delete=models.CASCADE, related_name="letters")
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="letters")
    state = models.CharField(max_length=7, choices=LetterState.choices, default=LetterState.QUEUED)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "subscription"], name="one_letter_each")]
        indexes = [models.Index(fields=["state", "id"], name="letters_by_state")]

    class Privacy:
        pseudonymous = ("id", "delivery", "state", "claimed_at", "sent_at", "tries")
        personal = ("subscription",)


class LetterRun(models.Model):
    """How far the queueing of one issue has come: it goes on where it stopped, and puts nobody in twice."""

    delivery = models.OneToOneField("outreach.Delivery", on_delete=models.CASCADE, related_name="run")
    last_subscription_id = models.BigIntegerField(default=0)
    queued_count = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "delivery", "last_subscription_id", "queued_count", "started_at", "done_at")


class NewsDevice(models.Model):
    """A browser that takes push messages about news; the address is secret, because it may be written to."""

    member = models.ForeignKey("people.Member", null=True, on_delete=models.CASCADE, related_name="+")
    endpoint_digest = models.CharField(max_length=64, unique=True)
    endpoint = models.CharField(max_length=1000)
    p256dh = models.CharField(max_length=200)
    auth = models.CharField(max_length=100)
    language = models.CharField(max_length=8, default="en")
    added_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "endpoint_digest", "added_at")
        personal = ("member", "language")
        secret = ("endpoint", "p256dh", "auth")


class Webhook(models.Model):
    """A program elsewhere that is told of what is published; signed, so that it knows who speaks."""

    public_id = PublicIdField()
    label = models.CharField(max_length=80)
    address = models.URLField(max_length=400)
    secret = EncryptedTextField()
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "public_id", "label", "address", "made_by", "made_at", "stopped_at")
        secret = ("secret",)
