"""Notices by day, as their reader counts days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from dayroom.apps.notices.vocabulary import Line


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    lines: list[Line]


def by_day(lines: Iterable[Line], now: datetime) -> list[Day]:
    today = timezone.localdate(now)
    names = {today: _("Today"), today - timedelta(days=1): _("Yesterday")}
    return [
        Day(name=names.get(day) or formats.date_format(day, "DATE_FORMAT"), lines=list(group))
        for day, group in groupby(lines, key=lambda line: timezone.localdate(line.made_at))
    ]
