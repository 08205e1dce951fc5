"""Bring in what an authority counted, and take it out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.listening.models import OfficialCount, OfficialSeries
from dayroom.apps.listening.rules.official import Reading, period_of, read_official
from dayroom.apps.listening.rules.topics import check_member_can_define
from dayroom.apps.listening.vocabulary import SERIES_KIND
from dayroom.apps.listening.vocabulary.desk import Columns

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Topic
    from dayroom.apps.people.models import Member


@dataclass(frozen=True, slots=True)
class ToldSeries:
    """What the analyst says of a file; ``period`` empty: as the days lie apart."""

    name: str
    origin: str
    unit: str = ""
    place: str = ""
    period: str = ""
    topic: Topic | None = None


def bring_in_official(
    *, by: Member, told: ToldSeries, content: bytes, columns: Columns, now: datetime
) -> tuple[OfficialSeries, Reading]:
    """Read a file into a series. One of the same name is replaced as a whole, so that a corrected file corrects.

    Raises NotTheAnalyst, and what the file is not: NotATable, NoSuchColumn, NothingInIt, FileTooLarge.
    """
    check_member_can_define(by.roles)
    today = now.astimezone(UTC).date()
    period = told.period or period_of(read_official(content, columns, period="day", today=today).days)
    reading = read_official(content, columns, period=period, today=today)
    with transaction.atomic():
        series, made = OfficialSeries.objects.update_or_create(
            name=told.name,
            defaults={"origin": told.origin, "unit": told.unit, "place": told.place, "period": period,
                      "topic": told.topic, "made_by": by, "made_at": now})
        series.counts.all().delete()
        OfficialCount.objects.bulk_create(
            [OfficialCount(series=series, day=on, value=value) for on, value in reading.days.items()], batch_size=500)
        record(actor_id=by.pk, action="listening.official_read", now=now, subject=(SERIES_KIND, series.pk),
               facts={"new": made, "periods": len(reading.days), "bad": len(reading.bad), "period": period})
    return series, reading


def drop_official(*, series: OfficialSeries, by: Member, now: datetime) -> None:
    """Take a series out, with its counts. Raises NotTheAnalyst."""
    check_member_can_define(by.roles)
    with transaction.atomic():
        record(actor_id=by.pk, action="listening.official_dropped", now=now, subject=(SERIES_KIND, series.pk))
        series.delete()
