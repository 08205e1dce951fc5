"""Words of reviews: who writes, why one may be taken down, what is counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

REVIEW_KIND = "review"  # subject of audit
BODY_MOST = 4000
TOKEN_DAYS = 90  # how long a code from a visit counts; our own choice, 2026-11-21
BURST_MOST = 5  # reviews of one place in a day; more wait for a person; our own choice, 2026-11-21
REMOVAL_GAP = 5.0  # percentage points between stars that raise an alarm (standards §3.2)
SHOWN_FROM = 11  # people; a share of fewer is not told (standards §9)
ANSWER_DAYS = 5  # how soon the desk answers; our own choice, 2026-11-21


class ReviewState(models.TextChoices):
    HELD = "HELD", _("waits for a person")
    LIVE = "LIVE", _("shown")
    REMOVED = "REMOVED", _("taken down")


class Relation(models.TextChoices):
    """Who writes, in relation to the place. Insiders say so, or do not write (16 CFR 465.5)."""

    PATIENT = "PATIENT", _("I was a patient or client there")
    RELATIVE = "RELATIVE", _("I came along with somebody")
    STAFF = "STAFF", _("I work or worked there, or for somebody who gains from it")
    OTHER = "OTHER", _("something else")


class HoldWhy(models.TextChoices):
    """Why a review waits. None of them has to do with how many stars it gives."""

    GUARD = "GUARD", _("the check of the text")
    SAME_WORDS = "SAME_WORDS", _("the same words are there already")
    BURST = "BURST", _("many came within a day")
    INSIDER = "INSIDER", _("somebody from inside wrote it")


class RemovalGround(models.TextChoices):
    """The only reasons to take a review down; they are the same for one star and for five (16 CFR 465.7)."""

    PRIVATE = "PRIVATE", _("it gives away somebody’s private life")
    HATE = "HATE", _("it attacks people for who they are")
    THREAT = "THREAT", _("it threatens somebody")
    FAKE = "FAKE", _("it was not written by somebody who was there")
    ADVERT = "ADVERT", _("it advertises something")
    ELSEWHERE = "ELSEWHERE", _("it is about another place")
    LAW = "LAW", _("a court or a law asks for it")
    AUTHOR = "AUTHOR", _("whoever wrote it asked for it")


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """A review as it was written."""

    stars: int
    title: str
    body: str
    relation: str
    incentive: bool = False
    incentive_words: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is told about all reviews of a place. ``average`` is never shown without the other numbers."""

    count: int
    average: float | None
    first_year: int | None
    last_year: int | None
    by_star: dict[int, int]
    removed: dict[str, int]


@dataclass(frozen=True, slots=True)
class RemovalRates:
    """Shares of reviews taken down, in percent, by star; None where fewer than eleven came in."""

    by_star: dict[int, float | None]
    gap: float | None
    alarm: bool
