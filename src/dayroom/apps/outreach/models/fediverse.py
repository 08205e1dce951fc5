"""The organization on ActivityPub: its key, who follows it, what it said there, and to whom that was told."""

from __future__ import annotations

from django.db import models

from dayroom.apps.outreach.vocabulary.fediverse import ADDRESS_MAX, ParcelKind, ParcelState
from dayroom.platform.crypto import EncryptedTextField
from dayroom.platform.models import PublicIdField


class ActorKey(models.Model):
    """What the organization signs with. The private half stands encrypted in its column."""

    private_pem = EncryptedTextField()
    public_pem = models.TextField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=models.Q(retired_at=None), name="one_actor_key")
        ]

    class Privacy:
        public = ("public_pem",)
        pseudonymous = ("id", "made_at", "retired_at")
        secret = ("private_pem",)


class Follower(models.Model):
    """An actor elsewhere that asked to be told. Never a member's account here: nobody knows whether they have one."""

    public_id = PublicIdField()
    actor = models.CharField(max_length=ADDRESS_MAX, unique=True)
    inbox = models.CharField(max_length=ADDRESS_MAX)
    shared_inbox = models.CharField(max_length=ADDRESS_MAX, blank=True)
    key_name = models.CharField(max_length=ADDRESS_MAX, db_index=True)
    public_pem = models.TextField()  # so that an actor that is gone can still say so
    follow_id = models.CharField(max_length=ADDRESS_MAX)
    followed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["answered_at", "next_try_at"], name="followers_to_answer")]

    class Privacy:
        pseudonymous = ("id", "public_id", "followed_at", "answered_at", "tries", "next_try_at")
        personal = ("actor", "inbox", "shared_inbox", "key_name", "public_pem", "follow_id")


class FederatedNote(models.Model):
    """What was said there, exactly as it was said."""

    public_id = PublicIdField()
    delivery = models.OneToOneField("outreach.Delivery", on_delete=models.CASCADE, related_name="note")
    document = models.JSONField()
    published_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["deleted_at", "-id"], name="notes_newest")]

    class Privacy:
        public = ("public_id", "document", "published_at")
        pseudonymous = ("id", "delivery", "deleted_at")


class Parcel(models.Model):
    """One thing said to one inbox; whoever gets it twice knows it by its name."""

    note = models.ForeignKey(FederatedNote, on_delete=models.CASCADE, related_name="parcels")
    inbox = models.CharField(max_length=ADDRESS_MAX)
    kind = models.CharField(max_length=6, choices=ParcelKind.choices)
    state = models.CharField(max_length=6, choices=ParcelState.choices, default=ParcelState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "inbox", "kind"], name="one_parcel_per_inbox")]
        indexes = [models.Index(fields=["state", "next_try_at"], name="parcels_due")]

    class Privacy:
        pseudonymous = ("id", "note", "kind", "state", "tries", "next_try_at", "sent_at", "fault")
        personal = ("inbox",)


class SeenSignature(models.Model):
    """A signature that was taken: the same request sent again does nothing."""

    digest = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField(db_index=True)

    class Privacy:
        pseudonymous = ("id", "digest", "seen_at")
