"""What may become of an alarm, who may decide it, and what a verdict teaches. No queries, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from dayroom.apps.listening.vocabulary import ANALYST_ROLES, QUIET_DAYS, AlarmState, Explanation
from dayroom.apps.listening.vocabulary.alarms import (
    ALPHA_LEAST,
    ALPHA_MOST,
    DAILY_DETECTORS,
    OLD_NEWS_DAYS,
    URGENT_RATIO,
    URGENT_WRITERS,
)
from dayroom.kernel.errors import Conflict, Invalid, Refused

TRANSITIONS: dict[AlarmState, frozenset[AlarmState]] = {
    AlarmState.NEW: frozenset({AlarmState.LOOKED, AlarmState.CONFIRMED, AlarmState.EXPLAINED, AlarmState.DISMISSED}),
    AlarmState.LOOKED: frozenset({AlarmState.NEW, AlarmState.CONFIRMED, AlarmState.EXPLAINED, AlarmState.DISMISSED}),
    # a verdict can be taken back: then somebody looks again, and what it taught is taken back with it
    AlarmState.CONFIRMED: frozenset({AlarmState.LOOKED}),
    AlarmState.EXPLAINED: frozenset({AlarmState.LOOKED}),
    AlarmState.DISMISSED: frozenset({AlarmState.LOOKED}),
}
OPEN = (AlarmState.NEW, AlarmState.LOOKED)
DECIDED = (AlarmState.CONFIRMED, AlarmState.EXPLAINED, AlarmState.DISMISSED)

# what one verdict adds to the way from expected to limit, in shares of it (our own choice, 2026-11-21: five dismissed
# alarms make the way half as long again). A source that broke says nothing about the topic.
TEACHES = {AlarmState.CONFIRMED: -0.05, AlarmState.DISMISSED: 0.1, AlarmState.EXPLAINED: 0.05}
LEARNED_LEAST, LEARNED_MOST = -0.2, 1.0


class AlarmMoved(Conflict):
    """Somebody else has gone on with this alarm. Please look at it again."""


class NeedsExplanation(Invalid):
    """Say what was behind it."""


class NeedsNote(Invalid):
    """Please write one sentence about what you found, for those who look after you."""


class NotTheAnalyst(Refused):
    """Only an analyst decides about an alarm."""


class NotConfirmed(Refused):
    """Only a confirmed alarm can be handed over."""


class HandedOver(Conflict):
    """This alarm is at the alert desk already."""


class NobodyAtTheDesk(Refused):
    """Nobody works at the alert desk of this site, so nobody would see the draft."""


class BadSetting(Invalid):
    """This setting cannot work."""


def check_can_decide(roles: Collection[str]) -> None:
    """Raises NotTheAnalyst."""
    if not set(roles) & set(ANALYST_ROLES):
        raise NotTheAnalyst()


def check_step(before: str, after: str) -> None:
    """Raises AlarmMoved."""
    if AlarmState(after) not in TRANSITIONS[AlarmState(before)]:
        raise AlarmMoved()


def check_verdict(after: str, explanation: str, note: str) -> None:
    """What a verdict needs: an explanation names what was behind it, and each says in a sentence what was found.

    Raises NeedsExplanation, NeedsNote.
    """
    if after == AlarmState.EXPLAINED and explanation not in Explanation.values:
        raise NeedsExplanation()
    if after in DECIDED and not note.strip():
        raise NeedsNote()


def check_can_hand_over(*, state: str, drafted: str, officers: int) -> None:
    """A confirmed alarm goes to people who write alerts, once. Raises NotConfirmed, HandedOver, NobodyAtTheDesk."""
    if state != AlarmState.CONFIRMED:
        raise NotConfirmed()
    if drafted:
        raise HandedOver()
    if not officers:
        raise NobodyAtTheDesk()


def check_setting(detector: str, alpha: float, least: int) -> None:
    """Raises BadSetting."""
    if detector not in DAILY_DETECTORS:
        raise BadSetting(_("Choose one of the ways of comparing."))
    if not ALPHA_LEAST <= alpha <= ALPHA_MOST:
        raise BadSetting(_("The chance of a false alarm lies between 0.0001 and 0.1."))
    if least < 1:
        raise BadSetting(_("At least one mention is needed."))


def learned_from(verdicts: Iterable[tuple[str, str]]) -> float:
    """What these verdicts, oldest first, add to the way from expected to limit; kept between −0.2 and 1.

    verdicts    (state, explanation) of decided alarms of one topic and place

    >>> learned_from([("DISMISSED", ""), ("DISMISSED", ""), ("CONFIRMED", "")])
    0.15
    >>> learned_from([("EXPLAINED", "BREAK")])
    0.0
    """
    held = 0.0
    for state, explanation in verdicts:
        if state == AlarmState.EXPLAINED and explanation == Explanation.BREAK:
            continue
        held = min(max(held + TEACHES.get(AlarmState(state), 0.0), LEARNED_LEAST), LEARNED_MOST)
    return round(held, 4)


def limit_learned(expected: float, limit: float, learned: float) -> float:
    """The limit with what verdicts taught; never below what is expected.

    >>> limit_learned(10, 20, 0.5), limit_learned(10, 20, -0.2)
    (25.0, 18.0)
    """
    return expected + (limit - expected) * (1 + learned)


def quiet_until(day: date) -> date:
    """The last day on which nothing is raised again about the same topic and place."""
    return day + timedelta(days=QUIET_DAYS)


def is_urgent(*, observed: int, limit: float, authors: int, suspects: Collection[str], day: date, today: date) -> bool:
    """Far above the limit, many writers, nothing that explains it, and new: mailed at once, by day.

    >>> is_urgent(observed=90, limit=30, authors=60, suspects=(), day=date(2026, 11, 20), today=date(2026, 11, 21))
    True
    """
    if suspects or authors < URGENT_WRITERS or (today - day).days > OLD_NEWS_DAYS:
        return False
    return observed >= URGENT_RATIO * max(limit, 1.0)
