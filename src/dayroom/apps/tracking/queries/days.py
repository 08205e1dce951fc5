"""The days of a tracker, as charts and trends read them: a handful of sealed rows, never each reading."""

from __future__ import annotations

from datetime import date

from dayroom.apps.tracking.models import Tracker, YearOfDays
from dayroom.apps.tracking.rules.days import days_of_lines
from dayroom.apps.tracking.vocabulary.records import DayShown
from dayroom.platform.sealing import Vault

# the days of the first number, and of the second one of a pair, in the sealed row
FIRST, SECOND = "d", "p"


def days_of(
    tracker: Tracker, vault: Vault, *, since: date | None = None, until: date | None = None
) -> tuple[list[DayShown], list[DayShown]]:
    """(days, days of the second number of a pair), oldest first, in the measure's own unit.

    since, until   both ends count; None is as far as there is something
    """
    rows = YearOfDays.objects.filter(tracker=tracker).order_by("year")
    if since is not None:
        rows = rows.filter(year__gte=since.year)
    if until is not None:
        rows = rows.filter(year__lte=until.year)
    first: list[DayShown] = []
    second: list[DayShown] = []
    for row in rows:
        kept = vault.open(row)
        first += days_of_lines(row.year, kept.get(FIRST, ()))
        second += days_of_lines(row.year, kept.get(SECOND, ()))
    return _between(first, since, until), _between(second, since, until)


def _between(days: list[DayShown], since: date | None, until: date | None) -> list[DayShown]:
    return [
        one for one in days if (since is None or one.on >= since) and (until is None or one.on <= until)
    ]
