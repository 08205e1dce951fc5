"""Who may do what with a case, and what a case may become."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from dayroom.apps.moderation.vocabulary import (
    APPEAL_OPEN_DAYS,
    CRISIS_REASON,
    FLAGS_THAT_RAISE,
    FOR_MANY,
    HARM_OF,
    LOOK_REASON_LEAST,
    NEEDS_STATEMENT,
    STEWARDS_GIVE,
    TOUCHES_ACCOUNT,
    TRANSITIONS,
    UNDO_SECONDS,
    CaseState,
    FlagReason,
    Ground,
    Handler,
    Harm,
    Priority,
    Statement,
    Verdict,
)
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused


class CaseMoved(Conflict):
    """This case has moved on in the meantime. Please look again."""


class OwnContent(Refused):
    """Nobody decides about their own words. Somebody else looks after this."""


class OwnFlag(Refused):
    """You flagged this yourself. Somebody else decides."""


class AtOdds(Refused):
    """You have blocked the author. Somebody else decides about this."""


class StatementIncomplete(Invalid):
    """The author has a right to know why."""


class TooLate(Conflict):
    """The time for this is over."""


def next_state(current: str, wanted: CaseState) -> CaseState:
    """A case walks only the ways drawn in the one dict; everything else has moved on in the meantime."""
    if wanted not in TRANSITIONS[CaseState(current)]:
        raise CaseMoved(_("This case has moved on in the meantime. Please look again."))
    return wanted


def first_priority(reason: str) -> Priority:
    """Fear for somebody's life comes first; being given away or hurt comes next; the rest within three days."""
    if reason == FlagReason.SAFETY:
        return Priority.CRISIS
    if reason in (FlagReason.PRIVACY, FlagReason.HARASSMENT):
        return Priority.URGENT
    return Priority.NORMAL


def harm_of(codes: Collection[str]) -> Harm:
    """The gravest of what was said or seen; a rule that is not named looks for personal details."""
    harms = {HARM_OF.get(code) or HARM_OF.get(code.partition(".")[0], Harm.PRIVACY) for code in codes}
    return next((harm for harm in Harm if harm in harms), Harm.OTHER)


def raised(priority: int, flags_count: int) -> Priority:
    """When the third person flags the same thing, it is looked at sooner."""
    return Priority(max(priority - 1, Priority.CRISIS)) if flags_count == FLAGS_THAT_RAISE else Priority(priority)


def check_flag_has_reason(reason: str) -> None:
    """A flag says why, so that the right person looks at the right time."""
    if reason not in FlagReason.values:
        raise Invalid(_("Please say why you flag this. One tap is enough."))


def check_flagger_is_not_author(member_id: int, author_id: int | None) -> None:
    """What one wrote oneself is edited or taken back, not flagged."""
    if member_id == author_id:
        raise Refused(_("You wrote this yourself. You can change it or take it back on its own page."))


def check_member_can_handle(handler: Handler, scope_id: int | None) -> None:
    """Moderators act in their communities, stewards everywhere. To others, the case is not there."""
    if not handler.may_handle(scope_id):
        raise NotFound()


def check_not_own(handler: Handler, author_id: int | None) -> None:
    """Nobody acts on their own words, also not on those they wrote behind a byline."""
    if handler.member_id == author_id:
        raise OwnContent(_("Nobody decides about their own words. Somebody else looks after this."))


def check_not_flagged_by(handler: Handler, flagger_ids: Collection[int | None]) -> None:
    """Who points at something does not also judge it."""
    if handler.member_id in flagger_ids:
        raise OwnFlag(_("You flagged this yourself. Somebody else decides about it."))


def check_not_at_odds(*, anonymous: bool, blocked: bool) -> None:
    """Who has blocked the author does not judge. Behind a byline this is not asked, because the answer would give the
    author away; nor whether the author has blocked them, because the blocked person is not told."""
    if not anonymous and blocked:
        raise AtOdds(_("You have blocked the author. Somebody else decides about this."))


def check_for_many(verdict: str, *, crisis: bool) -> None:
    """Several cases at once: like cases, plain decisions. Accounts and crises are weighed one by one."""
    if verdict not in FOR_MANY:
        raise Invalid(_("This is decided one by one, because it touches a person's account."))
    if crisis:
        raise Refused(_("Somebody may be in danger in one of these. Please open it by itself."))


