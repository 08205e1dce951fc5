"""What leaves a record and what is handed into it: files made for the member, keys of apps, links for handing over."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.models.items import Item
from dayroom.apps.tracking.vocabulary.files import TakingForm, TakingState
from dayroom.platform.models import PublicIdField
from dayroom.platform.sealing import SealedRow


class Taking(SealedRow):
    """One file made of the record for its owner. Sealed: the choice. Deleted some days after it was made."""

    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=4, choices=TakingForm.choices)
    state = models.CharField(max_length=7, choices=TakingState.choices, default=TakingState.WAITING)
    file = models.CharField(max_length=80, blank=True)  # random name in private storage
    items_done = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="taking_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "form", "state", "file", "items_done", "made_at", "ready_at", "expires_at")
        personal = ("owner",)
        health = ("sealed",)


class AppToken(models.Model):
    """A key with which an app of the member's own choice reads their record. Only a digest is kept."""

    public_id = PublicIdField()
    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    scopes = models.CharField(max_length=200)  # names of FHIR resources, with blanks between them
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="app_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "scopes", "made_at", "expires_at", "last_used_at", "revoked_at")
        personal = ("owner", "name")
        secret = ("digest",)


class ReceiveLink(models.Model):
    """An address that the member gives to a practice, to hand in one document. The code goes another way."""

    public_id = PublicIdField()
    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    code_digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="receive_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "tries", "made_at", "expires_at", "used_at", "closed_at")
        personal = ("owner",)
        secret = ("code_digest",)


class Document(Item):
    """A file that was handed into the record. Sealed: title, from_whom, note, media_type; the file is sealed
    too."""

    file = models.CharField(max_length=80)
    bytes_total = models.PositiveIntegerField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="document_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "file", "bytes_total",
                        "seen_at")
        personal = ("owner",)
        health = ("sealed",)
