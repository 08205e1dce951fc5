"""Messages by day, by the clock of the site."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from dayroom.apps.outreach.models import Campaign, Message

ENTRIES_MOST = 500


@dataclass(frozen=True, slots=True)
class DayOf:
    day: date
    in_month: bool
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """Whole weeks, Monday first, with what goes out or went out on each day, and what has no day yet."""

    first: date
    before: date
    after: date
    weeks: tuple[tuple[DayOf, ...], ...]
    undated: tuple[Message, ...]
    campaigns: tuple[Campaign, ...]

    @property
    def listed(self) -> list[DayOf]:
        return [day for week in self.weeks for day in week if day.messages and day.in_month]


def month_read(text: str, today: date) -> date:
    """The first day of "2026-11"; of this month where that cannot be read.

    >>> month_read("2026-02", date(2026, 11, 21))
    datetime.date(2026, 2, 1)
    """
    try:
        year, month = int(text[:4]), int(text[5:7])
        return date(year, month, 1) if 2000 <= year <= 2100 else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def month_of(first: date, *, member_id: int | None = None) -> Month:
    """Everything of one month: the organization's, or one clinician's own."""
    days = calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    zone = timezone.get_default_timezone()
    start = datetime.combine(days[0][0], time(), tzinfo=zone)
    end = datetime.combine(days[-1][-1] + timedelta(days=1), time(), tzinfo=zone)
    rows = Message.objects.select_related("campaign").filter(own=member_id is not None)
    rows = rows if member_id is None else rows.filter(author_id=member_id)
    was, will = Q(out_at__gte=start, out_at__lt=end), Q(out_at=None, publish_at__gte=start, publish_at__lt=end)
    dated = rows.filter(was | will)
    by_day: dict[date, list[Message]] = defaultdict(list)
    for row in dated.order_by("publish_at", "pk")[:ENTRIES_MOST]:
        by_day[timezone.localdate(row.out_at or row.publish_at, zone)].append(row)
    return Month(
        first=first, before=(first - timedelta(days=1)).replace(day=1),
        after=(first + timedelta(days=31)).replace(day=1),
        weeks=tuple(tuple(DayOf(day, day.month == first.month, tuple(by_day[day])) for day in week) for week in days),
        undated=tuple(rows.filter(out_at=None, publish_at=None).exclude(state="STOPPED").order_by("-changed_at")[:50]),
        campaigns=tuple(Campaign.objects.filter(starts_on__lte=days[-1][-1], ends_on__gte=days[0][0]).order_by(
            "starts_on")) if member_id is None else (),
    )
