"""What a questionnaire is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

# item id → the number of the choice, or the number entered
Answers = Mapping[str, Decimal | int | float | str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen: the number that counts, its words, and its code where there is one."""

    value: Decimal
    text: str
    code: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question: with choices, or with a whole number between two ends."""

    id: str
    text: str
    choices: tuple[Choice, ...] = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None
    scored: bool = True
    code: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Band:
    """What a total is called, from here up to the next band."""

    least: Decimal
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """How the total is made.

    method          "sum", "mean" or "none"
    positive_from   the total from which more questions are asked; None where no such cut is known
    prorate_most    so many missing items may be made up for in research, never in what a person is shown
    """

    method: str = "sum"
    code: str = ""
    positive_from: Decimal | None = None
    prorate_most: int = 0
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """An answer that needs something to happen whatever the total."""

    item: str
    at_least: Decimal
    code: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One questionnaire in one language."""

    id: str
    title: str
    language: str
    url: str
    licence: str
    source: str
    items: tuple[Item, ...]
    score: ScoreRule
    intro: str = ""
    code: str = ""
    version: str = ""
    flags: tuple[Flag, ...] = ()
    # days that must lie between two answers, so that nobody is worn out
    days_apart: int = 0
    # what could not be taken over from an import, in sentences
    remarks: tuple[str, ...] = ()

    def item(self, name: str) -> Item | None:
        return next((one for one in self.items if one.id == name), None)


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag that an answer has raised; CRISIS opens the help panel, whatever the total."""

    code: str
    item: str


@dataclass(frozen=True, slots=True)
class Score:
    """What came out.

    total       None while a scored question is open; band, positive hang on it
    missing     ids of open scored questions
    raised      flags, whatever the total
    prorated    the total was made up for missing answers: for research only
    note        stands beside every total
    """

    total: Decimal | None
    band: Band | None
    positive: bool | None
    missing: tuple[str, ...] = ()
    raised: tuple[Raised, ...] = ()
    prorated: bool = False
    note: str = field(default="This is not a diagnosis. Talk with a doctor about what it may mean for you.")
