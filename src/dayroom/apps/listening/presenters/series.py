"""A topic's days as a picture and a table: the count, what the past lets expect, the limit, and what is above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.listening.presenters.drawing import FRAMES, Frame, Picture, Scale, day_words, grid, line, svg
from dayroom.apps.listening.vocabulary.desk import Point
from dayroom.platform.axes import number

SPARK_WIDTH, SPARK_HEIGHT, SPARK_DAYS = 240, 56, 60
ROWS_MOST = 400


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One line of the table: a day with its words for what is not a number."""

    on: date
    count: str
    expected: str
    limit: str
    note: str


@dataclass(frozen=True, slots=True)
class SeriesShown:
    picture: Picture
    rows: list[SeriesRow]
    above: int


def series_shown(
    points: Sequence[Point], *, name: str, key: str, unit: str = "", hidden: str = ""
) -> SeriesShown:
    """``hidden``: why a number is missing, where it is not for want of reading (few writers at a place)."""
    words = said(points)
    unit = unit or _("mentions a day")
    sizes = [svg(frame, key=f"{key}-{size}", title=name, words=words, parts=_parts(frame, points, unit, hidden))
             for size, frame in FRAMES]
    return SeriesShown(
        picture=Picture(sizes[0], sizes[1], words), rows=[_row(one, hidden) for one in reversed(points[-ROWS_MOST:])],
        above=sum(one.is_unusual for one in points),
    )


def said(points: Sequence[Point]) -> str:
    """The picture in a sentence or two."""
    known = [one for one in points if one.count is not None and not one.is_open]
    if not known:
        return _("Nothing was counted in this time.")
    peak = max(known, key=lambda one: one.count or 0)
    told = _("%(total)s mentions from %(since)s to %(until)s; most on %(peak)s: %(most)s.") % {
        "total": sum(one.count or 0 for one in known), "since": day_words(known[0].on),
        "until": day_words(known[-1].on), "peak": day_words(peak.on), "most": peak.count,
    }
    if all(one.limit is None for one in points):
        return told
    above = sum(one.is_unusual for one in points)
    return told + " " + (ngettext("%(n)d day was above its limit.", "%(n)d days were above their limit.", above)
                         % {"n": above} if above else _("No day was above its limit."))


def _parts(frame: Frame, points: Sequence[Point], unit: str, hidden: str) -> list[str]:
    since, until = points[0].on, points[-1].on
    high = max([max(one.count or 0, one.limit or 0.0) for one in points] or [1])
    scale = Scale(frame, since, until, high)
    return [
        *grid(scale, unit),
        *_holes(scale, points, hidden),
        *_bars(scale, points),
        *line(scale, [(one.on, one.expected) for one in points], "expected"),
        *line(scale, [(one.on, one.limit) for one in points], "limit"),
        *_marks(scale, points),
    ]


def _bars(scale: Scale, points: Sequence[Point]) -> list[str]:
    """One path for all ordinary days: a year of rectangles would weigh more than the page."""
    width = round(max(0.8, min(14.0, 0.7 * scale.frame.plot_width / max(1, len(points)))), 1)
    made = []
    for kind, wanted in (("day", [one for one in points if not one.is_unusual and not one.is_open]),
                         ("open", [one for one in points if one.is_open]),
                         ("above", [one for one in points if one.is_unusual])):
        steps = "".join(f"M{scale.x(one.on)} {scale.frame.floor}V{scale.y(one.count)}" for one in wanted if one.count)
        if steps:
            made.append(f'<path class="plot__bars plot__bars--{kind}" stroke-width="{width}" d="{steps}"/>')
    return made


def _holes(scale: Scale, points: Sequence[Point], hidden: str = "") -> list[str]:
    """Days without a number stand as a gray ground: not zero, not known."""
    made = []
    for first, last in _runs([one.on for one in points if one.count is None]):
        x, end = scale.x(first - timedelta(days=1)), scale.x(last + timedelta(days=1))
        told = hidden or _("Nothing was read from %(since)s to %(until)s.") % {
            "since": day_words(first), "until": day_words(last)}
        made.append(
            f'<rect class="plot__hole" x="{x}" y="{scale.frame.top}" width="{round(max(2.0, end - x), 1)}" '
            f'height="{scale.frame.floor - scale.frame.top}"><title>{escape(told)}</title></rect>'
        )
    return made


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    made: list[tuple[date, date]] = [(days[0], days[0])] if days else []
    for before, on in pairwise(days):
        if (on - before).days == 1:
            made[-1] = (made[-1][0], on)
        else:
            made.append((on, on))
    return made


def _marks(scale: Scale, points: Sequence[Point]) -> list[str]:
    made = []
    for one in points:
        if one.is_unusual and one.count is not None:
            x, y = scale.x(one.on), max(scale.y(one.count) - 4, 9.0)
            told = _("%(day)s: %(count)s mentions, limit %(limit)s") % {
                "day": day_words(one.on), "count": one.count, "limit": _rounded(one.limit)}
            made.append(f'<g><title>{escape(told)}</title><path class="plot__flag" d="M{x - 5} {y - 8}h10l-5 8z"/></g>')
    return made


def spark(points: Sequence[Point], *, name: str) -> SafeString:
    """The last two months in the size of a word: count, limit, and a mark where it is above."""
    shown = points[-SPARK_DAYS:]
    if len(shown) < 2:
        return mark_safe("")
    frame = Frame(width=SPARK_WIDTH, height=SPARK_HEIGHT, left=3, right=5, top=10, bottom=3)
    high = max([max(one.count or 0, one.limit or 0.0) for one in shown] or [1])
    scale = Scale(frame, shown[0].on, shown[-1].on, high)
    parts = [
        *_holes(scale, shown),
        *line(scale, [(one.on, one.limit) for one in shown], "limit"),
        *line(scale, [(one.on, one.count) for one in shown if not one.is_open], "count"),
        *_marks(scale, shown),
    ]
    label = escape(_("%(name)s, the last %(days)s days. %(said)s") % {
        "name": name, "days": len(shown), "said": said(shown)})
    return mark_safe(
        f'<svg class="spark" viewBox="0 0 {frame.width} {frame.height}" role="img" aria-label="{label}">'
        f'{"".join(parts)}</svg>')


def _row(one: Point, hidden: str) -> SeriesRow:
    note = ""
    if one.count is None:
        note = hidden or _("nothing was read")
    elif one.is_open:
        note = _("not over yet")
    elif one.is_unusual:
        note = _("above its limit")
    elif one.limit is None and not hidden:
        note = _("too little past")
    return SeriesRow(one.on, "–" if one.count is None else str(one.count), _rounded(one.expected),
                     _rounded(one.limit), note)


def _rounded(value: float | None) -> str:
    return "–" if value is None else number(value, 1)
