"""Charts drawn on the server: a line with a band from the lowest to the highest, treatments as bars below, events as
marks. Twice, for narrow and for wide pages, since a picture that is shrunk cannot be read. No script, no style."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.tracking.rules.days import grouped
from dayroom.apps.tracking.vocabulary.records import DayShown
from dayroom.platform import axes
from dayroom.platform.axes import date_ticks, number, ticks

# days without a value after which the line is not drawn on, by the width of a point
GAP_DAYS = {"day": 14, "week": 35, "month": 100}
LANES_MOST = 6
EVENTS_MOST = 12
# longest a name stands in the picture, in letters; the table has it whole
NAME_MOST = 26
# the colours of a picture that leaves the site: there is no style sheet beside it
COLOURS = (
    "<style>text{font:13px sans-serif;fill:#29241d}.chart__grid{stroke:#dfd4bf}.chart__axis{stroke:#847863}"
    ".chart__band{fill:#dcebe3}.chart__usual{fill:#fbe8c9}.chart__line{fill:none;stroke:#0d5750;stroke-width:2}"
    ".chart__line--second{stroke:#8f4409;stroke-dasharray:5 3}.chart__dot{fill:#0d5750}"
    ".chart__dot--second{fill:#8f4409}.chart__bar{fill:#ede5d5;stroke:#847863}"
    ".chart__event{stroke:#b34a06;stroke-dasharray:2 3}.chart__flag{fill:#b34a06}"
    ".chart__bar-name{font-size:12px}</style><rect width='100%' height='100%' fill='#fffdf8'/>"
)


@dataclass(frozen=True, slots=True)
class Frame(axes.Frame):
    """With a lane of its own for each treatment."""

    lane: int = 22


NARROW = Frame(width=360, height=260, left=44, dates=4)
WIDE = Frame(width=740, height=330, left=52, dates=7)


@dataclass(frozen=True, slots=True)
class Bar:
    """A treatment over time; `until` None where it goes on."""

    name: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is drawn: days in the reader's unit, oldest first; `second` is the lower number of a pair.

    ends     of the axis where they are fixed (a scale from 0 to 10)
    usual    what is usual for the person, as a band
    gap_days days without a value after which the line ends; 0 for what fits the width of a point
    """

    name: str
    unit: str
    since: date
    until: date
    days: Sequence[DayShown]
    second: Sequence[DayShown] = ()
    adds_up: bool = False
    ends: tuple[float, float] | None = None
    usual: tuple[float, float] | None = None
    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()
    places: int = 1
    gap_days: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table beside the picture."""

    when: str
    value: str
    low: str
    high: str
    count: int
    second: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    narrow: SafeString
    wide: SafeString
    words: str
    rows: list[Row] = field(default_factory=list)
    column: str = ""
    bars: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


def chart(wanted: Wanted, *, key: str) -> Chart:
    """Both pictures, the words for who does not see them, and the table. `key` makes the ids of a page unlike."""
    points, width = grouped(wanted.days)
    seconds, _width = grouped(wanted.second)
    words = said(wanted)
    bars = sorted((one for one in wanted.bars if _overlaps(one, wanted)), key=lambda one: one.since)
    marks = [one for one in wanted.marks if wanted.since <= one.on <= wanted.until]
    drawn = _Drawn(points, seconds, width, bars[:LANES_MOST], marks[:EVENTS_MOST], words)
    pictures = [_picture(frame, wanted, drawn, f"{key}-{name}") for name, frame in (("n", NARROW), ("w", WIDE))]
    return Chart(
        narrow=pictures[0], wide=pictures[1], words=words, rows=_rows(wanted, points, seconds, width),
        column=_column(width), bars=[_bar_words(one) for one in bars],
        marks=[f"{_day(one.on)}: {one.name}" for one in marks],
    )


def standalone(wanted: Wanted) -> str:
    """The wide picture as a file of its own, with its colours in it."""
    made = str(chart(wanted, key="chart").wide)
    named = made.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return named.replace("</desc>", f"</desc>{COLOURS}", 1)


def said(wanted: Wanted) -> str:
    """The picture in a sentence."""
    if not wanted.days:
        return _("There are no readings in this time.")
    values = [value_of(one, adds_up=wanted.adds_up) for one in wanted.days]
    middle = sorted(values)[len(values) // 2]
    low = min(values) if wanted.adds_up else min(one.low for one in wanted.days)
    high = max(values) if wanted.adds_up else max(one.high for one in wanted.days)
    told = {
        "since": _day(wanted.days[0].on), "until": _day(wanted.days[-1].on), "days": len(values), "unit": wanted.unit,
        "low": number(low, wanted.places), "high": number(high, wanted.places), "middle": number(middle, wanted.places),
    }
    said = ngettext(
        "%(days)s day with readings, %(since)s. Lowest %(low)s, highest %(high)s, in the middle %(middle)s %(unit)s.",
        "%(days)s days with readings from %(since)s to %(until)s. Lowest %(low)s, highest %(high)s, in the middle "
        "%(middle)s %(unit)s.",
        len(values),
    ) % told
    return f"{said} {_lower_words(wanted)}" if wanted.second else said


def _lower_words(wanted: Wanted) -> str:
    """Of two numbers, the sentence before told the upper one."""
    values = sorted(one.middle for one in wanted.second)
    told = {"low": min(one.low for one in wanted.second), "high": max(one.high for one in wanted.second),
            "middle": values[len(values) // 2]}
    return _("That is the upper number. The lower one: lowest %(low)s, highest %(high)s, in the middle %(middle)s.") % {
        name: number(value, wanted.places) for name, value in told.items()
    }


def value_of(one: DayShown, *, adds_up: bool) -> float:
    return one.total if adds_up else one.middle


def _overlaps(bar: Bar, wanted: Wanted) -> bool:
    return bar.since <= wanted.until and (bar.until is None or bar.until >= wanted.since)


class _Scale:
    """From days and values to places in a picture."""

    def __init__(self, frame: Frame, wanted: Wanted, shown: Iterable[DayShown]) -> None:
        self.frame, self.wanted = frame, wanted
        self.span = max(1, (wanted.until - wanted.since).days)
        self.ticks = ticks(*(wanted.ends or _ends(wanted, shown)))

    def x(self, on: date) -> float:
        part = ((on - self.wanted.since).days) / self.span
        return round(self.frame.left + min(1.0, max(0.0, part)) * self.frame.plot_width, 1)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        part = (value - low) / (high - low)
        room = self.frame.height - self.frame.top - self.frame.bottom
        return round(self.frame.top + (1 - min(1.0, max(0.0, part))) * room, 1)


def _ends(wanted: Wanted, shown: Iterable[DayShown]) -> tuple[float, float]:
    values = [value for one in shown for value in ((0.0, one.total) if wanted.adds_up else (one.low, one.high))]
    if wanted.usual and values and not wanted.adds_up:
        values += wanted.usual
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if low == high:
        room = abs(low) * 0.05 or 1.0
        return low - room, high + room
    return low, high


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What both pictures show; `width` of a point: day, week, month."""

    first: Sequence[DayShown]
    second: Sequence[DayShown]
    width: str
    bars: Sequence[Bar]
    marks: Sequence[Mark]
    words: str


