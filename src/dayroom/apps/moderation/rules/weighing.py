"""Strikes, ready-made reasons and second persons: what counts, for how long, and who may say so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.moderation.rules import CaseMoved, OwnContent, TooLate
from dayroom.apps.moderation.vocabulary import CRISIS_REASON, NEEDS_STATEMENT, FlagReason, Handler, Verdict
from dayroom.apps.moderation.vocabulary.duty import (
    LIMIT_WORTH_A_THOUGHT,
    STRIKE_WEIGHT,
    SUSPENSION_WORTH_A_THOUGHT,
    StrikeNow,
)
from dayroom.kernel.errors import Invalid, Refused


def strike_ends(given_at: datetime) -> datetime:
    """A strike counts for a while and then no more."""
    return given_at + timedelta(days=settings.STRIKE_DAYS)


def check_can_strike(verdict: str, *, reasons: Collection[str], anonymous: bool, author_id: int | None) -> int:
    """Whose strike it is: for what was written under a name, and never for being in danger."""
    if verdict not in NEEDS_STATEMENT:
        raise Invalid(gettext_lazy("What may stay gives no strike."))
    if author_id is None:
        raise Invalid(gettext_lazy("This has no author here any more, so nobody can get a strike."))
    if anonymous:
        raise Invalid(gettext_lazy("What was written without a name gives no strike: it would show who wrote it."))
    if any(reason == FlagReason.SAFETY or reason.startswith(CRISIS_REASON) for reason in reasons):
        raise Refused(gettext_lazy("Somebody may be in danger here. Nobody gets a strike for that."))
    return author_id


def weight_of(ground: str) -> int:
    return STRIKE_WEIGHT.get(ground, 1)  # type: ignore[call-overload]  # an enum that is its own text


def next_step(strikes: Iterable[StrikeNow]) -> str:
    """What the strikes that count now are worth: a thought of a person. Nothing happens by itself."""
    weight = sum(strike.weight for strike in strikes)
    if weight >= SUSPENSION_WORTH_A_THOUGHT:
        return str(Verdict.SUSPEND)
    return str(Verdict.LIMIT) if weight >= LIMIT_WORTH_A_THOUGHT else ""


def next_step_words(step: str) -> str:
    """The next step, for the person whose strikes they are."""
    return {
        Verdict.SUSPEND.value: _("If it happens again, a person may decide to sign you out for a while."),
        Verdict.LIMIT.value: _("If it happens again, a person may decide to stop you from posting for a while."),
    }.get(step, _("Nothing happens now. It ends by itself."))


def check_member_can_second(handler: Handler, *, decided_by_id: int | None, author_id: int | None) -> None:
    """The second person is a steward who did not decide first and is not the one it is about."""
    if not handler.is_steward:
        raise Refused(gettext_lazy("A steward is the second person here."))
    if handler.member_id == author_id:
        raise OwnContent(gettext_lazy("Nobody decides about their own account. Somebody else looks after this."))
    if handler.member_id == decided_by_id:
        raise Refused(gettext_lazy("You decided first. A second person agrees or does not."))


def check_second_is_open(*, answered: bool, undone: bool, lapses_at: datetime, now: datetime) -> None:
    """A second person answers once, in time, about a decision that still stands."""
    if answered or undone:
        raise CaseMoved(gettext_lazy("This has been answered or taken back already."))
    if now > lapses_at:
        raise TooLate(gettext_lazy("The time for a second person is over. The limit ends by itself."))


def check_member_can_look_again(handler: Handler, *, decided_by_id: int | None, author_id: int | None) -> None:
    """Nobody looks a second time at their own decision, or at their own words."""
    if handler.member_id in (decided_by_id, author_id):
        raise Refused(gettext_lazy("You were part of this one. Somebody else looks at it again."))
