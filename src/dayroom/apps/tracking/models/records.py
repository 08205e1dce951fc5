"""Conditions, treatments and events of a life, as the member tells them. What is sealed: see vocabulary.records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from dayroom.apps.tracking.models.items import Item

if TYPE_CHECKING:
    from django.db.models import QuerySet


class StandingManager(models.Manager[Any]):
    """Leaves out what was deleted and can still be brought back."""

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().filter(removed_at=None)


class Told(Item):
    """What somebody told in words, with one step back: the wording before the last change, and a day to undo a
    deletion."""

    entered_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    earlier = models.BinaryField(default=b"")  # sealed in the same row as what it was before
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = StandingManager()
    every = models.Manager()

    class Meta:
        abstract = True


class Condition(Told):
    class Meta:
        indexes = [models.Index(fields=["owner", "id"], name="condition_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "removed_at")
        personal = ("owner", "entered_by", "removed_by")
        health = ("sealed", "earlier")


class Treatment(Told):
    class Meta:
        indexes = [models.Index(fields=["owner", "id"], name="treatment_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "removed_at")
        personal = ("owner", "entered_by", "removed_by")
        health = ("sealed", "earlier")


class LifeEvent(Told):
    """A mark on the timeline: an operation, a move, a birth."""

    class Meta:
        indexes = [models.Index(fields=["owner", "id"], name="event_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "removed_at")
        personal = ("owner", "entered_by", "removed_by")
        health = ("sealed", "earlier")


TOLD: dict[str, type[Told]] = {"condition": Condition, "treatment": Treatment, "lifeevent": LifeEvent}
