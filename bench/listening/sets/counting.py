"""Official counts as a site reads them from a file, and what every detector says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from bench.listening.sets.reading import NOW, analyst
from dayroom.apps.listening.actions.official import ToldSeries, bring_in_official
from dayroom.apps.listening.queries.desk import official_days
from dayroom.apps.listening.rules.official import Reading
from dayroom.apps.listening.vocabulary.desk import Columns
from dayroom.engines import signals
from dayroom.engines.signals.calendars import EPOCH

STEPS = {"day": 1, "week": 7}
PER_YEAR = {"day": signals.DAYS, "week": signals.WEEKS}


def official(name: str, content: bytes, columns: Columns, *, period: str) -> tuple[dict[date, float], Reading]:
    """A file brought in as the analyst does it; the series as the site then holds it."""
    series, reading = bring_in_official(by=analyst(), told=ToldSeries(name, "A set beside the project", period=period),
                                        content=content, columns=columns, now=NOW)  # fmt: skip
    return official_days(series), reading


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What one detector said: alarms by their first day, and the first day it could judge (None: never)."""

    alarms: Sequence[date]
    judged: int
    since: date | None


def verdicts(days: Mapping[date, float], period: str) -> dict[str, Verdicts]:
    """Every detector with its published settings; periods without a value are unknown."""
    step = timedelta(STEPS[period])
    first, last = min(days), max(days)
    when = [first + step * at for at in range((last - first) // step + 1)]
    values = [days.get(on, np.nan) for on in when]
    given = signals.counts(values, per_year=PER_YEAR[period], days=[(on - EPOCH).days for on in when])
    made = {}
    for name in signals.detectors():
        seen = signals.detector(name).judge(given)
        good = [when[seen.first + int(at)] for at in np.flatnonzero(seen.reason[0] == signals.Reason.JUDGED)]
        alarms = [when[seen.first + int(at)] for at in np.flatnonzero(seen.alarm[0])]
        made[name] = Verdicts(alarms, len(good), good[0] if good else None)
    return made
