"""A proposal between two professionals to go on in private: what is said then stands in conversations, not here."""

from __future__ import annotations

from django.db import models

from dayroom.platform.models import PublicIdField


class TalkProposal(models.Model):
    public_id = PublicIdField()
    post = models.ForeignKey("communities.Post", on_delete=models.CASCADE, related_name="+")  # what it is about
    proposed_by = models.ForeignKey("people.Persona", on_delete=models.CASCADE, related_name="+")
    proposed_to = models.ForeignKey("people.Persona", on_delete=models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)  # null: no answer yet
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "proposed_by", "proposed_to"], name="talk_proposed_once"),
        ]

    class Privacy:
        pseudonymous = ("id", "public_id", "post", "proposed_at", "accepted", "answered_at")
        personal = ("proposed_by", "proposed_to")
