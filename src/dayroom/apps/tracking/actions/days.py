"""Days of years, derived from readings whenever readings change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from dayroom.apps.people.queries import member_by_id
from dayroom.apps.tracking.models import Reading, Tracker, YearOfDays
from dayroom.apps.tracking.queries.days import FIRST, SECOND
from dayroom.apps.tracking.rules.days import day_bounds, lines_of, replaced, year_bounds
from dayroom.apps.tracking.rules.units import own_line
from dayroom.apps.tracking.vocabulary.trackers import PAIRS
from dayroom.platform.sealing import Vault

# rows that are read at once: 100,000 readings must not stand in memory together
CHUNK = 5_000
Values = dict[date, list[float]]


def refresh_days(tracker: Tracker, years: Collection[int], vault: Vault) -> None:
    """Make whole years anew from their readings: for imports, and where an owner has moved to another time zone.

    tracker   locked by whoever calls, where two could write at once
    years     as the owner's calendar has them; a year without readings loses its row
    """
    zone = zone_of(tracker.owner_id)
    key = vault.open(tracker).get("measure", "")
    with transaction.atomic():
        for year in sorted(set(years)):
            since, until = year_bounds(year, zone)
            first, second = _values(_rows(tracker, since, until), key, zone, vault)
            _keep(tracker, year, {FIRST: lines_of(first), SECOND: lines_of(second)}, vault)


def refresh_all_days(tracker: Tracker, vault: Vault) -> None:
    """Every year in which there is a reading, or was."""
    zone = zone_of(tracker.owner_id)
    rows = Reading.objects.filter(tracker=tracker).order_by("taken_at")
    ends = (rows.values_list("taken_at", flat=True).first(), rows.values_list("taken_at", flat=True).last())
    known = set(YearOfDays.objects.filter(tracker=tracker).values_list("year", flat=True))
    if ends[0] is not None and ends[1] is not None:
        known |= set(range(ends[0].astimezone(zone).year, ends[1].astimezone(zone).year + 1))
    refresh_days(tracker, known, vault)


def refresh_moment(tracker: Tracker, moment: datetime, vault: Vault) -> None:
    """The one day that an entry has changed: a year with 100,000 readings is not read for it."""
    zone = zone_of(tracker.owner_id)
    on = moment.astimezone(zone).date()
    key = vault.open(tracker).get("measure", "")
    first, second = _values(_rows(tracker, *day_bounds(on, zone)), key, zone, vault)
    row = YearOfDays.objects.filter(tracker=tracker, year=on.year).first()
    kept = vault.open(row) if row is not None else {}
    made = {FIRST: replaced(kept, FIRST, on, first.get(on, ())), SECOND: replaced(kept, SECOND, on, second.get(on, ()))}
    _keep(tracker, on.year, made, vault)


def zone_of(owner_id: int) -> ZoneInfo:
    return ZoneInfo(member_by_id(owner_id).time_zone)


def _rows(tracker: Tracker, since: datetime, until: datetime) -> QuerySet[Reading]:
    return Reading.objects.filter(tracker=tracker, set_aside=False, taken_at__gte=since, taken_at__lt=until)


def _values(rows: QuerySet[Reading], key: str, zone: ZoneInfo, vault: Vault) -> tuple[Values, Values]:
    """Day → values in the measure's own unit, of the first number and of the second one of a pair."""
    first: Values = defaultdict(list)
    second: Values = defaultdict(list)
    pair = PAIRS.get(key, "")
    lines: dict[str, tuple[float, float]] = {}
    for moment, kept in _opened(rows, vault):
        given = kept.get("unit", "")
        if given not in lines:
            lines[given] = own_line(key, given)
        times, plus = lines[given]
        on = moment.astimezone(zone).date()
        if kept.get("value") is not None:
            first[on].append(float(kept["value"]) * times + plus)
        if pair and pair in kept.get("parts", {}):
            second[on].append(float(kept["parts"][pair]) * times + plus)
    return first, second


def _opened(rows: QuerySet[Reading], vault: Vault) -> Iterator[tuple[datetime, dict[str, Any]]]:
    table = Reading._meta.db_table
    found = rows.order_by().values_list("taken_at", "public_id", "sealed")
    for moment, public_id, sealed in found.iterator(chunk_size=CHUNK):
        yield moment, vault.open_at(bytes(sealed), table=table, public_id=public_id)


def _keep(tracker: Tracker, year: int, made: dict[str, list[list[float]]], vault: Vault) -> None:
    row = YearOfDays.objects.filter(tracker=tracker, year=year).first()
    if not any(made.values()):
        if row is not None:
            row.delete()
        return
    row = row or YearOfDays(tracker=tracker, year=year)
    row.sealed = vault.seal({name: lines for name, lines in made.items() if lines}, row)
    row.save()
