"""What of a record stands in posts."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.models.items import Item


class Card(Item):
    """A chart, a reading or a report as it is shown in one post; gone with its row. Sealed: kind, and the public id of
    what it shows. The post is not known here, only the community."""

    for_all = models.BooleanField(default=False)  # said so by the member: whoever can read the post

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="card_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "for_all")
        personal = ("owner",)
        health = ("sealed",)
