"""A member points at something."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.actions.cases import open_case
from dayroom.apps.moderation.models import Case, Flag
from dayroom.apps.moderation.ports import SUBJECTS
from dayroom.apps.moderation.rules import (
    check_flag_has_reason,
    check_flagger_is_not_author,
    first_priority,
    raised,
)
from dayroom.apps.moderation.vocabulary import CRISIS_REASON, FLAGS_A_DAY, Priority, Source
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.kernel.errors import NotFound
from dayroom.platform.limits import spend

NOTE_MAX = 1000
DAY_SECONDS = 24 * 3600


def flag(
    *, member_id: int, subject_kind: str, subject_public_id: str, reason: str, note: str, now: datetime
) -> tuple[Flag, bool]:
    """Open a case, or add to the one that is open. Returns the flag and whether it is new.

    A second flag by the same member is merged into the first. Its note is read for fear of a life only: whoever flags
    may name what they saw. Audited. Raises Invalid without a reason, NotFound for what the member cannot see, Refused
    on one's own words, TooMany.
    """
    check_flag_has_reason(reason)
    plug = SUBJECTS.get(subject_kind)
    subject_id = plug.id_for(subject_public_id, member_id) if plug else None
    if plug is None or subject_id is None:
        raise NotFound()
    author_id, anonymous, scope_id = plug.facts(subject_id)
    check_flagger_is_not_author(member_id, author_id)
    spend(what="flag", who=str(member_id), most=FLAGS_A_DAY, per_seconds=DAY_SECONDS, now=now)
    tier, heard = _heard(note)
    with transaction.atomic():
        case = open_case(
            subject=(subject_kind, subject_id), scope_id=scope_id, author_id=None if anonymous else author_id,
            anonymous=anonymous, priority=min(first_priority(reason), Priority.of_tier(tier)), source=Source.MEMBER,
            reasons=[reason, *heard], now=now, tier=tier,
        )
        row, made = Flag.objects.get_or_create(
            case=case, flagger_id=member_id,
            defaults={"reason": reason, "note": note.strip()[:NOTE_MAX], "flagged_at": now},
        )
        if made:
            _count(case, now)
        elif note.strip() and note.strip() not in row.note:
            row.note = f"{row.note}\n{note.strip()}".strip()[:NOTE_MAX]
            row.save(update_fields=["note"])
        record(actor_id=member_id, action="flag.made" if made else "flag.merged", now=now, subject=("case", case.pk),
               facts={"reason": reason})
    return row, made


def _heard(note: str) -> tuple[int, list[str]]:
    """(crisis tier, reasons) of a note, the flagger's own or told of somebody else."""
    context = guard.Context(place=guard.Place.DIRECT, language=get_language() or "en", country=settings.DEFAULT_COUNTRY)
    _report, decision = examine(note[:NOTE_MAX], context=context)
    return int(decision.tier), [rule for rule in decision.reasons if rule.startswith(CRISIS_REASON)]


def _count(case: Case, now: datetime) -> None:
    """Count the flag; when the third person says so, the case is looked at sooner."""
    Case.objects.filter(pk=case.pk).update(flags_count=F("flags_count") + 1)
    case.refresh_from_db(fields=["flags_count"])
    sooner = raised(case.priority, case.flags_count)
    if sooner < case.priority:
        open_case(
            subject=(case.subject_kind, case.subject_id), scope_id=case.scope_id, author_id=case.author_id,
            anonymous=case.author_anonymous, priority=Priority(sooner), source=case.source, reasons=[], now=now,
        )
