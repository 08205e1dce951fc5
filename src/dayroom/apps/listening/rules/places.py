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
from dayroom.apps.listening.vocabulary import LEAST_AUTHORS, LEAST_PEOPLE, WINDOW_DAYS
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


def cell_of(code: str, days: Sequence[DayCount], first: date, earlier: Sequence[DayCount] | None = None) -> Cell:
    """Add up the days of one place and week; a day of one writer who writes much is left out.

    earlier   the six days before the week; None where they are not known

    >>> cell_of("US", [DayCount(date(2026, 3, 2), 9, authors=1)], date(2026, 3, 2)).mentions
    0
    """
    kept = [day for day in days if day.authors > 1 or day.mentions < BURST]
    return Cell(code, sum(day.mentions for day in kept), writers_at_least(days, first, earlier) if kept else 0)


def writers_at_least(days: Sequence[DayCount], first: date, earlier: Sequence[DayCount] | None) -> int:
    """Distinct writers from a Monday on, never more than there were.

    The window of a Sunday is the week itself. The window of another day looks back into the week before: whoever wrote
    then is taken off, twice where they wrote twice.
    """
    found = 0
    for day in days:
        found = max(found, day.authors)
        start = day.on - timedelta(WINDOW_DAYS - 1)
        if start == first:
            found = max(found, day.authors_window)
        elif earlier is not None:
            found = max(found, day.authors_window - sum(one.authors for one in earlier if start <= one.on < first))
    return found


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
    weeks = _by_place(rows, facts)
    made: dict[date, dict[str, Cell]] = {}
    for first, places in weeks.items():
        if first + timedelta(7) <= today:
            made[first] = shown_in_week(_cells(places, first, weeks), facts)
    return made


def this_week(rows: Iterable[DayCount], facts: Facts, *, today: date) -> list[PlaceFacts]:
    """Places with enough writers in the week that still runs, the narrowest only, without any number: two numbers of
    two days would give a day away."""
    first = monday(today)
    weeks = _by_place(rows, facts)
    cells = _cells(weeks.get(first, {}), first, weeks)
    good = {
        code: facts(code) for code, cell in cells.items()
        if cell.writers >= LEAST_AUTHORS and facts(code).people >= LEAST_PEOPLE
    }
    holds = {place.parent for place in good.values()}
    return sorted((place for code, place in good.items() if code not in holds),
                  key=lambda place: (-cells[place.code].writers, place.code))


def _by_place(rows: Iterable[DayCount], facts: Facts) -> dict[date, dict[str, list[DayCount]]]:
    made: dict[date, dict[str, list[DayCount]]] = {}
    for first, days in by_week(rows).items():
        held = made.setdefault(first, {})
        for day in days:
            if facts(day.key).kind != NOT_SHOWN:
                held.setdefault(day.key, []).append(day)
    return made


def _cells(
    places: Mapping[str, Sequence[DayCount]], first: date, weeks: Mapping[date, Mapping[str, Sequence[DayCount]]]
) -> dict[str, Cell]:
    """The days before the first week that was asked for are not at hand: then only its own days are sure."""
    before = first - timedelta(7)
    known = any(week <= before for week in weeks)
    return {
        code: cell_of(code, days, first, weeks.get(before, {}).get(code, ()) if known else None)
        for code, days in places.items()
    }


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
