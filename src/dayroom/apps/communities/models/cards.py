"""What a member put into a post from elsewhere, by key. What it shows stands with whoever plugged it in, never here."""

from __future__ import annotations

from django.db import models


class AttachedCard(models.Model):
    """A key says nothing by itself; where it opens nothing any more, nothing is shown."""

    post = models.ForeignKey("communities.Post", on_delete=models.CASCADE, related_name="cards")
    source = models.CharField(max_length=20)  # name of the plug
    key = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="card_in_one_post")]

    class Privacy:
        pseudonymous = ("id", "post", "source", "key", "position")
