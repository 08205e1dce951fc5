"""Reviews and their numbers as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dayroom.apps.outreach.vocabulary.reviews import HoldWhy, RemovalGround, Standing
from dayroom.engines import guard

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from dayroom.apps.outreach.models import Review


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review with what a reader has to know about who wrote it."""

    review: Review
    marks: list[StrOrPromise]
    changed: bool
    holds: list[StrOrPromise]


def review_lines(rows: Iterable[Review]) -> list[ReviewLine]:
    return [review_line(row) for row in rows]


def review_line(row: Review) -> ReviewLine:
    holds: list[StrOrPromise] = [HoldWhy(code).label for code in row.hold_why.split() if code in HoldWhy.values]
    return ReviewLine(row, [row.get_relation_display()], len(row.versions.all()) > 0, holds)


def star_lines(told: Standing) -> list[tuple[int, int, int]]:
    """(stars, count, percent of all) from five to one."""
    return [(star, count, round(100 * count / told.count) if told.count else 0)
            for star, count in told.by_star.items()]


def ground_lines(told: Standing) -> list[tuple[StrOrPromise, int]]:
    return [(RemovalGround(code).label, count) for code, count in sorted(told.removed.items())
            if code in RemovalGround.values]


def neutral_words(language: str, contact: str) -> list[str]:
    """Ready answers that tell nothing of anybody, with where complaints go."""
    return [text.replace("{contact}", contact) for text in guard.neutral_replies(language)]
