"""Who may write to whom. No queries, no clock."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dayroom.apps.conversations.vocabulary import BODY_MAX
from dayroom.engines.guard import Action, Decision, Finding
from dayroom.kernel.errors import Invalid, NotFound, Refused, TooLarge


class NotContacts(Refused):
    """You can write to each other once one of you follows the other and the other has said yes."""


class GuardSpoke(Invalid):
    """Please look at this before you send it."""

    def __init__(self, decision: Decision, findings: tuple[Finding, ...]) -> None:
        super().__init__(decision.sentence)
        self.decision = decision
        self.findings = findings
        self.why = ""  # why stricter rules hold than those of the name it was sent under


@dataclass(frozen=True, slots=True)
class Tie:
    """What two members are to each other."""

    are_contacts: bool
    is_blocked: bool
    other_is_gone: bool
    one_is_teen: bool
    both_are_teens: bool
    one_is_child: bool = False


def check_may_write(tie: Tie) -> None:
    """Accepted contacts only. A block looks the same as somebody who is not there. A teen and an adult do not write
    to each other unless they are connected (standards 2.4), which being contacts says."""
    if tie.is_blocked or tie.other_is_gone:
        raise NotFound()
    if tie.one_is_child or not tie.are_contacts:
        # children have no messages, whoever would like to write to them
        raise NotContacts()


def check_body(body: str) -> None:
    if not body:
        raise Invalid(_("There is nothing to send yet. Write a few words first."))
    if len(body) > BODY_MAX:
        raise TooLarge(_("This is longer than one message can be (8,000 characters). Please send it in parts."))


def check_guard(decision: Decision, findings: tuple[Finding, ...], *, overridden: bool, why: str = "") -> None:
    if decision.action is Action.BLOCK or (
        decision.action is Action.NUDGE and not (overridden and decision.may_override)
    ):
        spoke = GuardSpoke(decision, findings)
        spoke.why = why
        raise spoke
