"""The register of fact checks: a myth, what is true, why the myth misleads, and who says so."""

from __future__ import annotations

from django.db import models

from dayroom.apps.screening.vocabulary import CheckOrigin, CheckState
from dayroom.platform.models import PublicIdField


class FactCheck(models.Model):
    """One entry. It labels posts only while it is accepted, has a dated source, and is not past its review day."""

    public_id = PublicIdField()
    claim_id = models.CharField(max_length=80, unique=True)  # "vaccination.autism": the name in files and findings
    topic = models.CharField(max_length=40)
    claim = models.CharField(max_length=400)
    truth = models.CharField(max_length=400)
    misleads = models.CharField(max_length=800)
    variants = models.JSONField(default=list)  # other ways to say the claim
    translations = models.JSONField(default=dict)  # language -> claim, truth, misleads, variants
    sources = models.JSONField(default=list)  # body, title, year, tier, doi, pmid
    checked_on = models.DateField(null=True)
    review_by = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    origin = models.CharField(max_length=10, choices=CheckOrigin.choices)
    state = models.CharField(max_length=10, choices=CheckState.choices, default=CheckState.UNVERIFIED)
    byline = models.CharField(max_length=80, default="", blank=True)  # who answers for it, as shown on the card
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["state", "topic", "claim_id"]),
            models.Index(fields=["-changed_at"]),
        ]

    class Privacy:
        public = (
            "public_id",
            "claim_id",
            "topic",
            "claim",
            "truth",
            "misleads",
            "variants",
            "translations",
            "sources",
            "checked_on",
            "review_by",
            "version",
            "origin",
            "state",
            "byline",
            "made_at",
            "changed_at",
        )
        pseudonymous = ("id", "decided_by_id", "decided_at")


class FactCheckVersion(models.Model):
    """What an entry said before it was changed, and why it was."""

    fact_check = models.ForeignKey(FactCheck, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    words = models.JSONField()
    reason = models.CharField(max_length=400)
    by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact_check", "version"], name="one_row_per_version")]

    class Privacy:
        public = ("version", "words", "reason", "made_at")
        pseudonymous = ("id", "fact_check", "by_id")