def _picture(frame: Frame, wanted: Wanted, drawn: _Drawn, key: str) -> SafeString:
    first, second, width = drawn.first, drawn.second, drawn.width
    scale = _Scale(frame, wanted, [*first, *second])
    height = frame.height + frame.lane * len(drawn.bars)
    parts = [
        f'<svg class="chart chart--{key[-1]}" viewBox="0 0 {frame.width} {height}" role="img" aria-labelledby="{key}-t '
        f'{key}-d"><title id="{key}-t">{escape(wanted.name)}</title><desc id="{key}-d">{escape(drawn.words)}</desc>',
        *_grid(scale),
        *_usual(scale),
        *_band(scale, first, width),
        *_band(scale, second, width),
        *_marks(scale, drawn.marks),
        *_line(scale, first, width, ""),
        *_line(scale, second, width, "--second"),
        *_bars(scale, drawn.bars),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # numbers of ours, and every word is escaped where it is put in


def _grid(scale: _Scale) -> list[str]:
    frame, wanted = scale.frame, scale.wanted
    places = max(0, 1 - math.floor(math.log10(scale.ticks[1] - scale.ticks[0]) + 1e-9)) if len(scale.ticks) > 1 else 1
    made = [f'<text x="{frame.left}" y="13">{escape(wanted.unit)}</text>']
    end = frame.width - frame.right
    for value in scale.ticks:
        y = scale.y(value)
        made.append(f'<path class="chart__grid" d="M{frame.left} {y}H{end}"/>')
        made.append(f'<text x="{frame.left - 6}" y="{y + 4}" text-anchor="end">{number(value, places)}</text>')
    floor = frame.height - frame.bottom
    made.append(f'<path class="chart__axis" d="M{frame.left} {floor}H{end}"/>')
    form = "j M" if scale.span <= 400 else "M Y"
    for on in date_ticks(wanted.since, wanted.until, frame.dates):
        x = scale.x(on)
        anchor = "end" if x > end - 20 else "start" if x < frame.left + 12 else "middle"
        made.append(f'<path class="chart__axis" d="M{x} {floor}v5"/>')
        made.append(f'<text x="{x}" y="{floor + 20}" text-anchor="{anchor}">{escape(date_format(on, form))}</text>')
    return made


def _usual(scale: _Scale) -> list[str]:
    if scale.wanted.usual is None:
        return []
    top, bottom = scale.y(scale.wanted.usual[1]), scale.y(scale.wanted.usual[0])
    return [
        f'<rect class="chart__usual" x="{scale.frame.left}" y="{top}" width="{scale.frame.plot_width}" '
        f'height="{round(max(1.0, bottom - top), 1)}"/>'
    ]


def _runs(days: Sequence[DayShown], gap_days: int) -> list[list[DayShown]]:
    """The days in pieces without a long gap."""
    runs: list[list[DayShown]] = [[one] for one in days[:1]]
    for before, one in pairwise(days):
        if (one.on - before.on).days > gap_days:
            runs.append([])
        runs[-1].append(one)
    return runs


def _band(scale: _Scale, days: Sequence[DayShown], width: str) -> list[str]:
    if scale.wanted.adds_up:
        return []
    made = []
    for run in _runs(days, scale.wanted.gap_days or GAP_DAYS[width]):
        if len(run) < 2 or all(one.low == one.high for one in run):
            continue
        upper = " ".join(f"{scale.x(one.on)},{scale.y(one.high)}" for one in run)
        lower = " ".join(f"{scale.x(one.on)},{scale.y(one.low)}" for one in reversed(run))
        made.append(f'<polygon class="chart__band" points="{upper} {lower}"/>')
    return made


def _line(scale: _Scale, days: Sequence[DayShown], width: str, kind: str) -> list[str]:
    adds_up, made = scale.wanted.adds_up, []
    few = len(days) <= 60
    for run in _runs(days, scale.wanted.gap_days or GAP_DAYS[width]):
        places = [(scale.x(one.on), scale.y(value_of(one, adds_up=adds_up))) for one in run]
        if len(places) > 1:
            line = " ".join(f"{x},{y}" for x, y in places)
            made.append(f'<polyline class="chart__line chart__line{kind}" points="{line}"/>')
        if few or len(places) == 1:
            made += [f'<circle class="chart__dot chart__dot{kind}" cx="{x}" cy="{y}" r="3"/>' for x, y in places]
    return made


def _marks(scale: _Scale, marks: Sequence[Mark]) -> list[str]:
    made = []
    floor = scale.frame.height - scale.frame.bottom
    for one in marks:
        x = scale.x(one.on)
        made.append(
            f'<g><title>{escape(one.name)}</title><path class="chart__event" d="M{x} {scale.frame.top}V{floor}"/>'
            f'<path class="chart__flag" d="M{x - 5} {scale.frame.top - 8}h10l-5 8z"/></g>'
        )
    return made


def _bars(scale: _Scale, bars: Sequence[Bar]) -> list[str]:
    made = []
    for at, one in enumerate(bars):
        y = scale.frame.height + scale.frame.lane * at
        start, end = scale.x(one.since), scale.x(one.until or scale.wanted.until)
        long = round(max(3.0, end - start), 1)
        made.append(f'<rect class="chart__bar" x="{start}" y="{y}" width="{long}" height="18" rx="4"/>')
        name = one.name if len(one.name) <= NAME_MOST else one.name[: NAME_MOST - 1] + "…"
        late = start > scale.frame.left + scale.frame.plot_width * 0.6
        x, anchor = (start - 4, "end") if late else (start + 6, "start")
        made.append(f'<text class="chart__bar-name" x="{x}" y="{y + 13}" text-anchor="{anchor}">{escape(name)}</text>')
    return made


def _rows(wanted: Wanted, first: Sequence[DayShown], second: Sequence[DayShown], width: str) -> list[Row]:
    beside = {one.on: one for one in second}
    made = []
    for one in reversed(first):
        lower = beside.get(one.on)
        made.append(Row(
            when=date_format(one.on, "F Y") if width == "month" else _day(one.on),
            value=number(value_of(one, adds_up=wanted.adds_up), wanted.places), low=number(one.low, wanted.places),
            high=number(one.high, wanted.places), count=one.count,
            second=number(lower.middle, wanted.places) if lower else "",
        ))
    return made


def _column(width: str) -> str:
    return {"day": _("Day"), "week": _("Week from"), "month": _("Month")}[width]


def _bar_words(one: Bar) -> str:
    if one.until is None:
        return _("%(name)s, since %(day)s") % {"name": one.name, "day": _day(one.since)}
    return _("%(name)s, from %(day)s to %(end)s") % {"name": one.name, "day": _day(one.since), "end": _day(one.until)}


def _day(on: date) -> str:
    return date_format(on, "DATE_FORMAT")
