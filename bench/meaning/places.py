"""How well places are found and told apart, how many profiles name one, and how fast.

`geo_geovirus` is read twice. Resolved: the marked names are given, and a name counts as right when our place lies
within 161 km of the place of the set. Every marked name of the set has a point, so all of them are "resolvable"; a name
that the gazetteer does not hold counts as wrong (how many it holds has a row of its own). Found: the text alone is
given; a found name is right when it overlaps a marked one, and "found and resolved" when it is also within 161 km.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dayroom.engines.meaning.places import find_places, place, place_of_profile, resolve, self_report
from dayroom.engines.meaning.places.gazetteer import Gazetteer

from .rows import HALVES, Measured, f1, halves, microseconds, rows, share

NEAR = 161.0
EARTH = 12_742.0
NEWS, POSTS = "geo_geovirus", "tweets_pfizer_vaccine"


def measure() -> list[Measured]:
    measured = []
    for half, articles in halves(rows(NEWS)).items():
        if articles:
            measured += _resolved(half, articles) + _found(half, articles)
    return measured + _profiles() + _speed()


def kilometers(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance over the ground of two points.

    >>> round(kilometers(51.5, -0.13, 48.86, 2.35))
    343
    """
    one, two = math.radians(lat), math.radians(other_lat)
    across = math.sin(math.radians(other_lon - lon) / 2) ** 2 * math.cos(one) * math.cos(two)
    return EARTH * math.asin(min(1.0, math.sqrt(math.sin((two - one) / 2) ** 2 + across)))


def _is_near(marked: dict[str, Any], code: str) -> bool:
    ours = place(code)
    return kilometers(marked["lat"], marked["lon"], ours.lat, ours.lon) <= NEAR


def _resolved(half: str, articles: Iterable[dict[str, Any]]) -> list[Measured]:
    counts: Counter[str] = Counter()
    for row in articles:
        ours = resolve(row["text"], [(span["start"], span["end"]) for span in row["spans"]])
        for span, found in zip(row["spans"], ours, strict=True):
            counts["all"] += 1
            counts["known"] += found is not None
            counts["near"] += found is not None and _is_near(span, found.code)
    reach = ">= 0.75" if half == HALVES[1] else ""
    where = ("places", f"names marked, {half}", NEWS)
    return [
        share(where, "within 161 km, of all names", counts["near"], counts["all"], reach=reach),
        share(where, "within 161 km, of names in the gazetteer", counts["near"], counts["known"]),
        share(where, "names in the gazetteer", counts["known"], counts["all"]),
    ]


def _found(half: str, articles: Iterable[dict[str, Any]]) -> list[Measured]:
    counts: Counter[str] = Counter()
    for row in articles:
        ours = find_places(row["text"])
        counts["ours"] += len(ours)
        counts["marked"] += len(row["spans"])
        hit = [
            (span, found)
            for span in row["spans"]
            for found in ours
            if found.start < span["end"] and span["start"] < found.end
        ]
        counts["ours right"] += len({found.start for _, found in hit})
        counts["marked found"] += len({span["start"] for span, _ in hit})
        near = [(span, found) for span, found in hit if _is_near(span, found.code)]
        counts["ours near"] += len({found.start for _, found in near})
        counts["marked near"] += len({span["start"] for span, _ in near})
    return _rates(half, "found", counts, "right", "found") + _rates(half, "found and resolved", counts, "near", "near")


def _rates(half: str, task: str, counts: Counter[str], ours: str, marked: str) -> list[Measured]:
    where = ("places", f"{task}, {half}", NEWS)
    precision = share(where, "precision", counts[f"ours {ours}"], counts["ours"])
    recall = share(where, "recall", counts[f"marked {marked}"], counts["marked"])
    both = Measured(*where, "F1", f1(precision.value, recall.value), counts["marked"])
    return [precision, recall, both]


def _profiles() -> list[Measured]:
    fields = [told for row in rows(POSTS, "all") if (told := (row.get("location") or "").strip())]
    if not fields:
        return []
    named = sum(place_of_profile(told) is not None for told in fields)
    note = "no gold: how many location fields name a place that we read, not how many rightly"
    return [share(("places", "profiles with a place", POSTS), "share", named, len(fields), note=note)]


def _speed() -> list[Measured]:
    started = time.process_time()
    Gazetteer()
    measured = [
        Measured(
            "places", "read the gazetteer", "ours", "seconds of processor time", time.process_time() - started, 1,
            reach="<= 0.4",
        )
    ]  # fmt: skip
    told = list(rows(POSTS, "all"))
    if told:
        texts = [str(row["text"]) for row in told]
        fields = [str(row["location"]) for row in told if row.get("location")]
        measured += [
            _timed("find_places", "µs per 150 characters", microseconds(find_places, texts), texts),
            _timed("self_report", "µs per 150 characters", microseconds(self_report, texts), texts),
            _timed("place_of_profile", "µs per field", _each(fields), fields),
        ]
    return measured


def _timed(task: str, unit: str, took: float, texts: Sequence[str]) -> Measured:
    return Measured("places", task, POSTS, unit, took, len(texts), reach="<= 60")


def _each(fields: Sequence[str]) -> float:
    best = math.inf
    for _ in range(3):
        started = time.process_time()
        for told in fields:
            place_of_profile(told)
        best = min(best, time.process_time() - started)
    return best / len(fields) * 1e6
