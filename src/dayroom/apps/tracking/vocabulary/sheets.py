"""Words of visit sheets: one page for a visit, and the links by which somebody without an account opens it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

# wrong codes on one link before it closes for good; a code has 6 figures. Ours, 2026-11-21
WRONG_CODES_MOST = 5
CODE_FIGURES = 6
LINK_DAYS = (1, 3, 7, 14, 30)
OPEN_MINUTES = 60  # how long one right code opens the sheet in one browser
QUESTIONS_MOST = 8
CHARTS_MOST = 4
SHEETS_SHOWN = 50
SHEET_LINE_MOST = 200


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What stands on a sheet, as its owner chose it."""

    since_on: date
    until_on: date
    questions: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    trackers: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    changes: bool = True
    name: str = ""  # as the person wants to be called on paper; kept sealed
    talked: str = ""  # what came up in a community and is to be talked about

    def as_values(self) -> dict[str, Any]:
        """Plain values, to be sealed."""
        return {**asdict(self), "since_on": self.since_on.isoformat(), "until_on": self.until_on.isoformat()}

    @classmethod
    def of_values(cls, kept: dict[str, Any]) -> SheetChoice:
        """What was sealed, read back."""
        lists = ("questions", "treatments", "conditions", "trackers", "forms")
        return cls(
            date.fromisoformat(kept["since_on"]), date.fromisoformat(kept["until_on"]),
            **{name: tuple(kept.get(name, ())) for name in lists}, changes=bool(kept.get("changes", True)),
            name=kept.get("name", ""), talked=kept.get("talked", ""),
        )


@dataclass(frozen=True, slots=True)
class SheetShown:
    """The words of a sheet; its charts are drawn beside them (`presenters.sheets`)."""

    name: str
    since_on: date
    until_on: date
    questions: tuple[str, ...] = ()
    talked: str = ""
    conditions: tuple[str, ...] = ()
    treatments: tuple[tuple[str, str], ...] = ()  # name, dose and when
    changes: tuple[tuple[str, str], ...] = ()  # day, sentence
    forms: tuple[tuple[str, str, str], ...] = ()  # name, day, total and band


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A link as its owner sees it."""

    public_id: str
    token: str
    code: str
    whom: str
    made_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    wrong: int
    openings: tuple[datetime, ...] = ()
