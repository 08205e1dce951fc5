from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.actions.members import change_profile
from dayroom.apps.people.models import Member
from dayroom.apps.people.rules.addresses import find_addresses, mask_addresses
from dayroom.apps.people.vocabulary.profiles import Giveaway, WordsSeen
from dayroom.apps.screening.actions import examine, override, screen_text
from dayroom.engines import guard
from dayroom.kernel.errors import Unavailable

WORD_FIELDS = ("about", "office_hours")


def _context(member: Member) -> guard.Context:
    return guard.Context(author=guard.Author.MEMBER, subject=guard.Subject.SELF, place=guard.Place.PROFILE,
                         language=member.language, country=member.country or "US")


def look_at_words(*, member: Member, field: str, text: str) -> WordsSeen:
    """What a profile text gives away. Raises Unavailable when the guard cannot say: then nothing is saved."""
    text = unicodedata.normalize("NFC", text)
    report, decision = examine(text, context=_context(member))
    if report is None:
        raise Unavailable(_("We could not check your words just now. Nothing was changed. Please try again later."))
    pointed = [
        found
        for found in report.findings
        if found.family == guard.Family.IDENTIFIER
        and guard.decide(_only(report, found), _context(member), guard.DEFAULT_POLICY).action != guard.Action.ALLOW
    ]
    told = [Giveaway(found.start, found.end, found.klass, found.sentence) for found in pointed]
    told += [spot for spot in find_addresses(text) if all(spot.end <= g.start or spot.start >= g.end for g in told)]
    return WordsSeen(
        field=field, text=text, giveaways=tuple(sorted(told, key=lambda giveaway: giveaway.start)),
        may_override=not decision.must_mask and decision.action in (guard.Action.ALLOW, guard.Action.NUDGE),
        masked=mask_addresses(guard.redact(text, report, only=[*pointed, *decision.must_mask])),
    )


def _only(report: guard.Report, found: guard.Finding) -> guard.Report:
    return guard.Report(findings=(found,), tier=guard.Tier.T0, engine_version=report.engine_version, checked=True,
                        language=report.language)


def hide_about(*, member_id: int, hidden: bool) -> None:
    """What a decision says about the words on a member's page; the words stay, so that an appeal can bring them back.

    The case is the record of it.
    """
    Member.objects.filter(pk=member_id).exclude(about_hidden=hidden).update(about_hidden=hidden)


def save_profile(
    *, member: Member, changes: dict[str, Any], now: datetime, masked: bool = False, anyway: bool = False
) -> list[WordsSeen]:
    """Save the member's own page, or return what its words give away: then nothing was saved.

    ``masked`` takes the giveaways out and saves; ``anyway`` saves them where that is allowed, recorded by class.
    """
    changes = dict(changes)
    looks = [
        look_at_words(member=member, field=field, text=changes[field])
        for field in WORD_FIELDS
        if changes.get(field) and changes[field] != getattr(member, field)
    ]
    telling = [look for look in looks if look.giveaways or not look.may_override]
    if masked:
        changes |= {look.field: look.masked for look in looks}
    elif any(not look.may_override for look in telling) or (telling and not anyway):
        return telling
    else:
        changes |= {look.field: look.text for look in looks}
    with transaction.atomic():
        for look in looks:
            kept = screen_text(subject=(f"member.{look.field}", member.pk), revision=1, text=changes[look.field],
                               context=_context(member), now=now)
            if anyway and look.giveaways:
                override(screening_id=kept.screening_id, now=now)
        change_profile(member=member, changes=changes, now=now)
    return []
