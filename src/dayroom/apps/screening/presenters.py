"""What the guard says about a text, in words for a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.engines import guard
from dayroom.platform import markup

CONTACT_MAX = 120
OUTCOMES: dict[guard.Action, Promise] = {
    guard.Action.ALLOW: gettext_lazy("Nothing here has to be changed."),
    guard.Action.NUDGE: gettext_lazy("Look at the marked parts before you send it."),
    guard.Action.HOLD: gettext_lazy("Let somebody else read this before it goes out."),
    guard.Action.BLOCK: gettext_lazy("Do not send it like this: the marked parts have to go."),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One text, looked at."""

    outcome: Promise
    stops: bool
    is_checked: bool
    marked: SafeString
    points: list[str] = field(default_factory=list)
    masked: str = ""
    show_help: bool = False


def checked(text: str, report: guard.Report, decision: guard.Decision) -> Checked:
    """``text`` is cleaned (platform.markup.clean), so that the offsets fit."""
    spans = ((found.start, found.end) for found in report.findings)
    removable = [f for f in report.findings if _is_value(f) or f in decision.must_mask]
    return Checked(
        outcome=OUTCOMES[decision.action], stops=decision.action in {guard.Action.HOLD, guard.Action.BLOCK},
        is_checked=report.checked, marked=markup.marked(text, spans),
        points=list(dict.fromkeys(_(found.sentence) for found in report.findings if found.sentence)),
        masked=guard.redact(text, report, only=removable) if removable else "", show_help=decision.show_help,
    )


def neutral_words(language: str, contact: str) -> list[str]:
    """Ready replies to a review that say nothing of anybody's care, with the way to reach the organisation in them."""
    there = markup.clean_line(contact)[:CONTACT_MAX] or _("our office")
    return [text.replace("{contact}", there) for text in guard.neutral_replies(language)]


def _is_value(found: guard.Finding) -> bool:
    """What can be taken out and leave a sentence behind: identifiers, and numbers where they pull others in."""
    return found.family is guard.Family.IDENTIFIER or found.klass == "ED_NUMBER"