def check_not_taken_by_another(handler: Handler, taken_by_id: int | None) -> None:
    """Two people do not work on one case; a steward may step in."""
    if taken_by_id not in (None, handler.member_id) and not handler.is_steward:
        raise CaseMoved(_("Somebody else is on this case."))


def check_member_can_give(handler: Handler, verdict: str) -> None:
    """Signing somebody out of the whole site is for stewards."""
    if verdict not in Verdict.values:
        raise Invalid(_("Please choose what should happen."))
    if verdict in STEWARDS_GIVE and not handler.is_steward:
        raise Refused(_("Only a steward can suspend an account. You can limit it, or put the case back for a steward."))


def check_statement_is_complete(verdict: str, statement: Statement) -> None:
    """Whoever is told no is told why: the ground, the rule or law, and how it fits (DSA art 17)."""
    if verdict not in NEEDS_STATEMENT:
        return
    if statement.ground not in Ground.values:
        raise StatementIncomplete(_("Please choose a ground: the law or the house rules."))
    if not statement.reference.strip():
        raise StatementIncomplete(_("Please name the rule or the law. The author has a right to know which one."))
    if not statement.explanation.strip():
        raise StatementIncomplete(_("Please explain why the rule fits. A sentence is enough."))


def is_about_crisis(reasons: Collection[str]) -> bool:
    return any(reason == FlagReason.SAFETY or reason.startswith(CRISIS_REASON) for reason in reasons)


def check_nobody_in_crisis_is_locked_out(verdict: str, reasons: Collection[str], ground: str) -> None:
    """Somebody who may be in danger is not shut out (standards §4, T4); a threat against others is a matter of law."""
    if verdict in TOUCHES_ACCOUNT and is_about_crisis(reasons) and ground != Ground.ILLEGAL:
        raise Refused(_("Somebody may be in danger here. Please do not shut them out: hide what could hurt others, "
                        "and stay in touch."))


def check_limit_has_end(verdict: str, limit_until: datetime | None, author_id: int | None, now: datetime) -> None:
    """A limit has an end, and somebody to whom it applies."""
    if verdict not in TOUCHES_ACCOUNT:
        return
    if author_id is None:
        raise Invalid(_("This has no author here any more, so no account can be limited."))
    if limit_until is None or limit_until <= now:
        raise Invalid(_("Please say for how long."))


def check_can_undo(handler: Handler, *, decided_by_id: int | None, decided_at: datetime, undone: bool,
                   now: datetime) -> None:
    """Whoever decided can take it back for ten minutes; after that, the author's appeal is the way."""
    if handler.member_id != decided_by_id:
        raise Refused(_("Only the person who decided can take it back."))
    if undone:
        raise CaseMoved(_("This was taken back already."))
    if now - decided_at > timedelta(seconds=UNDO_SECONDS):
        raise TooLate(_("Ten minutes are over. The author can still appeal."))


def check_can_appeal(*, is_author: bool, verdict: str, decided_at: datetime, undone: bool, appealed: bool,
                     now: datetime) -> None:
    """The author may object once, within six months, to anything but a release."""
    if not is_author:
        raise NotFound()
    if undone or verdict not in NEEDS_STATEMENT:
        raise Conflict(_("There is nothing to appeal here: your words are visible, and nothing was held against you."))
    if appealed:
        raise Conflict(_("You have appealed already. We have your words."))
    if now - decided_at > timedelta(days=APPEAL_OPEN_DAYS):
        raise TooLate(_("This was decided more than six months ago, so it can no longer be appealed."))


def check_member_can_decide_appeal(handler: Handler, *, scope_id: int | None, decided_by_id: int | None,
                                   author_id: int | None) -> None:
    """An appeal is decided by a person who neither made the decision nor wrote the words."""
    check_member_can_handle(handler, scope_id)
    check_not_own(handler, author_id)
    if handler.member_id == decided_by_id:
        raise Refused(_("You made the first decision. Somebody else decides the appeal."))


def check_text_given(text: str, sentence: object) -> str:
    """A text that must not be empty, without spaces around it."""
    if not text.strip():
        raise Invalid(sentence)
    return text.strip()


def check_reason_for_look(reason: str, *, anonymous: bool) -> str:
    """Looking behind a byline needs a byline, and a reason that others can judge later."""
    if not anonymous:
        raise Invalid(_("This was not written anonymously."))
    if len(reason.strip()) < LOOK_REASON_LEAST:
        raise Invalid(_("Please give a reason that others will understand later. A sentence is enough."))
    return reason.strip()
