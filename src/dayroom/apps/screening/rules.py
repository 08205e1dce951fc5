"""When an entry of the register may label somebody's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dayroom.apps.screening.vocabulary import CheckState
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid

if TYPE_CHECKING:
    from dayroom.apps.screening.models import FactCheck
    from dayroom.engines.guard import Claim

SAID = ("claim", "truth", "misleads", "variants")
SOURCE_PARTS = ("body", "title", "year", "tier", "doi", "pmid")
# standards 7: an article's review day is at most 36 months after it was read; a claim label ages faster
REVIEW_MONTHS_MOST = 24


def translations_of(claim: Claim) -> dict[str, dict[str, Any]]:
    """What the entry says in other languages, as it is kept."""
    return {language: asdict(words) for language, words in claim.translations.items()}


def source_row(source: Any) -> dict[str, Any]:
    """One source, as it is kept."""
    return {part: getattr(source, part) for part in SOURCE_PARTS}


def why_not_usable(row: FactCheck, *, today: date) -> str:
    """The sentence that says why an entry cannot label anything; empty when it can."""
    if not row.sources:
        return _("It names no source.")
    if row.checked_on is None or row.review_by is None:
        return _("It does not say when it was checked, or when it has to be looked at again.")
    if row.review_by < today:
        return _("Its review day has passed.")
    if not all(source.get("year") and source.get("title") for source in row.sources):
        return _("A source has no title or no year.")
    return ""


def labels_now(row: FactCheck, *, today: date) -> bool:
    return row.state == CheckState.ACCEPTED and not why_not_usable(row, today=today)


def check_entry(row: FactCheck) -> None:
    """Raises Invalid with a sentence for what is missing."""
    if not row.claim.strip() or not row.truth.strip() or not row.misleads.strip():
        raise Invalid(_("Write the claim, what is true, and why the claim misleads."))
    if row.claim.strip().lower() == row.truth.strip().lower():
        raise Invalid(_("What is true must not repeat the claim."))
    if row.checked_on and row.review_by:
        months = (row.review_by.year - row.checked_on.year) * 12 + row.review_by.month - row.checked_on.month
        if months < 0 or months > REVIEW_MONTHS_MOST:
            raise Invalid(_("The review day has to be within two years of the day it was checked."))


def check_fits(claim: Claim, longest: Mapping[str, int]) -> None:
    """A claim from a file has to fit where it is kept (characters by field), and to be text. Raises Invalid."""
    for name, most in longest.items():
        if len(getattr(claim, name)) > most:
            raise Invalid(
                _("In %(entry)s, %(field)s is longer than %(most)d characters.")
                % {"entry": claim.id[:60], "field": name, "most": most}
            )
    if any("\x00" in word for word in _words_of(claim)):
        raise Invalid(
            _("In %(entry)s there are signs that are no text.") % {"entry": claim.id[:60].replace("\x00", "")}
        )


def _words_of(claim: Claim) -> list[str]:
    sources = [str(value) for source in claim.sources for value in source_row(source).values()]
    return [claim.id, claim.claim, claim.topic, claim.truth, claim.misleads, *claim.variants, *sources]


_ORDER = (guard.Action.ALLOW, guard.Action.NUDGE, guard.Action.HOLD, guard.Action.BLOCK)
CONDUCT = "conduct."  # before the name of a check, among the reasons of a decision
IDENTIFIERS = "S2"  # the action table has answered that one, and weighs it more finely


def stronger(decision: guard.Decision, failed: Sequence[guard.ConductResult]) -> guard.Decision:
    """The decision with what the conduct checks ask for. A person in danger is never refused: from T2 on it is held."""
    counted = sorted((one for one in failed if one.id != IDENTIFIERS), key=lambda one: -_ORDER.index(one.action))
    if not counted:
        return decision
    wanted = counted[0].action
    if decision.tier >= guard.Tier.T2 and wanted is guard.Action.BLOCK:
        wanted = guard.Action.HOLD
    reasons = (*decision.reasons, *(f"{CONDUCT}{one.id}" for one in counted))
    if _ORDER.index(wanted) <= _ORDER.index(decision.action):
        return replace(decision, reasons=reasons)
    return replace(
        decision, action=wanted, reasons=reasons, sentence=counted[0].sentence,
        may_override=wanted is guard.Action.NUDGE,
    )


def sterner(decision: guard.Decision, other: guard.Decision, sentence: str) -> guard.Decision:
    """The decision with what another reading of the same words asks for beyond it; itself where that is nothing more.
    Places in the other reading are no places in the text: they are not passed on."""
    more = _ORDER.index(other.action) > _ORDER.index(decision.action)
    if not more and other.tier <= decision.tier:
        return decision
    action, tier = other.action if more else decision.action, max(decision.tier, other.tier)
    if tier >= guard.Tier.T2 and action is guard.Action.BLOCK:
        action = guard.Action.HOLD
    return replace(
        decision, action=action, tier=tier, show_help=decision.show_help or other.show_help,
        reasons=tuple(dict.fromkeys((*decision.reasons, *other.reasons))),
        sentence=sentence if more else decision.sentence, may_override=action is guard.Action.NUDGE,
        limit_to_members=decision.limit_to_members or other.limit_to_members,
    )


# a page or a line names its own people and places; only who is plainly somebody else is a person told about
_TOLD = frozenset({guard.Subject.PATIENT, guard.Subject.OTHER_ADULT, guard.Subject.MINOR})
_NAMED = frozenset({"NAME", "PLACE", "DATE", "POSTAL_CODE"})


def settled_action(found: guard.Finding, context: guard.Context) -> guard.Action:
    """What one finding asks for in words that are no post: the page of a professional, the rules of a place."""
    told = found.about in _TOLD or context.subject in _TOLD
    if context.author is not guard.Author.MEMBER and found.klass in _NAMED and not told:
        return guard.Action.ALLOW
    if found.klass == "UNDISCLOSED_INTEREST" and context.place is guard.Place.PROFILE:
        # this page is where interests are disclosed
        return guard.Action.ALLOW
    return guard.action_for(found, context)
