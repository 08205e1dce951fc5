"""The frame of a chart, and the numbers and days that stand beside it: round, few, as short as they can be said."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a picture and the room left around the plot, in its own units."""

    width: int
    height: int
    left: int
    right: int = 14
    top: int = 22
    bottom: int = 30
    dates: int = 7

    @property
    def plot_width(self) -> int:
        return self.width - self.left - self.right

    @property
    def floor(self) -> int:
        return self.height - self.bottom


def number(value: float, places: int) -> str:
    """As short as it can be said.

    >>> number(5.0, 1), number(5.55, 1), number(12345.6, 0)
    ('5', '5.5', '12346')
    """
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers that span a range, evenly spaced.

    >>> ticks(4.1, 9.3)
    [4.0, 6.0, 8.0, 10.0]
    """
    span = max(high - low, 1e-6)
    rough = span / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * at, 9) for at in range(first, last + 1)]


def date_ticks(since: date, until: date, most: int) -> list[date]:
    """Days that stand below the axis: every so many days, else beginnings of months or of years."""
    span = (until - since).days
    for step in (1, 2, 7, 14):
        if span // step < most:
            return [since + timedelta(days=at) for at in range(0, span + 1, step)]
    first, last = since.year * 12 + since.month, until.year * 12 + until.month
    months = [date(at // 12, at % 12 + 1, 1) for at in range(first, last)]
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 600, 2400) if len(months) / step <= most)
    return [one for one in months if (one.year * 12 + one.month - 1) % step == 0]
