from __future__ import annotations

from django.db import models

from dayroom.apps.people.vocabulary import Purpose


class Consent(models.Model):
    """One yes to one purpose, in the words and the language that were shown. Withdrawn, never deleted."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    text_version = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "purpose"], condition=models.Q(withdrawn_at=None), name="one_standing_consent"
            )
        ]

    class Privacy:
        pseudonymous = ("id", "text_version", "language", "given_at", "withdrawn_at")
        personal = ("member", "purpose")
