"""How fast a post is folded and parted into words."""

from __future__ import annotations

from itertools import islice

from dayroom.engines.meaning import folded, tokens

from .rows import Measured, microseconds, rows

SETS = ("tweets_healthnews_uci", "tweets_pfizer_vaccine")


def measure() -> list[Measured]:
    measured = []
    for name in SETS:
        texts = [str(row.get("text", "")) for row in islice(rows(name, "all"), 20_000)]
        if texts:
            took = microseconds(lambda text: tokens(folded(text)), texts)
            measured.append(Measured("words", "fold and part", name, "µs per 150 characters", took, len(texts)))
    return measured
