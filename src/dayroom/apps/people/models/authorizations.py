"""Written authorizations of patients, and every place where one was used (45 CFR 164.508, 164.530(j))."""

from __future__ import annotations

from django.db import models

from dayroom.apps.people.vocabulary.authorizations import SignedHow
from dayroom.platform.crypto import EncryptedTextField
from dayroom.platform.models import PublicIdField


class Authorization(models.Model):
    """What a patient, or somebody who may act for them, has signed. The law asks us to keep it six years, also when
    the professional who entered it has left: their name then stands here no more, the record does."""

    public_id = PublicIdField()
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="authorizations")
    made_at = models.DateTimeField()
    label = models.CharField(max_length=80)  # for finding it again; never the patient's name
    description = EncryptedTextField(blank=True)
    discloser = models.CharField(max_length=200, blank=True)
    recipients = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=400, blank=True)
    expires_on = models.DateField(null=True)
    expiry_event = models.CharField(max_length=200, blank=True)
    event_happened_at = models.DateTimeField(null=True)
    signer_name = EncryptedTextField(blank=True)
    signed_on = models.DateField(null=True)
    by_representative = models.BooleanField(default=False)
    representative_authority = EncryptedTextField(blank=True)
    says_revocation = models.BooleanField(default=False)
    says_conditioning = models.BooleanField(default=False)
    says_redisclosure = models.BooleanField(default=False)
    in_plain_language = models.BooleanField(default=False)
    copy_given = models.BooleanField(default=False)
    scopes = models.CharField(max_length=40, blank=True)  # codes, one space between
    channels = models.CharField(max_length=80, blank=True)
    signed_how = models.CharField(max_length=8, choices=SignedHow.choices, default=SignedHow.TYPED)
    form_file = models.CharField(max_length=80, blank=True)  # random name in private storage; encrypted there
    form_type = models.CharField(max_length=40, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    kept_until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["made_by", "-made_at"], name="authorizations_of_maker")]

    class Privacy:
        pseudonymous = ("id", "public_id", "made_at", "made_by", "event_happened_at", "revoked_at", "revoked_by",
                        "kept_until", "form_file", "form_type", "signed_how", "scopes", "channels", "says_revocation",
                        "says_conditioning", "says_redisclosure", "in_plain_language", "copy_given")
        personal = ("label", "discloser", "recipients", "purpose", "expires_on", "expiry_event", "signed_on",
                    "by_representative")
        # of a patient who has no account here: never in a member's export, never shown but to those who keep it
        secret = ("description", "signer_name", "representative_authority")


class AuthorizationUse(models.Model):
    """One thing that stands somewhere because of it: a post here, or a place outside that we cannot reach into."""

    authorization = models.ForeignKey(Authorization, on_delete=models.PROTECT, related_name="uses")
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    outside_place = models.CharField(max_length=300, blank=True)
    used_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)
    taken_down_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authorization", "subject_kind", "subject_id"], condition=~models.Q(subject_id=None),
                name="one_use_per_subject",
            )
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="uses_of_subject")]

    class Privacy:
        pseudonymous = ("id", "authorization", "subject_kind", "subject_id", "used_at", "taken_down_at",
                        "taken_down_by")
        personal = ("outside_place",)
