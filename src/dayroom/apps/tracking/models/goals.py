"""Goals of one's own and guided programmes that somebody walks."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.models.items import Item
from dayroom.apps.tracking.vocabulary.goals import GoalState
from dayroom.platform.sealing import SealedRow


class Goal(Item):
    """Sealed: what, why, know, tracker, target, programme, steps with the days they were ticked, what helped."""

    state = models.CharField(max_length=6, choices=GoalState.choices, default=GoalState.OPEN)

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="goal_of_owner")]

    class Privacy:
        pseudonymous = ("id", "public_id", "audience", "place_id", "made_at", "changed_at", "state")
        personal = ("owner",)
        health = ("sealed",)


class GoalNote(SealedRow):
    """A line on the way. Sealed: the text."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="notes")
    written_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "public_id", "goal", "written_at")
        health = ("sealed",)
