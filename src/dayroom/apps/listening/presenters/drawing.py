"""Pictures drawn on the server: a frame with axes, twice, for narrow and for wide pages. No script, no style inside.

What is unusual is never shown by its colour alone: it has a mark of its own, a title, and its line in the table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dayroom.platform.axes import Frame, date_ticks, number, ticks

NARROW = Frame(width=360, height=240, left=44, dates=4)
WIDE = Frame(width=740, height=280, left=52, dates=7)
FRAMES = (("n", NARROW), ("w", WIDE))


@dataclass(frozen=True, slots=True)
class Picture:
    """Both sizes, and what they show in a sentence."""

    narrow: SafeString
    wide: SafeString
    words: str


class Scale:
    """From days and values to places in a picture."""

    def __init__(self, frame: Frame, since: date, until: date, high: float, *, low: float = 0.0) -> None:
        self.frame, self.since, self.until = frame, since, until
        self.span = max(1, (until - since).days)
        self.ticks = ticks(low, max(high, low + 1.0))

    def x(self, on: date) -> float:
        part = (on - self.since).days / self.span
        return round(self.frame.left + min(1.0, max(0.0, part)) * self.frame.plot_width, 1)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        part = (value - low) / (high - low)
        return round(self.frame.top + (1 - min(1.0, max(0.0, part))) * (self.frame.floor - self.frame.top), 1)


def grid(scale: Scale, unit: str) -> list[str]:
    """Lines across with their numbers, and the days below."""
    frame, end = scale.frame, scale.frame.width - scale.frame.right
    steps = scale.ticks[1] - scale.ticks[0] if len(scale.ticks) > 1 else 1.0
    places = max(0, -math.floor(math.log10(steps) + 1e-9))
    made = [f'<text x="{frame.left}" y="13">{escape(unit)}</text>']
    for value in scale.ticks:
        y = scale.y(value)
        made.append(f'<path class="plot__grid" d="M{frame.left} {y}H{end}"/>')
        made.append(f'<text x="{frame.left - 6}" y="{y + 4}" text-anchor="end">{number(value, places)}</text>')
    made.append(f'<path class="plot__axis" d="M{frame.left} {frame.floor}H{end}"/>')
    form = "j M" if scale.span <= 400 else "M Y"
    for on in date_ticks(scale.since, scale.until, frame.dates):
        x = scale.x(on)
        anchor = "end" if x > end - 20 else "start" if x < frame.left + 12 else "middle"
        made.append(f'<path class="plot__axis" d="M{x} {frame.floor}v5"/>')
        made.append(f'<text x="{x}" y="{frame.floor + 20}" text-anchor="{anchor}">'
                    f"{escape(date_format(on, form))}</text>")
    return made


def line(scale: Scale, values: Iterable[tuple[date, float | None]], kind: str) -> list[str]:
    """A line that stops where nothing is known."""
    made, run = [], []
    for on, value in [*values, (scale.until, None)]:
        if value is not None:
            run.append(f"{scale.x(on)},{scale.y(value)}")
            continue
        if len(run) > 1:
            made.append(f'<polyline class="plot__line plot__line--{kind}" points="{" ".join(run)}"/>')
        elif run:
            x, y = run[0].split(",")
            made.append(f'<circle class="plot__dot plot__dot--{kind}" cx="{x}" cy="{y}" r="2.5"/>')
        run = []
    return made


def svg(frame: Frame, *, key: str, title: str, words: str, parts: Sequence[str]) -> SafeString:
    """One picture; its parts are numbers of ours, and every word in them is escaped where it is put in."""
    return mark_safe(
        f'<svg class="plot plot--{key[-1]}" viewBox="0 0 {frame.width} {frame.height}" role="img" '
        f'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(words)}</desc>{"".join(parts)}</svg>'
    )


def day_words(on: date) -> str:
    return date_format(on, "DATE_FORMAT")
