"""Goals as they are shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dayroom.apps.tracking.queries.cards import name_of
from dayroom.apps.tracking.queries.goals import goals_of
from dayroom.apps.tracking.queries.trackers import seen_trackers
from dayroom.apps.tracking.rules.goals import MOVES
from dayroom.apps.tracking.vocabulary import Scope, TrackerKind
from dayroom.apps.tracking.vocabulary.goals import GoalState
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.platform.sealing import vault_of

HOME_MOST = 3


def tracker_choices(record: Record) -> list[tuple[str, str]]:
    """Public id and name of the trackers with numbers that the reader may see."""
    rows = list(seen_trackers(record).filter(kind__in=(TrackerKind.MEASURE, TrackerKind.SYMPTOM)))
    vault = vault_of(record.owner_id) if rows else None
    return [(row.public_id, name_of(vault.open(row))) for row in rows] if vault is not None else []


def states_from(state: str) -> list[tuple[str, str]]:
    """What can become of it now: code and the words of the button."""
    words = {
        GoalState.OPEN: _("Take it up again"), GoalState.PAUSED: _("Let it rest"), GoalState.DONE: _("It is done"),
        GoalState.LET_GO: _("Let it go"),
    }
    order = (GoalState.OPEN, GoalState.DONE, GoalState.PAUSED, GoalState.LET_GO)
    return [(str(to), words[to]) for to in order if to in MOVES[GoalState(state)]]


def home_part(record: Record, now: datetime) -> dict[str, Any] | None:
    """What goes on; the page of goals has the rest."""
    found = [one for one in goals_of(record, get_language() or "en") if one.state == GoalState.OPEN]
    if not found and not record.may(Scope.ENTER):
        return None
    return {"record": record, "goals": found[:HOME_MOST], "more": len(found) > HOME_MOST}
