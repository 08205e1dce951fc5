"""A record and its items as they are shown: frozen, opened, already allowed for the reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from dayroom.apps.tracking.vocabulary import Audience, Certainty, Scope


@dataclass(frozen=True, slots=True)
class Record:
    """Whose record is open, and what the reader may do in it.

    whose    "me", or the owner's public id: the part of the address
    mine     the reader is the owner
    scopes   what a carer may do; all of them when mine
    """

    owner_id: int
    whose: str
    handle: str
    mine: bool
    reader_id: int
    scopes: frozenset[str] = frozenset(Scope.values)
    places: frozenset[int] = frozenset()  # communities the reader belongs to; empty when mine
    whole: bool = False  # a child's guardian, the keeper of a managed record: sees every item

    def may(self, scope: str) -> bool:
        return self.mine or scope in self.scopes


@dataclass(frozen=True, slots=True)
class ConditionShown:
    public_id: str
    text: str
    audience: str = Audience.ME
    code: str = ""
    system: str = ""
    certainty: str = Certainty.DIAGNOSED
    first_seen_on: str = ""  # year, year-month or day, as people remember it
    diagnosed_on: str = ""
    diagnosed_by: str = ""
    stage: str = ""
    ended_on: str = ""
    note: str = ""
    place_id: int | None = None
    entered_by: str = ""  # the handle of the carer who entered it; empty when the owner did


@dataclass(frozen=True, slots=True)
class TreatmentShown:
    public_id: str
    name: str
    audience: str = Audience.ME
    code: str = ""
    system: str = ""
    purposes: tuple[str, ...] = ()
    dose: str = ""
    schedule: str = ""
    started_on: str = ""
    stopped_on: str = ""
    why_stopped: tuple[str, ...] = ()
    note: str = ""
    place_id: int | None = None
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class EventShown:
    public_id: str
    title: str
    on: str
    audience: str = Audience.ME
    note: str = ""
    place_id: int | None = None
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class TrackerShown:
    """A thing that is tracked. `measure` is a key of the measures engine, empty for a symptom of the member's own."""

    public_id: str
    kind: str
    name: str
    measure: str
    unit: str
    audience: str
    archived: bool = False
    lowest: Decimal | None = None
    highest: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """One reading in the tracker's own unit; `value` None for a note without a number."""

    public_id: str
    taken_at: datetime
    value: Decimal | None
    unit: str
    note: str = ""
    photo: bool = False
    source: str = ""
    entered_by: str = ""
    versions: int = 1
    parts: dict[str, Decimal] = field(default_factory=dict)  # lower pressure beside the upper one


@dataclass(frozen=True, slots=True)
class DayShown:
    """All readings of one day: how many, lowest, median, highest, and the sum for measures that add up."""

    on: date
    count: int
    low: float
    middle: float
    high: float
    total: float
