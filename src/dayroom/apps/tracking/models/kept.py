"""A person without an account whose record a carer keeps (ADR 0023)."""

from __future__ import annotations

from django.db import models

from dayroom.platform.sealing import SealedRow


class KeptPerson(SealedRow):
    """Sealed: the name under which the carer knows the person. Only this carer opens the record, until the person
    takes it over by a link; of the link only the digest stands here."""

    owner = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="+")  # state KEPT
    carer = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    link_digest = models.CharField(max_length=64, blank=True, db_index=True)
    link_until = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "public_id", "made_at", "link_until")
        personal = ("owner", "carer")
        health = ("sealed",)
        secret = ("link_digest",)
