"""When a reminder is due, and how it went. Times are local times of the person: nine in the morning stays nine when the
clocks change. No queries, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from dayroom.apps.tracking.vocabulary.reminders import TIMES_MOST, WORDS_MOST, Dose, Kept, Plan
from dayroom.engines.measures import Fill, adherence
from dayroom.engines.measures.errors import BadFill, EmptyPeriod
from dayroom.kernel.errors import Invalid

# a week and a day: whichever days of the week were chosen, one of them is in it
LOOK_AHEAD_DAYS = 8
KEPT_DAYS = 28


class NoTime(Invalid):
    """Choose at least one time of day."""


class TooManyTimes(Invalid):
    """Eight times a day are the most that one reminder can hold."""


class OverAlready(Invalid):
    """The last day is over. Choose a later one, or none."""


class WordsTooLong(Invalid):
    """Please keep the words for your calendar under 60 characters."""


class OddSupply(Invalid):
    """A supply has a day on which you got it, and how many days it lasts."""


def check_plan(plan: Plan, today: date, words: str) -> None:
    if not plan.times:
        raise NoTime()
    if len(plan.times) > TIMES_MOST:
        raise TooManyTimes()
    if plan.until_on is not None and plan.until_on < max(today, plan.starts_on or today):
        raise OverAlready()
    if len(words) > WORDS_MOST:
        raise WordsTooLong()


def falls_on(plan: Plan, day: date) -> bool:
    if plan.starts_on is not None and day < plan.starts_on:
        return False
    if plan.until_on is not None and day > plan.until_on:
        return False
    return not plan.weekdays or day.weekday() in plan.weekdays


def moments_of(plan: Plan, day: date, zone: tzinfo) -> list[datetime]:
    """The moments of one local day, in UTC. A time that the clocks leave out comes right after the gap; one that they
    repeat comes once, the first time."""
    if not falls_on(plan, day):
        return []
    return [datetime.combine(day, at, tzinfo=zone).astimezone(UTC) for at in sorted(set(plan.times))]


def moments_between(plan: Plan, zone: tzinfo, after: datetime, until: datetime) -> Iterator[datetime]:
    """Moments later than `after`, up to and with `until`."""
    day, last = after.astimezone(zone).date() - timedelta(days=1), until.astimezone(zone).date()
    while day <= last:
        yield from (at for at in moments_of(plan, day, zone) if after < at <= until)
        day += timedelta(days=1)


def next_moment(plan: Plan, zone: tzinfo, after: datetime) -> datetime | None:
    """The first moment later than `after`; None when it is over."""
    start = after
    if plan.starts_on is not None:
        begins = datetime.combine(plan.starts_on, datetime.min.time(), tzinfo=zone) - timedelta(seconds=1)
        start = max(after, begins)
    return next(moments_between(plan, zone, start, start + timedelta(days=LOOK_AHEAD_DAYS)), None)


def kept_of(
    plan: Plan, zone: tzinfo, said: Mapping[datetime, str], *, since: date, until: date,
    supplies: Sequence[tuple[date, int]] = (),
) -> Kept:
    """How it went between two days, both counted.

    said       what was answered, by moment; what was not answered is not counted as left out, only as not answered
    supplies   (day, days it lasts); their share is worked out from the first of them on, as pharmacies do
    """
    days = [since + timedelta(days=at) for at in range((until - since).days + 1)]
    days = [day for day in days if falls_on(plan, day)]
    whole = [day for day in days if _all_taken(moments_of(plan, day, zone), said)]
    answered = sum(any(at in said for at in moments_of(plan, day, zone)) for day in days)
    pdc = mpr = None
    if supplies:
        try:
            found = adherence((Fill(*one) for one in supplies), started_on=min(supplies)[0], ended_on=until)
            pdc, mpr = found.pdc, found.mpr
        except (EmptyPeriod, BadFill):
            pdc = mpr = None
    return Kept(len(whole), len(days), answered, pdc, mpr)


def _all_taken(moments: Collection[datetime], said: Mapping[datetime, str]) -> bool:
    return bool(moments) and all(said.get(at) == Dose.TAKEN for at in moments)
