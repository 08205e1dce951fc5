"""Outlines of countries and of the states of the United States, and where a point lies on the same sheet.

lat, lon  degrees
returns   `project`: x and y; `outlines`: code → SVG path in the same units; `frame`: the part of the sheet it needs
units     the sheet is 1000 wide and 507 high, x to the right, y downward
raises    nothing
source    Robinson, "A New Map Projection", International Yearbook of Cartography 14, 1974 (its table of lengths and
          distances every five degrees); shapes: Natural Earth 1:110m (public domain). Borders are as Natural Earth
          draws them, de facto, and say nothing about who is right
errs      islands and states smaller than a few units have no outline; a bubble at their middle shows them

>>> project(0.0, 0.0), project(90.0, 0.0)[1], len(outlines()) > 150
((500.0, 253.6), 0.0, True)
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "data" / "outlines.json"
WIDTH, HEIGHT = 1000.0, 507.2
STEP = 5.0
# length of the parallel, and its distance from the equator, at 0°, 5° … 90°
_LENGTH = (
    1.0, 0.9986, 0.9954, 0.99, 0.9822, 0.973, 0.96, 0.9427, 0.9216, 0.8962,
    0.8679, 0.835, 0.7986, 0.7597, 0.7186, 0.6732, 0.6213, 0.5722, 0.5322,
)  # fmt: skip
_DISTANCE = (
    0.0, 0.062, 0.124, 0.186, 0.248, 0.31, 0.372, 0.434, 0.4958, 0.5571,
    0.6176, 0.6769, 0.7346, 0.7903, 0.8435, 0.8936, 0.9394, 0.9761, 1.0,
)  # fmt: skip
_STEPS = tuple(STEP * at for at in range(len(_LENGTH)))


def project(lat: float, lon: float) -> tuple[float, float]:
    """Where a point lies on the sheet."""
    north = min(abs(lat), 90.0)
    at = min(bisect_right(_STEPS, north) - 1, len(_STEPS) - 2)
    part = (north - _STEPS[at]) / STEP
    length = _LENGTH[at] + part * (_LENGTH[at + 1] - _LENGTH[at])
    distance = _DISTANCE[at] + part * (_DISTANCE[at + 1] - _DISTANCE[at])
    x = WIDTH / 2 * (1 + length * lon / 180.0)
    y = HEIGHT / 2 * (1 - (distance if lat >= 0 else -distance))
    return round(x, 1), round(y, 1)


@lru_cache(maxsize=1)
def _kept() -> dict[str, dict[str, str]]:
    kept: dict[str, dict[str, str]] = json.loads(SOURCE.read_text(encoding="utf-8"))
    return kept


def outlines(within: str = "") -> dict[str, str]:
    """Code → SVG path: all countries, or the states of `US`; nothing for a place whose parts have no outlines."""
    return dict(_kept().get(within or "world", {}))


def frame(within: str = "") -> tuple[float, float, float, float]:
    """The `viewBox` that shows the outlines of a place, or of the world: left, top, width, height."""
    # far islands would make a country small: the states that touch each other make the frame
    left_out = {"US-AK", "US-HI"}
    paths = [path for code, path in outlines(within).items() if code not in left_out] if within else []
    points = [point.split(",") for path in paths for point in path.replace("Z", "").replace("M", " ").split()]
    if not points:
        return 0.0, 0.0, WIDTH, HEIGHT
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    return min(xs), min(ys), round(max(xs) - min(xs), 1), round(max(ys) - min(ys), 1)
