"""What people say and what an authority counts, on one axis: each in shares of its own highest value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.listening.presenters.drawing import FRAMES, Frame, Picture, Scale, day_words, grid, line, svg
from dayroom.apps.listening.rules.comparing import LEAST_PERIODS, Together, moves_together
from dayroom.apps.listening.rules.official import STEP_DAYS
from dayroom.apps.listening.rules.series import monday
from dayroom.platform.axes import number

PERIODS_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Line:
    on: date
    said: str
    counted: str


@dataclass(frozen=True, slots=True)
class Compared:
    """``together`` None where too little is in both; ``words`` say it in sentences that claim no cause."""

    picture: Picture | None
    words: str
    together: Together | None
    lines: list[Line]


def in_periods(days: Mapping[date, float], period: str, *, read: frozenset[date]) -> dict[date, float]:
    """Days added up to the periods of the other series; a period with unread days is left out, not counted low."""
    if period == "day":
        return {on: days.get(on, 0.0) for on in read}
    first_of = monday if period == "week" else (lambda on: on.replace(day=1))
    sums: dict[date, float] = {}
    known: dict[date, int] = {}
    for on in read:
        first = first_of(on)
        sums[first] = sums.get(first, 0.0) + days.get(on, 0.0)
        known[first] = known.get(first, 0) + 1
    whole = {first: 7 if period == "week" else _month_days(first) for first in sums}
    return {first: value for first, value in sums.items() if known[first] >= whole[first] - 1}


def _month_days(first: date) -> int:
    return ((first.replace(day=28) + timedelta(4)).replace(day=1) - first).days


def compared(
    said: Mapping[date, float], counted: Mapping[date, float], *, period: str, names: tuple[str, str], key: str
) -> Compared:
    """``said`` and ``counted`` in the same periods."""
    together = moves_together(said, counted, step_days=STEP_DAYS[period]) if period in ("day", "week") else None
    days = sorted({*said, *counted})
    both = [on for on in days if on in said or on in counted][-PERIODS_SHOWN:]
    shared = sorted(set(said) & set(counted))
    if shared:
        both = [on for on in both if on >= shared[0] - timedelta(60)]
    words = together_words(together, period)
    picture = _picture(said, counted, both, title=_title(names), words=words, key=key) if len(both) > 1 else None
    lines = [Line(on, _shown(said.get(on)), _shown(counted.get(on))) for on in reversed(both)]
    return Compared(picture, words, together, lines)


def together_words(together: Together | None, period: str) -> str:
    if together is None:
        return _("Too few periods are in both to say more: at least %(n)s are needed.") % {"n": LEAST_PERIODS}
    lag = together.best.lag
    many = abs(lag)
    when = (ngettext("%(n)d day", "%(n)d days", many) if period == "day"
            else ngettext("%(n)d week", "%(n)d weeks", many)) % {"n": many}
    if not together.is_sure:
        return _("They do not clearly move together. The best match is %(r)s, and chance alone could give it.") % {
            "r": number(together.best.r, 2)}
    told = {"r": number(together.best.r, 2), "low": number(together.low, 2), "high": number(together.high, 2),
            "when": when}
    if lag > 0:
        return _("They move together best when talk comes %(when)s before the counts: %(r)s, between %(low)s and "
                 "%(high)s.") % told
    if lag < 0:
        return _("They move together best when talk comes %(when)s after the counts: %(r)s, between %(low)s and "
                 "%(high)s.") % told
    return _("They move together best at the same time: %(r)s, between %(low)s and %(high)s.") % told


def _title(names: tuple[str, str]) -> str:
    return _("%(topic)s and %(official)s") % {"topic": names[0], "official": names[1]}


def _picture(
    said: Mapping[date, float], counted: Mapping[date, float], days: list[date], *, title: str, words: str, key: str
) -> Picture:
    sizes = [svg(frame, key=f"{key}-{size}", title=title, words=words, parts=_parts(frame, said, counted, days))
             for size, frame in FRAMES]
    return Picture(sizes[0], sizes[1], words)


def _parts(frame: Frame, said: Mapping[date, float], counted: Mapping[date, float], days: list[date]) -> list[str]:
    scale = Scale(frame, days[0], days[-1], 100)
    made = grid(scale, _("in 100 of the highest"))
    for kind, series in (("count", said), ("official", counted)):
        high = max((series[on] for on in days if on in series), default=0.0) or 1.0
        made += line(scale, [(on, 100 * series[on] / high if on in series else None) for on in days], kind)
    return made


def _shown(value: float | None) -> str:
    return "–" if value is None else number(value, 2)


def lag_rows(together: Together) -> list[tuple[int, str]]:
    """Every lag that was tried, for the table."""
    return [(one.lag, number(one.r, 2)) for one in together.tried]


def day_range(days: Mapping[date, float]) -> str:
    if not days:
        return ""
    return _("%(since)s to %(until)s") % {"since": day_words(min(days)), "until": day_words(max(days))}
