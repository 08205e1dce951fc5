"""A visitor's own words through the guard. The words live as long as the answer takes: nothing is kept or logged."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.presenters.composer import marked
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.kernel.errors import Unavailable

WORDS_MOST = 5000  # characters; a tour needs no novel

AUTHORS = {"MEMBER": _("a member"), "PROFESSIONAL": _("a health professional")}
SUBJECTS = {
    "UNKNOWN": _("whoever the words point at"),
    "SELF": _("myself"),
    "OTHER_ADULT": _("another grown-up"),
    "MINOR": _("a child"),
    "PATIENT": _("a patient"),
}
OUTCOMES: dict[guard.Action, Promise] = {
    guard.Action.ALLOW: _("It would be posted as it is."),
    guard.Action.NUDGE: _("You would be asked first: take it out, or post it as it is."),
    guard.Action.HOLD: _("It would wait until a moderator has read it."),
    guard.Action.BLOCK: _("It could not be posted until the marked parts are gone."),
}
OTHERS: tuple[tuple[Promise, guard.Author, guard.Subject], ...] = (
    (_("A member, about themselves"), guard.Author.MEMBER, guard.Subject.SELF),
    (_("A member, about a child"), guard.Author.MEMBER, guard.Subject.MINOR),
    (_("A professional, about a patient"), guard.Author.PROFESSIONAL, guard.Subject.PATIENT),
    (_("A professional, about their own office"), guard.Author.PROFESSIONAL, guard.Subject.SELF),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the guard says about a text, in words for a page."""

    outcome: Promise
    sentence: str
    marked: SafeString
    points: list[str]
    masked: str
    stops: bool
    may_override: bool
    show_help: bool
    advice: tuple[tuple[int, int], ...] = ()  # where it decides for one person
    others: list[tuple[Promise, Promise]] = field(default_factory=list)


def context_of(author: guard.Author, subject: guard.Subject) -> guard.Context:
    language = (get_language() or "en").split("-")[0]
    return guard.Context(author=author, subject=subject, place=guard.Place.PUBLIC, language=language,
                         country=settings.DEFAULT_COUNTRY)


def look(text: str, *, author: guard.Author, subject: guard.Subject, compare: bool = False) -> Seen:
    """``text`` is cleaned (platform.markup.clean). Raises Unavailable when the guard cannot answer."""
    context = context_of(author, subject)
    report, decision = examine(text, context=context)
    if report is None:
        raise Unavailable()
    pointed = [found for found in report.findings if found.rule_id in decision.reasons] or list(report.findings)
    can_go = guard.removable([*pointed, *decision.must_mask])
    return Seen(
        outcome=OUTCOMES[decision.action], sentence=decision.sentence, marked=marked(text, pointed),
        points=list(dict.fromkeys(found.sentence for found in pointed if found.sentence)),
        masked=guard.redact(text, report, only=can_go) if can_go else "",
        stops=decision.action is not guard.Action.ALLOW, may_override=decision.may_override,
        show_help=decision.show_help,
        advice=tuple((f.start, f.end) for f in pointed if f.family is guard.Family.ADVICE),
        others=_by_others(text) if compare else [],
    )


def _by_others(text: str) -> list[tuple[Promise, Promise]]:
    rows = []
    for label, author, subject in OTHERS:
        report, decision = examine(text, context=context_of(author, subject))
        if report is not None:
            rows.append((label, OUTCOMES[decision.action]))
    return rows
