"""Series as a picture: counts as bars, what was expected and the limit as lines, alarms as triangles with a date.

The picture stands alone: it prints, mails and opens without a program, and carries its own title and description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from .judging import Verdict, Verdicts
from .periods import Arranged
from .telling import title

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 240, 64, 16, 40, 32
MOST_SERIES = 24
# the newest periods that fit without bars thinner than a hair
MOST_PERIODS = 780
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1b2b34; }
  .title { font-weight: 600; font-size: 15px; }
  .bar { fill: #9bb7c4; } .line { fill: none; stroke-width: 1.6; }
  .expected { stroke: #1f6f8b; } .limit { stroke: #8a5a00; stroke-dasharray: 5 3; }
  .alarm { fill: #b3261e; } .axis { fill: none; stroke: #6b7c85; } .paper { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6eef2; } .paper { fill: #12191d; } .bar { fill: #3f5a68; }
    .expected { stroke: #7cc4de; } .limit { stroke: #e0b050; } .alarm { fill: #ff8a80; }
  }
"""


def draw(arranged: Arranged, verdicts: Verdicts) -> str:
    """One panel per series, the first 24, below one another."""
    shown = verdicts.verdicts[:MOST_SERIES]
    height = HEIGHT * len(shown) + 28
    alarms = sum(int(one.judged.alarm[one.at].sum()) for one in shown)
    about = f"Counts, expected values and limits of {len(shown)} series by {verdicts.detector}; {alarms} alarms."
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title about">',
        f'<title id="title">Counts and alarms</title><desc id="about">{escape(about)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        _legend(height - 10, verdicts.detector),
    ]
    parts += [_panel(arranged, one, at * HEIGHT) for at, one in enumerate(shown)]
    return "\n".join([*parts, "</svg>", ""])


def _legend(y: int, detector: str) -> str:
    return (
        f'<g transform="translate({LEFT},{y})"><rect class="bar" y="-10" width="10" height="10"/>'
        '<text x="16">count</text>'
        '<path class="line expected" d="M80 -5H104"/><text x="110">expected</text>'
        '<path class="line limit" d="M190 -5H214"/><text x="220">limit</text>'
        '<path class="alarm" d="M276 0l6 -10l6 10z"/><text x="294">alarm</text>'
        f'<text x="360">{escape(detector)}</text></g>'
    )


def _panel(arranged: Arranged, verdict: Verdict, down: int) -> str:
    rows = verdict.rows()[-MOST_PERIODS:]
    first = verdict.series.start + len(verdict.series.values) - len(rows)
    most = max([value for row in rows for value in (row["observed"], row["limit"]) if value is not None] + [1.0])
    step = (WIDTH - LEFT - RIGHT) / len(rows)
    ground = HEIGHT - BOTTOM

    def x(at: float) -> float:
        return LEFT + at * step

    def y(value: float) -> float:
        return ground - (ground - TOP) * value / most

    newest = arranged.day(first + len(rows) - 1)
    parts = [
        f'<g transform="translate(0,{down})"><text class="title" x="{LEFT}" y="20">{escape(title(verdict))}</text>',
        _bars(rows, x, y, step, ground),
        _line("expected", rows, x, y, step),
        _line("limit", rows, x, y, step),
        _alarms(arranged, rows, first, lambda at: x(at + 0.5), y),
        f'<path class="axis" d="M{LEFT} {TOP}V{ground}H{WIDTH - RIGHT}"/>',
        f'<text x="{LEFT - 6}" y="{TOP + 4}" text-anchor="end">{most:,.0f}</text>',
        f'<text x="{LEFT - 6}" y="{ground}" text-anchor="end">0</text>',
        f'<text x="{LEFT}" y="{ground + 18}">{arranged.day(first)}</text>',
        f'<text x="{WIDTH - RIGHT}" y="{ground + 18}" text-anchor="end">{newest}</text></g>',
    ]
    return "\n".join(parts)


Scale = Callable[[float], float]
Rows = Iterable[dict[str, Any]]


def _bars(rows: Rows, x: Scale, y: Scale, step: float, ground: int) -> str:
    width = max(step - 1, 0.6 * step)
    bars = [
        f"M{x(at):.1f} {ground}V{y(row['observed']):.1f}h{width:.1f}V{ground}z"
        for at, row in enumerate(rows)
        if row["observed"]
    ]
    return f'<path class="bar" d="{"".join(bars)}"/>'


def _line(kind: str, rows: Rows, x: Scale, y: Scale, step: float) -> str:
    """A line that stops where nothing was judged."""
    drawn, pen = [], "M"
    for at, row in enumerate(rows):
        if row[kind] is None:
            pen = "M"
            continue
        drawn.append(f"{pen}{x(at) + step / 2:.1f} {y(row[kind]):.1f}")
        pen = "L"
    return f'<path class="line {kind}" d="{"".join(drawn)}"/>'


def _alarms(arranged: Arranged, rows: Rows, first: int, x: Scale, y: Scale) -> str:
    made = []
    for at, row in enumerate(rows):
        if row["alarm"]:
            top = max(y(row["observed"]) - 4, TOP - 8)
            about = f"{arranged.day(first + at)}: {row['observed']}, limit {row['limit']:.1f}"
            made.append(
                f'<path class="alarm" d="M{x(at) - 5:.1f} {top:.1f}l5 -9l5 9z"><title>{escape(about)}</title></path>'
            )
    return "".join(made)
