"""A guardian's yes for a child under 13: who, for which place, in which words, and how it was checked."""

from __future__ import annotations

from django.db import models

from dayroom.apps.people.vocabulary.guardians import CheckMethod, GuardianState
from dayroom.platform.models import PublicIdField


class GuardianConsent(models.Model):
    """One request and what became of it. Ended, never deleted; without names once guardian and child are gone."""

    public_id = PublicIdField()
    guardian = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    child = models.OneToOneField("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    place_id = models.BigIntegerField()  # the community; communities stand above and are known by id
    state = models.CharField(max_length=10, choices=GuardianState.choices, default=GuardianState.ASKED)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    shares = models.BooleanField(default=False)  # the separate yes to disclosure (16 CFR 312.5(a)(2))
    method = models.CharField(max_length=14, choices=CheckMethod.choices, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("public_id",)
        pseudonymous = ("id", "place_id", "state", "text_version", "language", "shares", "method", "asked_at",
                        "confirmed_at", "decided_at", "decided_by", "opened_at", "ended_at")
        personal = ("guardian", "child")
