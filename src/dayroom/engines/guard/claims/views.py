"""The ways a claim is said, as the register keeps them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .meaning import Embedder, Vectors
from .reading import bare
from .vocabulary import Claim


class View(NamedTuple):
    """One way to say a claim; the heading counts with the claim it stands above."""

    claim: int
    text: str
    heading: str = ""


def ways(number: int, claim: Claim) -> list[View]:
    """All the ways a claim is known to be said, each once."""
    ways = [*claim.variants]
    for texts in claim.translations.values():
        ways += [texts.claim, *texts.variants]
    others = (View(number, way) for way in dict.fromkeys(ways) if way and way != claim.claim)
    return [View(number, claim.claim, claim.title), *others]


def vectors(views: list[View], embedder: Embedder) -> Vectors:
    """One direction per view; a heading draws the claim's own a third of the way towards it."""
    found = embedder.embed([bare(view.text) for view in views])
    headed = [row for row, view in enumerate(views) if view.heading]
    if headed:
        middle = 2 * found[headed] + embedder.embed([bare(views[row].heading) for row in headed])
        found[headed] = middle / np.linalg.norm(middle, axis=1, keepdims=True)
    return found
