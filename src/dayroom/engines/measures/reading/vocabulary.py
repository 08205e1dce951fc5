"""What readers of files hand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Fault(StrEnum):
    """Why a record was left out."""

    DAMAGED = "DAMAGED"
    NO_DATE = "NO_DATE"
    NO_TIME = "NO_TIME"
    FUTURE = "FUTURE"
    END_BEFORE_START = "END_BEFORE_START"
    NO_NUMBER = "NO_NUMBER"
    IMPOSSIBLE = "IMPOSSIBLE"
    UNKNOWN_UNIT = "UNKNOWN_UNIT"
    WRONG_PERSON = "WRONG_PERSON"
    CUT = "CUT"


# what the person who imports is told
SENTENCES = {
    Fault.DAMAGED: "This record is damaged.",
    Fault.NO_DATE: "This record has no date that we can read.",
    Fault.NO_TIME: "This record has no time of day that we can read.",
    Fault.FUTURE: "This record lies in the future.",
    Fault.END_BEFORE_START: "This record ends before it starts.",
    Fault.NO_NUMBER: "This record has no number.",
    Fault.IMPOSSIBLE: "This number cannot be right.",
    Fault.UNKNOWN_UNIT: "We do not know this unit.",
    Fault.WRONG_PERSON: "This record belongs to somebody else, or to nobody in this file.",
    Fault.CUT: "The file ends in the middle. What came before was read.",
}


class Reading(NamedTuple):
    """One number as the file has it; nothing is converted.

    measure      key of the catalog
    value, unit  as in the file; the unit is a UCUM code
    source       the device, app or column it came from
    """

    measure: str
    value: Decimal
    unit: str
    started_at: datetime
    ended_at: datetime | None
    source: str


class Broken(NamedTuple):
    """A record that was left out: the how-manieth it is, and why."""

    number: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Fact:
    """A condition or a treatment as a file tells it; the code only where the file has one."""

    kind: str  # "condition", "treatment"
    text: str
    code: str = ""
    system: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    status: str = ""


@dataclass(slots=True)
class Summary:
    """What came of a file: counts only.

    records    all that were seen; read, those that became readings or facts
    broken     how many were left out, by reason; first_broken, the first of them
    unknown    kinds of records that we do not keep, with how often they came
    """

    records: int = 0
    read: int = 0
    broken: dict[Fault, int] = field(default_factory=dict)
    first_broken: list[Broken] = field(default_factory=list)
    unknown: dict[str, int] = field(default_factory=dict)

    def note(self, number: int, fault: Fault) -> None:
        """Remember a record that was left out; the list stays short however bad the file is."""
        self.broken[fault] = self.broken.get(fault, 0) + 1
        if len(self.first_broken) < MOST_LISTED:
            self.first_broken.append(Broken(number, fault))

    def pass_over(self, kind: str) -> None:
        """Remember a kind of record that we do not keep."""
        if kind in self.unknown or len(self.unknown) < MOST_KINDS:
            self.unknown[kind] = self.unknown.get(kind, 0) + 1


# broken records and unknown kinds that are listed one by one
MOST_LISTED, MOST_KINDS = 200, 500
