"""What the record needs to know of the person: year of birth, units they like."""

from __future__ import annotations

from django.db import models

from dayroom.platform.sealing import SealedRow


class HealthProfile(SealedRow):
    """One per member, made on first use. Sealed: birth_year, sex, units {measure: unit}, best {measure: value}."""

    owner = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="+")
    changed_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "public_id", "changed_at")
        personal = ("owner",)
        health = ("sealed",)
