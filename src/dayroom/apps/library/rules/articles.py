"""What a wording needs before it passes a step, who may let it pass, and what happens when its review day is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from dayroom.apps.library.vocabulary.articles import (
    EXPLAINABLE,
    REVIEW_MONTHS,
    REVIEW_MONTHS_MOST,
    UNLISTED_AFTER_MONTHS,
    AiRole,
    Approvals,
    ArticleFacts,
    Decider,
    Missing,
    Step,
)
from dayroom.kernel.errors import Conflict, Invalid, Refused


class NotReady(Invalid):
    """This wording cannot go on yet."""

    def __init__(self, missing: Collection[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(" ".join(str(one.label) for one in self.missing))


class NotYours(Refused):
    """Somebody else decides about this."""

    def __init__(self, missing: Missing) -> None:
        self.missing = (missing,)
        super().__init__(missing.label)


class WordingChanged(Conflict):
    """The text was changed after it was sent. Please look at the new wording."""


def lacks(facts: ArticleFacts, *, today: date) -> tuple[Missing, ...]:
    """What the writer has to add, whoever reads it next."""
    found = {
        Missing.AUTHOR: not facts.has_author,
        Missing.CLINICAL_REVIEWER: not facts.has_clinical_reviewer,
        Missing.REVIEWER_IS_AUTHOR: facts.clinical_is_author,
        Missing.PLAIN_REVIEWER: not facts.has_plain_reviewer,
        Missing.PLAIN_IS_AUTHOR: facts.plain_is_author,
        Missing.FUNDING: not facts.has_funding,
        Missing.INTERESTS: not facts.has_interests,
        Missing.AUDIENCE: not facts.has_audience,
        Missing.SUMMARY: not facts.has_summary,
        Missing.BODY: not facts.words,
        Missing.SOURCES: not facts.sources,
        Missing.SOURCE_YEAR: bool(facts.sources_incomplete),
        Missing.REVIEW_BY: facts.review_by is None,
        Missing.REVIEW_LATE: facts.review_by is not None and facts.review_by > add_months(today, REVIEW_MONTHS_MOST),
        Missing.REVIEW_PAST: facts.review_by is not None and facts.review_by < today,
        Missing.EDITION: not facts.edition_named,
        Missing.PICTURE_WORDS: bool(facts.pictures_wordless),
        Missing.CAPTIONS: bool(facts.recordings_silent),
        Missing.TWIN: bool(facts.infographics_twinless),
        Missing.AUTHORIZATION: facts.shows_patient and not facts.authorization_counts,
        Missing.AI_LABEL: facts.ai_role != AiRole.NONE and not facts.has_clinical_reviewer,
    }
    return tuple(name for name, is_missing in found.items() if is_missing)


def stops(facts: ArticleFacts) -> tuple[Missing, ...]:
    """What the checks of the text ask for."""
    found = {
        Missing.GUARD_SILENT: not facts.guard,
        Missing.GUARD_BLOCKS: facts.guard == "BLOCK",
        Missing.GUARD_HOLDS: facts.guard == "HOLD",
        Missing.CONDUCT: bool(facts.conduct_failed),
        Missing.CONDUCT_BLOCKS: bool(facts.conduct_blocked),
        Missing.TOO_HARD: facts.too_hard and not facts.for_professionals,
    }
    return tuple(name for name, is_found in found.items() if is_found)


def check_may_send(facts: ArticleFacts, *, today: date) -> None:
    """What is missing is said at once, not by a reviewer three weeks later."""
    missing = lacks(facts, today=today)
    if missing:
        raise NotReady(missing)


def check_may_decide(step: str, decider: Decider) -> None:
    """A step is decided by who is named for it, who has not written in it, and, for medicine, by a checked licence."""
    if decider.wrote_in_it:
        raise NotYours(Missing.OWN_WORDS)
    if not decider.is_named:
        raise NotYours(Missing.NOT_NAMED)
    if step == Step.CLINICAL and not decider.is_clinician:
        raise NotYours(Missing.NOT_A_CLINICIAN)


def check_may_pass(
    step: str, facts: ArticleFacts, *, reason: str, explained: Collection[str], today: date
) -> tuple[Missing, ...]:
    """What the reviewer's words explain at this step; raises NotReady with everything nobody has explained.

    ``explained``: what an earlier reviewer of this very wording has said in writing. How hard it reads is explained by
    the plain-language reviewer and nobody else, so the clinical review does not wait for it.
    """
    asked = [one for one in stops(facts) if one not in EXPLAINABLE or one not in explained]
    if step == Step.CLINICAL:
        asked = [one for one in asked if one is not Missing.TOO_HARD]
    open_ones = [*lacks(facts, today=today), *(one for one in asked if one not in EXPLAINABLE or not reason.strip())]
    if open_ones:
        raise NotReady(open_ones)
    return tuple(one for one in asked if one in EXPLAINABLE)


def check_may_publish(
    facts: ArticleFacts, approvals: Approvals, *, explained: Collection[str], now: datetime, today: date
) -> None:
    """Looked at once more at the last moment: a permission may have been taken back, the guard may know more."""
    missing = list(lacks(facts, today=today))
    missing += [one for one in stops(facts) if one not in EXPLAINABLE or one not in explained]
    if not approvals.clinical:
        missing.append(Missing.CLINICAL_APPROVAL)
    if not approvals.plain:
        missing.append(Missing.PLAIN_APPROVAL)
    if missing:
        raise NotReady(missing)


def check_time(wanted_at: datetime, now: datetime) -> None:
    """A time to go out lies ahead."""
    if wanted_at <= now:
        raise Invalid(_("Choose a time in the future."))


def after_approval(wanted_at: datetime | None, now: datetime) -> Step:
    """Where an approved wording goes. One that is approved too late is not published behind anybody's back."""
    return Step.SCHEDULED if wanted_at is not None and wanted_at > now else Step.APPROVED


class Freshness(StrEnum):
    """How old a live article is by its review day."""

    FRESH = "FRESH"
    LATE = "LATE"  # a banner says so
    STALE = "STALE"  # no longer in lists and search; its address still answers


def freshness(review_by: date | None, today: date) -> Freshness:
    """
    >>> freshness(date(2026, 5, 21), date(2026, 11, 21)).value, freshness(date(2026, 5, 20), date(2026, 11, 21)).value
    ('LATE', 'STALE')
    """
    if review_by is None or review_by >= today:
        return Freshness.FRESH
    return Freshness.STALE if today > add_months(review_by, UNLISTED_AFTER_MONTHS) else Freshness.LATE


def review_day(reviewed_on: date) -> date:
    """When an article is looked at again, if nobody says otherwise."""
    return add_months(reviewed_on, REVIEW_MONTHS)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month.

    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
