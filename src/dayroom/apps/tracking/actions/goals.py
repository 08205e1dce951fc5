"""Goals: begun, changed, rested, finished, let go. Nothing counts what was not done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.models import Goal, GoalNote
from dayroom.apps.tracking.queries.access import ways_in
from dayroom.apps.tracking.queries.goals import goal_row
from dayroom.apps.tracking.rules.goals import check_goal, check_goal_note, check_move
from dayroom.apps.tracking.vocabulary import Audience, Scope
from dayroom.apps.tracking.vocabulary.programmes import programmes
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import NotFound
from dayroom.platform.markup import clean, clean_line
from dayroom.platform.sealing import vault_of

KIND = "goal"


@dataclass(frozen=True, slots=True)
class GoalWords:
    """A goal as it was typed; `tracker` is the public id of one that tells, or empty."""

    what: str
    why: str = ""
    know: str = ""
    tracker: str = ""
    target: str = ""
    steps: tuple[str, ...] = ()


def begin_goal(*, record: Record, words: GoalWords, now: datetime) -> Goal:
    """A goal of one's own. Raises NotAgreed, NoGoal, GoalTooLong, TooManySteps."""
    check_agreed(record.owner_id)
    return _kept(record, _sealed(words), now)


def begin_programme(*, record: Record, key: str, now: datetime) -> Goal:
    """Walk a guided programme. Raises NotAgreed, NotFound."""
    check_agreed(record.owner_id)
    if key not in programmes():
        raise NotFound()
    return _kept(record, {"programme": key}, now)


def change_goal(*, record: Record, public_id: str, words: GoalWords, now: datetime) -> Goal:
    """Another wording; ticks stay with the steps whose words stayed. Raises as `begin_goal`, NotFound."""
    check_agreed(record.owner_id)
    row, vault = goal_row(record, public_id), vault_of(record.owner_id)
    before = vault.open(row)
    told = {**before, **_sealed(words)}
    was = {title: before.get("done", {}).get(str(at)) for at, title in enumerate(before.get("steps", ()))}
    told["done"] = {str(at): was[title] for at, title in enumerate(told["steps"]) if was.get(title)}
    return _save(record, row, told, now)


def _sealed(words: GoalWords) -> dict[str, object]:
    what, why, know = clean_line(words.what), clean_line(words.why), clean_line(words.know)
    steps = [step for one in words.steps if (step := clean_line(one))]
    check_goal(what, (why, know, words.target), steps)
    return {"what": what, "why": why, "know": know, "tracker": words.tracker, "target": clean_line(words.target),
            "steps": steps}


def _kept(record: Record, told: dict[str, object], now: datetime) -> Goal:
    audience = Audience.ME if record.mine else Audience.CARERS
    row = Goal(owner_id=record.owner_id, audience=audience, made_at=now, changed_at=now)
    return _save(record, row, told, now)


def _save(record: Record, row: Goal, told: dict[str, object], now: datetime) -> Goal:
    row.sealed = vault_of(record.owner_id).seal(told, row)
    row.changed_at = now
    with transaction.atomic():
        row.save()
        note_access(record, KIND, ways_in(record, [row], KIND), now=now, scope=Scope.ENTER)
    return row


def tick_step(*, record: Record, public_id: str, key: str, done: bool, on: date, now: datetime) -> None:
    """Tick a step or take the tick away. Raises NotFound for a step that is not there."""
    check_agreed(record.owner_id)
    row, vault = goal_row(record, public_id), vault_of(record.owner_id)
    told = vault.open(row)
    programme = programmes().get(told.get("programme", ""))
    known = {step.key for step in programme.steps} if programme else {str(at) for at in range(len(told["steps"]))}
    if key not in known:
        raise NotFound()
    ticked = {**told.get("done", {})}
    ticked.pop(key, None)
    if done:
        ticked[key] = on.isoformat()
    _save(record, row, {**told, "done": ticked}, now)


def move_goal(*, record: Record, public_id: str, to: str, now: datetime) -> Goal:
    """Rest, finish, let go, take up again. Raises NotFromHere, NotFound."""
    check_agreed(record.owner_id)
    row = goal_row(record, public_id)
    check_move(row.state, to)
    row.state = to
    return _save(record, row, vault_of(record.owner_id).open(row), now)


def note_goal(*, record: Record, public_id: str, text: str, now: datetime) -> None:
    """A line on the way. Raises NothingNoted, GoalTooLong, NotFound."""
    check_agreed(record.owner_id)
    row, said = goal_row(record, public_id), clean(text).strip()
    check_goal_note(said)
    note = GoalNote(goal=row, written_at=now)
    note.sealed = vault_of(record.owner_id).seal({"text": said}, note)
    note.save()
    note_access(record, KIND, ways_in(record, [row], KIND), now=now, scope=Scope.ENTER)


def say_what_helped(*, record: Record, public_id: str, text: str, now: datetime) -> None:
    check_agreed(record.owner_id)
    row, said = goal_row(record, public_id), clean(text).strip()
    check_goal_note(said)
    _save(record, row, {**vault_of(record.owner_id).open(row), "helped": said}, now)


def delete_goal(*, record: Record, public_id: str, now: datetime) -> None:
    """With its notes, for good. Raises NotFound."""
    row = goal_row(record, public_id)
    with transaction.atomic():
        note_access(record, KIND, ways_in(record, [row], KIND), now=now, scope=Scope.ENTER)
        row.delete()
