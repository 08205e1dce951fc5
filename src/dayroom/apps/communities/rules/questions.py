"""Who may ask, take, answer and hand over a question; how long it takes, said honestly. No queries, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from dayroom.apps.communities.vocabulary import (
    QUESTION_MOVES,
    TAKEN_HOURS,
    WAIT_LEAST,
    PostState,
    QuestionState,
    Standing,
    Visibility,
)
from dayroom.engines.guard import Action, Family, Finding
from dayroom.kernel.errors import Conflict, Refused


class CannotMove(Conflict):
    """This question has moved on meanwhile. Open it again to see where it stands."""


class TakenByAnother(Conflict):
    """A colleague is writing an answer to this one right now."""


class TakeFirst(Conflict):
    """Take the question first. Then no two people write the same answer."""


class NotYourQuestion(Refused):
    """Only the person who asked can do that."""


class AskedAgainAlready(Conflict):
    """You have asked again once already. You can ask a new question at any time."""


class NotAnsweredYet(Conflict):
    """This question has no answer yet."""


class AskSomebodyNear(Refused):
    """Under 18, ask a grown-up you trust or your own clinic. You can still ask the others in your community."""


class NoConsultation(Refused):
    """This site has named no place for consultations."""


def check_may_ask(*, is_teen: bool) -> None:
    """No contact with a professional without a guardian or a clinic for those under 18 (standards 2.4)."""
    if is_teen:
        raise AskSomebodyNear()


def next_state(current: str, wanted: QuestionState) -> QuestionState:
    """The state a question goes to; raises CannotMove where no way leads there."""
    if wanted not in QUESTION_MOVES[QuestionState(current)]:
        raise CannotMove()
    return wanted


def settled_state(
    current: str, *, opening: str, has_live_answer: bool, handed_over: bool
) -> QuestionState:
    """Where a question stands after its posts have changed state: what people can read decides, not what was noted."""
    if opening in (PostState.WITHDRAWN, PostState.REMOVED):
        return QuestionState.WITHDRAWN
    if has_live_answer:
        return QuestionState.ANSWERED if current == QuestionState.WITHDRAWN else QuestionState(current)
    if current in (QuestionState.WITHDRAWN, QuestionState.ANSWERED):
        return QuestionState.HANDED_OVER if handed_over else QuestionState.WAITING
    return QuestionState(current)


def check_can_take(state: str, *, taken_by_other: bool, taken_until: datetime | None, now: datetime) -> None:
    """One person writes at a time; what was held too long is free again."""
    if state == QuestionState.TAKEN:
        if taken_by_other and taken_until is not None and taken_until > now:
            raise TakenByAnother()
        return
    next_state(state, QuestionState.TAKEN)


def taken_until(now: datetime) -> datetime:
    return now + timedelta(hours=TAKEN_HOURS)


def check_can_ask_again(*, is_asker: bool, state: str, followed_up: bool) -> None:
    if not is_asker:
        raise NotYourQuestion()
    if followed_up:
        raise AskedAgainAlready()
    if state not in (QuestionState.ANSWERED, QuestionState.HANDED_OVER):
        raise NotAnsweredYet()


def check_can_say_helped(*, is_asker: bool, first_answered: bool) -> None:
    if not is_asker:
        raise NotYourQuestion()
    if not first_answered:
        raise NotAnsweredYet()


def is_open_to_professional(standing: Standing, *, visibility: str) -> bool:
    """A professional answers in public places, and in the closed ones they belong to."""
    return not standing.is_banned and (visibility == Visibility.PUBLIC or standing.is_member)


def is_individual_advice(finding: Finding) -> bool:
    """Words that decide for one person: a diagnosis, a dose, a drug stopped or begun."""
    return finding.family is Family.ADVICE and finding.klass in ADVICE_TO_ONE


ADVICE_TO_ONE = frozenset({"DIAGNOSIS", "DOSE", "STOP_TREATMENT", "START_TREATMENT"})
SEEKS = frozenset({"SEEKS_DIAGNOSIS", "SEEKS_ADVICE"})
STOPS_AN_ANSWER = frozenset({Action.HOLD, Action.BLOCK})


# --- how long it takes ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Wait:
    """What the last months say. Hours, rounded up; None where so many are still without an answer that we cannot."""

    median_hours: int | None
    nine_in_ten_hours: int | None
    answered: int


def expected_wait(past: Iterable[tuple[float, bool]]) -> Wait | None:
    """The time within which half, and nine in ten, got a first answer; None with few answers to judge by.

    past      one (hours, answered) per question of the last WAIT_DAYS days; unanswered: the hours waited so far
    source    Kaplan EL, Meier P. Nonparametric estimation from incomplete observations. J Am Stat Assoc 1958;
              53:457-481. doi:10.1080/01621459.1958.10501452
    errs      the unanswered count as "at least so long", so that silence never makes us look quick

    >>> expected_wait([(2.0, True)] * 9)
    >>> expected_wait([(2.0, True)] * 9 + [(30.0, True)])
    Wait(median_hours=2, nine_in_ten_hours=2, answered=10)
    >>> expected_wait([(2.0, True)] * 10 + [(100.0, False)] * 10).nine_in_ten_hours is None
    True
    """
    rows = sorted(past, key=lambda one: (one[0], not one[1]))
    answered = sum(1 for _hours, done in rows if done)
    if answered < WAIT_LEAST:
        return None
    return Wait(_within(rows, 0.5), _within(rows, 0.9), answered)


def _within(rows: list[tuple[float, bool]], share: float) -> int | None:
    """Hours after which the estimated share of unanswered questions has fallen to 1 - share."""
    left, waiting = 1.0, len(rows)
    for hours, done in rows:
        if done:
            left *= 1 - 1 / waiting
        waiting -= 1
        if left <= 1 - share + 1e-9:
            return max(1, ceil(hours))
    return None

