"""Which places may be shown: enough people live there, enough of them wrote, and no small number can be worked out.

A place is counted with all that lies within it, so that what is too small to be shown is still in the place above it.
Only whole weeks from Monday to Sunday are shown, on every page the same ones: two windows that differ by a day would
give that day away.

source   standards §8: region of 20,000 people and 11 distinct writers per cell and window, else merged upward;
         single-author bursts dropped; self-report, profile and mention kept apart
errs     hides too much rather than too little: what is hidden stands in the place above
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dayroom.apps.listening.rules.series import by_week, monday
from dayroom.apps.listening.vocabulary import LEAST_AUTHORS, LEAST_PEOPLE
from dayroom.apps.listening.vocabulary.desk import DayCount, PlaceCount, PlaceFacts

Facts = Callable[[str], PlaceFacts]
# parts of the world are no place of anybody: they are never shown, and so nothing can be subtracted from them
NOT_SHOWN = "AREA"
# copies are out already: so many mentions of one writer on one day are a machine or a campaign
BURST = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One place in one whole week; ``writers`` is a number that there were at least."""

    code: str
    mentions: int
    writers: int


def cell_of(code: str, days: Sequence[DayCount], first: date) -> Cell:
    """Add up the days of one place and week; a day of one writer who writes much is left out.

    >>> cell_of("US", [DayCount(date(2026, 3, 2), 9, authors=1)], date(2026, 3, 2)).mentions
    0
    """
    kept = [day for day in days if day.authors > 1 or day.mentions < BURST]
    return Cell(code, sum(day.mentions for day in kept), _writers(days, first) if kept else 0)


def _writers(days: Sequence[DayCount], first: date) -> int:
    """Distinct writers of the week, never more than there were.

    The window of a Sunday is the week itself. An earlier last day looks back into the week before: without rows of
    those days at hand, only the best single day is sure.
    """
    sunday = first + timedelta(6)
    last = max(days, key=lambda day: day.on)
    sure = max(day.authors for day in days)
    return last.authors_window if last.on == sunday else sure


def shown_in_week(cells: Mapping[str, Cell], facts: Facts) -> dict[str, Cell]:
    """The cells that may be shown. From the smallest up, more are taken out until nothing small is left over."""
    shown = {
        code: cell
        for code, cell in cells.items()
        if cell.writers >= LEAST_AUTHORS and facts(code).people >= LEAST_PEOPLE
    }
    for parent in sorted(shown, key=lambda code: -code.count("-") - code.count(".")):
        _protect(parent, cells, shown, facts)
    return shown


def _protect(parent: str, cells: Mapping[str, Cell], shown: dict[str, Cell], facts: Facts) -> None:
    """Take parts of a place out until what is left over when all shown parts are subtracted is nothing or many."""
    parts = [code for code in cells if facts(code).parent == parent]
    if not parts or parent not in shown:
        return
    while True:
        seen = [code for code in parts if code in shown]
        rest = shown[parent].mentions - sum(shown[code].mentions for code in seen)
        hidden = sum(1 for code in parts if code not in shown and cells[code].mentions)
        unplaced = shown[parent].mentions - sum(cells[code].mentions for code in parts)
        alone = hidden == 1 and unplaced < LEAST_AUTHORS
        # places may overlap in a post that names two, so that the rest can be below zero: it says nothing then
        if not seen or rest <= 0 or (rest >= LEAST_AUTHORS and not alone):
            return
        smallest = min(seen, key=lambda code: (shown[code].mentions, code))
        for code in [one for one in shown if one == smallest or _within(one, smallest, facts)]:
            del shown[code]


def _within(code: str, above: str, facts: Facts) -> bool:
    parent = facts(code).parent
    while parent:
        if parent == above:
            return True
        parent = facts(parent).parent
    return False


def weeks_shown(rows: Iterable[DayCount], facts: Facts, *, today: date) -> dict[date, dict[str, Cell]]:
    """What may be shown of each whole week that is over, for one way of knowing a place."""
    made: dict[date, dict[str, Cell]] = {}
    for first, days in by_week(rows).items():
        if first + timedelta(7) > today:
            continue
        by_code: dict[str, list[DayCount]] = {}
        for day in days:
            if facts(day.key).kind != NOT_SHOWN:
                by_code.setdefault(day.key, []).append(day)
        cells = {code: cell_of(code, some, first) for code, some in by_code.items()}
        made[first] = shown_in_week(cells, facts)
    return made


def added_up(weeks: Mapping[date, Mapping[str, Cell]], facts: Facts, *, last: int, today: date) -> list[PlaceCount]:
    """The last so many whole weeks beside as many before them, largest first. Weeks with too few writers are left
    out of both, so that a sum gives no week away."""
    end = monday(today)
    now = _within_weeks(weeks, end - timedelta(7 * last), end)
    then = _within_weeks(weeks, end - timedelta(14 * last), end - timedelta(7 * last))
    made = [
        PlaceCount(
            place=facts(code),
            mentions=sum(cell.mentions for cell in cells),
            weeks=len(cells),
            writers=max(cell.writers for cell in cells),
            before=sum(cell.mentions for cell in then[code]) if len(then.get(code, ())) == len(cells) else None,
        )
        for code, cells in now.items()
    ]
    return sorted(made, key=lambda one: (-one.mentions, one.place.code))


def _within_weeks(weeks: Mapping[date, Mapping[str, Cell]], since: date, until: date) -> dict[str, list[Cell]]:
    made: dict[str, list[Cell]] = {}
    for first, cells in weeks.items():
        if since <= first < until:
            for code, cell in cells.items():
                made.setdefault(code, []).append(cell)
    return made
