"""A clinician's own posts for their accounts elsewhere: checked, planned, few and good. Nothing is sent from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.actions.messages import choose_channels, save_message, write_message
from dayroom.apps.outreach.models import Message
from dayroom.apps.outreach.vocabulary.campaigns import MESSAGE_KIND, MessageState
from dayroom.apps.people.queries.personas import verified_personas
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.engines.guard.conduct import AiRole
from dayroom.kernel.errors import Unavailable
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

OWN_CAP_PER_WEEK = 3  # of one person: quality over quantity; our own choice, 2026-11-21


@dataclass(frozen=True, slots=True)
class OwnLook:
    """What the checks say of a clinician's text, and the text as it could go out."""

    text: str
    spans: tuple[tuple[int, int], ...]
    stops: tuple[str, ...]
    notes: tuple[str, ...]
    conduct: tuple[guard.ConductResult, ...]
    cleaned: str


def look_at_own(*, member: Member, text: str, language: str, interests: str, ai_role: str = "NONE",
                ai_reviewed_by: str = "") -> OwnLook:
    """The guard and S1-S17 about a text for another network, and a cleaned version of it: what must not stand there
    taken out, own views and interests added. Nothing is kept. Raises Unavailable when the guard cannot tell."""
    words = markup.clean(text)
    context = guard.Context(author=guard.Author.PROFESSIONAL, place=guard.Place.PUBLIC, language=language,
                            country=member.country or settings.DEFAULT_COUNTRY)
    report, decision = examine(words, context=context)
    if report is None or not report.checked:
        raise Unavailable()
    conduct = guard.check_conduct(words, report, _facts(member, interests, ai_role, ai_reviewed_by))
    stops = [_(decision.sentence)] if decision.action is guard.Action.BLOCK and decision.sentence else []
    notes = [_(one.sentence) for one in report.findings if one.sentence]
    for check in conduct:
        if check.sentence:
            (stops if check.action is guard.Action.BLOCK else notes).append(f"{check.id}: {check.sentence}")
    marked = [(one.start, one.end) for one in report.findings]
    return OwnLook(
        text=words, spans=tuple(marked), stops=tuple(dict.fromkeys(stops)), notes=tuple(dict.fromkeys(notes)),
        conduct=conduct, cleaned=_cleaned(member, words, report, interests, language))


def _facts(member: Member, interests: str, ai_role: str, ai_reviewed_by: str) -> guard.ConductFacts:
    persona = next(iter(verified_personas(member.pk, timezone.localdate())), None)
    declared = interests.strip().lower().startswith(("none", "no ", "ningun", "nada"))
    return guard.ConductFacts(
        persona_is_professional=persona is not None, credential_current=persona is not None, ai_role=AiRole(ai_role),
        ai_reviewed_by=ai_reviewed_by, audience_shown=True, employer_named=bool(persona and persona.employer),
        says_own_views=True,  # the line is part of the cleaned version
        conflicts=None if not interests.strip() else (() if declared else (guard.Conflict(party=interests.strip()),)))


def _cleaned(member: Member, words: str, report: guard.Report, interests: str, language: str) -> str:
    """Identifiers masked; the two lines that belong under a professional's text."""
    values = [one for one in report.findings if one.family is guard.Family.IDENTIFIER]
    text = guard.redact(words, report, only=values) if values else words
    with translation.override(language):
        lines = [text, _("These are my own views, not my employer’s.")]
        if interests.strip():
            lines.append(_("Interests: %(what)s") % {"what": interests.strip()})
    return "\n\n".join(lines)


def plan_own(*, member: Member, message: Message | None, told: Mapping[str, Any], channels: list[str],
             now: datetime) -> Message:
    """Keep a post for one's own accounts in one's own calendar. Audited as written; never sent by this site."""
    given = {**told, "timely_seen": True}
    with transaction.atomic():
        if message is None:
            row = write_message(author=member, campaign=None, told=given, now=now, own=True)
        else:
            row = save_message(message=message, by=member, told=given, now=now)
        choose_channels(message=row, by=member, chosen={name: ("", []) for name in channels}, now=now)
    return row


def posted_own(*, message: Message, member: Member, now: datetime) -> None:
    """The clinician has posted it themselves. Audited."""
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(state=MessageState.OUT, out_at=now)
        record(actor_id=member.pk, action="message.posted_by_hand", now=now, subject=(MESSAGE_KIND, message.pk))


def crowded_weeks(days: list[datetime]) -> bool:
    """Whether more than three fall into some seven days.

    >>> crowded_weeks([datetime(2026, 1, day) for day in (1, 3, 5, 7)]), crowded_weeks([datetime(2026, 1, 1)])
    (True, False)
    """
    ordered = sorted(days)
    return any((ordered[at + OWN_CAP_PER_WEEK] - ordered[at]).total_seconds() < 7 * 86_400
               for at in range(len(ordered) - OWN_CAP_PER_WEEK))
