"""The professional face of a member: linked to the personal one for us, and separate from it in public."""

from __future__ import annotations

from django.db import models

from dayroom.apps.people.vocabulary import CredentialState
from dayroom.apps.people.vocabulary.profiles import hue_of
from dayroom.platform.crypto import EncryptedTextField
from dayroom.platform.models import PublicIdField


class Persona(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="personas")
    handle = models.CharField(max_length=24, unique=True)
    display_name = models.CharField(max_length=80)
    profession = models.CharField(max_length=20)
    employer = models.CharField(max_length=120, blank=True)
    own_views = models.BooleanField(default=True)  # "views are my own": shown whenever an employer is named
    interests = models.CharField(max_length=400)  # the conflict-of-interest line, shown with every post
    about = models.CharField(max_length=600, blank=True)
    office_hours = models.CharField(max_length=200, blank=True)
    verified_until = models.DateField(null=True)  # of the current credential; null: not verified
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("public_id", "handle", "display_name", "profession", "employer", "own_views", "interests", "about",
                  "office_hours", "verified_until")
        pseudonymous = ("id", "made_at", "retired_at")
        personal = ("member",)  # the link between the two faces is nobody's business

    @property
    def hue(self) -> int:
        return hue_of(self.handle)


class Credential(models.Model):
    """One claim of a licence and what became of it: claimed → checked by a steward → verified until a day."""

    public_id = PublicIdField()
    persona = models.ForeignKey(Persona, on_delete=models.CASCADE, related_name="credentials")
    register = models.CharField(max_length=80)  # NPI, NMC, GMC, …
    country = models.CharField(max_length=2)
    number = EncryptedTextField()
    checksum_ok = models.BooleanField(null=True)  # null: this register has no checksum we know
    evidence_note = EncryptedTextField(blank=True)
    state = models.CharField(max_length=8, choices=CredentialState.choices, default=CredentialState.CLAIMED)
    claimed_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_note = models.CharField(max_length=400, blank=True)
    expires_on = models.DateField(null=True)

    class Privacy:
        pseudonymous = ("id", "public_id", "persona", "state", "claimed_at", "decided_by", "decided_at", "checksum_ok",
                        "expires_on")
        personal = ("register", "country", "decision_note")
        secret = ("number", "evidence_note")
