"""Make the outlines of the maps of the engine `meaning`: `python tools/outlines.py` writes data/outlines.json.

Read from `maps_natural_earth` beside the project (Natural Earth, public domain): countries 1:110m and the states of the
United States. Every point is projected, points that do not show are dropped, specks smaller than a unit are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.gazetteer import seal

from dayroom.engines.meaning.maps import SOURCE, project

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
# codes of Natural Earth that are not those of ISO 3166
OTHERS = {"KOS": "XK", "SDS": "SS", "PSX": "PS", "SAH": "EH"}
LEFT_OUT = {"ATA", "ATF", "CYN", "SOL"}
Point = tuple[float, float]


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for part in parts:
        yield from part


def simpler(points: list[Point], near: float) -> list[Point]:
    """The points without which the line would be off by more than `near` (Douglas and Peucker 1973)."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    far, at = 0.0, 0
    for index, (x, y) in enumerate(points[1:-1], 1):
        off = (
            abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
            if length
            else ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
        )
        if off > far:
            far, at = off, index
    if far <= near:
        return [points[0], points[-1]]
    return simpler(points[: at + 1], near)[:-1] + simpler(points[at:], near)


def path(geometry: dict[str, Any], near: float, smallest: float) -> str:
    drawn = []
    for ring in sorted(rings(geometry), key=len, reverse=True):
        points = simpler([project(lat, lon) for lon, lat, *_ in ring], near)
        wide = max(x for x, _ in points) - min(x for x, _ in points)
        if len(points) > 3 and (wide >= smallest or not drawn):
            drawn.append("M" + " ".join(f"{x:g},{y:g}" for x, y in points[:-1]) + "Z")
    return "".join(drawn)


def features(name: str) -> list[dict[str, Any]]:
    text = (SHARED / "maps_natural_earth" / f"{name}.geojson").read_text(encoding="utf-8")
    return list(json.loads(text)["features"])


def main() -> None:
    known = json.loads((SHARED / "gazetteers" / "geonames_countries.json").read_text(encoding="utf-8"))
    short = {facts["iso3"]: code for code, facts in known.items()} | OTHERS
    world = {
        short[shape["properties"]["ADM0_A3"]]: path(shape["geometry"], 0.3, 1.0)
        for shape in features("countries_110m")
        if shape["properties"]["ADM0_A3"] not in LEFT_OUT
    }
    states = {
        shape["properties"]["iso_3166_2"]: path(shape["geometry"], 0.1, 0.4) for shape in features("us_states_110m")
    }
    drawn = {"world": world, "US": states}
    # what is too small to be drawn has no outline
    kept = {name: {code: line for code, line in sorted(all_.items()) if line} for name, all_ in drawn.items()}
    text = json.dumps(kept, indent=0) + "\n"
    SOURCE.write_text(text, encoding="utf-8")
    seal("outlines.json", text.encode("utf-8"))
    print(f"{len(world)} countries, {len(states)} states, {len(text)} bytes")


if __name__ == "__main__":
    main()
