"""Sheets for a visit, the links by which they are opened, and every opening."""

from __future__ import annotations

from django.db import models

from dayroom.platform.sealing import SealedRow


class VisitSheet(SealedRow):
    """Sealed: what was chosen for it (vocabulary.sheets.SheetChoice)."""

    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="sheet_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "made_at")
        personal = ("owner", "made_by")
        health = ("sealed",)


class SheetLink(SealedRow):
    """A link with a code. Sealed: token, code, for whom. The digests are what the door compares."""

    sheet = models.ForeignKey(VisitSheet, on_delete=models.CASCADE, related_name="links")
    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64)
    wrong = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "public_id", "sheet", "wrong", "made_at", "ends_at", "ended_at")
        personal = ("owner",)
        secret = ("token_digest", "code_digest", "sealed")


class SheetOpening(models.Model):
    """The right code was given: who had it is not known, when is."""

    link = models.ForeignKey(SheetLink, on_delete=models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "link")
        personal = ("opened_at",)
