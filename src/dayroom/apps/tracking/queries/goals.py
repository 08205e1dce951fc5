"""Goals of a record, opened, as far as the reader may see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dayroom.apps.tracking.models import Goal, GoalNote
from dayroom.apps.tracking.queries.access import seen_rows
from dayroom.apps.tracking.vocabulary.goals import GoalShown, GoalState, NoteShown, StepShown
from dayroom.apps.tracking.vocabulary.programmes import programmes
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import Vault, vault_of

ORDER = {GoalState.OPEN: 0, GoalState.PAUSED: 1, GoalState.DONE: 2, GoalState.LET_GO: 3}
NOTES_SHOWN = 100


def goals_of(record: Record, language: str) -> list[GoalShown]:
    """What goes on first, what was let go last; newest first in each."""
    rows = list(seen_rows(record, Goal.objects.all()).order_by("-id"))
    vault = vault_of(record.owner_id) if rows else None
    found = [goal_shown(row, vault, language) for row in rows] if vault is not None else []
    return sorted(found, key=lambda one: ORDER[GoalState(one.state)])


def goal_row(record: Record, public_id: str) -> Goal:
    """Raises NotFound, also for one that is not for the reader."""
    rows = seen_rows(record, Goal.objects.all())
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def goal_shown(row: Goal, vault: Vault, language: str) -> GoalShown:
    kept = vault.open(row)
    return GoalShown(
        public_id=row.public_id, what=title_of(kept, language), state=row.state, audience=row.audience,
        why=kept.get("why", ""), know=kept.get("know", ""), tracker=kept.get("tracker", ""),
        target=kept.get("target", ""), programme=kept.get("programme", ""), steps=steps_of(kept, language),
        helped=kept.get("helped", ""), changed_at=row.changed_at,
    )


def title_of(kept: dict[str, Any], language: str) -> str:
    """A programme has its title in the reader's language; a goal of one's own has one's own words."""
    programme = programmes(language).get(kept.get("programme", ""))
    return programme.title if programme is not None else str(kept.get("what", ""))


def steps_of(kept: dict[str, Any], language: str) -> tuple[StepShown, ...]:
    done: dict[str, str] = kept.get("done", {})
    programme = programmes(language).get(kept.get("programme", ""))
    if programme is not None:
        told = [(step.key, step.title, step.text) for step in programme.steps]
    else:
        told = [(str(at), title, "") for at, title in enumerate(kept.get("steps", ()))]
    return tuple(
        StepShown(key, title, date.fromisoformat(done[key]) if key in done else None, text) for key, title, text in told
    )


def goal_notes(row: Goal, vault: Vault) -> list[NoteShown]:
    """Newest first."""
    notes = GoalNote.objects.filter(goal=row).order_by("-id")[:NOTES_SHOWN]
    return [NoteShown(vault.open(note)["text"], note.written_at) for note in notes]
