"""Conditions, treatments and events of a life, as the member tells them. What is sealed: see vocabulary.records."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.models.items import Item


class Condition(Item):
    class Meta:
        indexes = [models.Index(fields=["owner", "id"], name="condition_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at")
        personal = ("owner",)
        health = ("sealed",)


class Treatment(Item):
    class Meta:
        indexes = [models.Index(fields=["owner", "id"], name="treatment_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at")
        personal = ("owner",)
        health = ("sealed",)


class LifeEvent(Item):
    """A mark on the timeline: an operation, a move, a birth."""

    class Meta:
        indexes = [models.Index(fields=["owner", "id"], name="event_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at")
        personal = ("owner",)
        health = ("sealed",)
