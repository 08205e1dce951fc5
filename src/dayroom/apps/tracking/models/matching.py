"""People like me: cards of those who agreed, found by the words they share."""

from __future__ import annotations

from django.db import models


class MatchCard(models.Model):
    """Derived: what one member chose to show to people like them. Stands only while their yes does. `shown` names the
    parts they chose, `weights` how much each counts for them (0 to 3)."""

    owner = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="+")
    young = models.BooleanField()  # under 18: adults and young people are never shown to each other
    shown = models.JSONField(default=dict)
    weights = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "changed_at")
        personal = ("owner", "young", "weights")
        health = ("shown",)


class MatchToken(models.Model):
    """One word of a card; the same word on two cards is what the two have in common."""

    card = models.ForeignKey(MatchCard, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "token"], name="token_once_per_card")]
        indexes = [models.Index(fields=["token", "-card"], name="cards_of_token")]

    class Privacy:
        pseudonymous = ("id", "card")
        health = ("token",)


class TokenCount(models.Model):
    """How many cards have a word: the rarest are asked for first."""

    token = models.CharField(max_length=100, unique=True)
    cards = models.PositiveIntegerField(default=0)

    class Privacy:
        pseudonymous = ("id", "cards")
        health = ("token",)
