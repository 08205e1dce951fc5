"""What follows from a report: the action table of the house, and the crisis tiers above it.

report    what `screen` saw
context   the context it was screened in
policy    the operator's table
returns   Decision: the strongest action any finding asks for
source    standards 1.3 (who writes about whom) and 4 (crisis tiers)
errs      a person in danger is never refused: from T2 on nothing is blocked, it is held and masked
"""

from __future__ import annotations

from collections.abc import Iterable

from .policy import CONTACT, DEFAULT_POLICY, OWN, PROFESSIONAL_NUMBERS, Policy
from .sentences import decision_sentence
from .vocabulary import Action, Author, Context, Decision, Family, Finding, Place, Report, Subject, Tier

_STRENGTH = {Action.ALLOW: 0, Action.NUDGE: 1, Action.HOLD: 2, Action.BLOCK: 3}
NOT_CHECKED = "guard.not-checked"


def decide(report: Report, context: Context, policy: Policy = DEFAULT_POLICY) -> Decision:
    """Name the action; see the module."""
    actions = _with_details([(finding, action_for(finding, context, policy)) for finding in report.findings], context)
    reasons = [finding.rule_id for finding, action in actions if action is not Action.ALLOW]
    action = strongest(action for _, action in actions)
    masked = [finding for finding, wanted in actions if wanted is Action.BLOCK]
    if not report.checked and context.author is not Author.MEMBER:
        action = strongest([action, policy.unchecked_action])
        reasons.append(NOT_CHECKED)
    tier = report.tier
    if tier >= Tier.T1:
        reasons += [f.rule_id for f in report.findings if f.family is Family.CRISIS]
    if tier >= Tier.T2 and action is Action.BLOCK:
        action = Action.HOLD
    if tier >= Tier.T3:
        action = Action.HOLD
        masked += [f for f in report.findings if f.klass == "METHOD"]
    return Decision(
        action=action,
        tier=tier,
        show_help=tier >= Tier.T1,
        must_mask=tuple(sorted(masked, key=lambda f: (f.start, f.end))),
        reasons=tuple(dict.fromkeys(reasons)),
        sentence=decision_sentence(action, tier, report, context, asked=[f for f, a in actions if a is action]),
        may_override=action is Action.NUDGE,
        limit_to_members=tier >= Tier.T3,
    )


def _with_details(actions: list[tuple[Finding, Action]], context: Context) -> list[tuple[Finding, Action]]:
    """A place or a date counts as a detail only where nothing direct stands beside it: somebody else who is named, and
    where they live, is asked about together."""
    if context.author is not Author.MEMBER:
        return actions
    others = [(f, a) for f, a in actions if f.about is Subject.OTHER_ADULT and f.family is Family.IDENTIFIER]
    if not any(f.klass == "NAME" and a is not Action.ALLOW for f, a in others):
        return actions
    return [(f, Action.NUDGE if a is Action.ALLOW and (f, a) in others else a) for f, a in actions]


def action_for(finding: Finding, context: Context, policy: Policy = DEFAULT_POLICY) -> Action:
    """What one finding asks for, by the action table."""
    if finding.family is Family.CLAIM:
        return policy.claims[context.author]
    if finding.family is not Family.IDENTIFIER:
        general = policy.families.get((finding.family, finding.klass), Action.ALLOW)
        return policy.families_by_author.get((finding.family, finding.klass, context.author), general)
    if finding.confidence < policy.nudge_from:
        return Action.ALLOW
    if finding.klass == "CARE_CONFIRMATION":
        return Action.BLOCK
    subject = subject_of(finding, context)
    if finding.klass in policy.always_masked:
        return Action.BLOCK
    if finding.klass in PROFESSIONAL_NUMBERS and subject in {Subject.SELF, Subject.CLINICIAN}:
        return Action.ALLOW
    if _is_office_contact(finding, context, subject):
        return Action.ALLOW
    if finding.klass == "NAME":
        return _action_for_name(finding, context, policy, subject)
    if finding.klass in policy.background and _about_nobody(finding, context):
        return Action.ALLOW
    cell = policy.table[context.author, subject]
    return cell.quasi if finding.klass in policy.quasi else cell.direct


def _action_for_name(finding: Finding, context: Context, policy: Policy, subject: Subject) -> Action:
    """A name: clinicians may be named, and professionals sign what they write; a weak name is only a detail."""
    is_member = context.author is Author.MEMBER
    if subject is Subject.CLINICIAN or (subject is Subject.SELF and not is_member):
        return Action.ALLOW
    if is_member and subject is Subject.OTHER_ADULT and finding.rule_id in policy.held_rules:
        return Action.HOLD
    cell = policy.table[context.author, subject]
    named = not is_member and finding.about in {Subject.PATIENT, Subject.OTHER_ADULT, Subject.MINOR}
    nobody = _about_nobody(finding, context)
    if finding.confidence >= policy.names_from[context.author] or named:
        # the author of a book, a fruit that begins a sentence: nobody is near, so a person looks and nothing is lost
        return cell.quasi if nobody and not named and finding.confidence < policy.sure_names_from else cell.direct
    return Action.ALLOW if nobody else cell.quasi


def _about_nobody(finding: Finding, context: Context) -> bool:
    """Nobody is near, and the context names nobody: the detail is not about a person."""
    return (
        context.author is not Author.MEMBER
        and context.subject is Subject.UNKNOWN
        and context.place is not Place.REVIEW_REPLY
        and finding.about in {Subject.UNKNOWN, Subject.SELF, Subject.CLINICIAN}
    )


def subject_of(finding: Finding, context: Context) -> Subject:
    """Whom a finding is about: what the context knows, else what the words near it say, else the safe guess."""
    if context.subject is not Subject.UNKNOWN:
        # an office line in a reply about a patient or to a reviewer is still the office's
        if finding.about is Subject.SELF and context.author is not Author.MEMBER and finding.klass in CONTACT:
            return Subject.SELF
        return context.subject
    if finding.about is Subject.SELF and context.author is not Author.MEMBER and finding.klass not in OWN:
        # "my office" beside a birthday: a professional's own is not what their posts are about
        return Subject.PATIENT
    if finding.about is not Subject.UNKNOWN:
        return finding.about
    if context.author is Author.MEMBER:
        return Subject.SELF
    if context.place is Place.REVIEW_REPLY:
        return Subject.REVIEWER
    if context.place in {Place.CAMPAIGN, Place.PROFILE} and finding.klass in CONTACT | PROFESSIONAL_NUMBERS:
        return Subject.SELF
    return Subject.PATIENT


def strongest(actions: Iterable[Action]) -> Action:
    """The strongest of some actions; ALLOW of none.

    >>> strongest([Action.NUDGE, Action.HOLD]).name
    'HOLD'
    """
    return max(actions, key=_STRENGTH.__getitem__, default=Action.ALLOW)


def _is_office_contact(finding: Finding, context: Context, subject: Subject) -> bool:
    """How to reach a practice or an organisation is what their posts are for."""
    if context.author is Author.MEMBER or finding.klass not in CONTACT:
        return False
    return subject is Subject.SELF or (subject is Subject.CLINICIAN and context.author is Author.ORGANISATION)
