"""What makes an answer worth keeping: general words, sources, a second person, a review day. No queries, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.vocabulary import (
    FAQ_ANSWER_MAX,
    FAQ_NOTICE_DAYS,
    FAQ_QUESTION_MAX,
    FAQ_REVIEW_DAYS,
    FAQ_REVIEW_MOST_DAYS,
    FAQ_SOURCES_MAX,
    FAQ_UNLISTED_DAYS,
    FaqState,
)
from dayroom.engines.guard import Action
from dayroom.kernel.errors import Conflict, Invalid, Refused, TooLarge
from dayroom.platform import markup


class SecondPerson(Refused):
    """Somebody else has to look at this: nobody accepts their own words."""


class DecidedAlready(Conflict):
    """Somebody has decided about this wording already."""


class NoSources(Invalid):
    """Name at least one source: who says so, the title, the year."""


class BadReviewDay(Invalid):
    """Choose a review day that is still to come, at most two years from now."""


@dataclass(frozen=True, slots=True)
class FaqWords:
    """One wording as it was proposed, cleaned."""

    question: str
    answer: str
    sources: str
    review_by: date
    specialty: str = "GENERAL"
    language: str = "en"


def check_words(words: FaqWords, today: date) -> None:
    if markup.is_blank(words.question) or markup.is_blank(words.answer):
        raise Invalid(_("Write the question and the answer, in general words."))
    if len(words.question) > FAQ_QUESTION_MAX or len(words.answer) > FAQ_ANSWER_MAX:
        raise TooLarge(_("Please keep the question under 200 and the answer under 6,000 characters."))
    if markup.is_blank(words.sources):
        raise NoSources()
    if len(words.sources) > FAQ_SOURCES_MAX:
        raise TooLarge(_("Please keep the sources under 2,000 characters."))
    if not today < words.review_by <= today + timedelta(days=FAQ_REVIEW_MOST_DAYS):
        raise BadReviewDay()


def check_can_decide(*, state: str, proposed_by_id: int | None, by_id: int) -> None:
    if state != FaqState.PROPOSED:
        raise DecidedAlready()
    if proposed_by_id == by_id:
        raise SecondPerson()


def may_go_on(action: Action, *, overridden: bool) -> bool:
    """What the guard would hold or block is never proposed; a nudge is for the writer to weigh."""
    return action is Action.ALLOW or (action is Action.NUDGE and overridden)


def default_review_day(today: date) -> date:
    return today + timedelta(days=FAQ_REVIEW_DAYS)


def is_due(review_by: date | None, today: date) -> bool:
    """The review day has passed: the entry says so."""
    return review_by is not None and review_by < today


def is_listed(review_by: date | None, today: date) -> bool:
    """Half a year after its review day an entry leaves the list and the search.

    >>> is_listed(date(2026, 1, 1), date(2026, 7, 1)), is_listed(date(2026, 1, 1), date(2026, 8, 1))
    (True, False)
    """
    return review_by is not None and today <= review_by + timedelta(days=FAQ_UNLISTED_DAYS)


def oldest_listed(today: date) -> date:
    return today - timedelta(days=FAQ_UNLISTED_DAYS)


def tell_from(today: date) -> date:
    """Owners are told of review days up to this one."""
    return today + timedelta(days=FAQ_NOTICE_DAYS)
