"""What every item of a record has."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.vocabulary import Audience
from dayroom.platform.sealing import SealedRow


class Item(SealedRow):
    """An item of somebody's record: what it says is sealed, whom it is for is not."""

    owner = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.ME)
    place_id = models.BigIntegerField(null=True)  # the community of PLACE; communities are neighbours, known by id
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True
