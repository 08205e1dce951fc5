"""What the author and the flagger may read about what they wrote and what they flagged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from dayroom.apps.moderation.models import (
    Appeal,
    Call,
    Case,
    Decision,
    DeskChoice,
    Flag,
    HardLook,
    PushDevice,
    Shift,
    Strike,
)
from dayroom.apps.moderation.ports import SUBJECTS, SubjectCard
from dayroom.apps.moderation.queries.handlers import card_of, facts_of
from dayroom.apps.moderation.rules import check_can_appeal
from dayroom.apps.moderation.vocabulary import NEEDS_STATEMENT
from dayroom.apps.moderation.vocabulary.duty import StrikeNow
from dayroom.kernel.errors import DayroomError, NotFound
from dayroom.platform.keyset import Page, newest_first

KEY_SALT = "moderation.decision"
STRIKES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class DecisionFile:
    decision: Decision
    case: Case
    card: SubjectCard | None
    appeal: Appeal | None
    author_id: int


def decision_for_author(public_id: str, *, member_id: int | None, key: str = "") -> DecisionFile:
    """The statement of reasons, for the author: signed in, or with the key from the mail. Others: NotFound."""
    decision = Decision.objects.select_related("case", "appeal").filter(public_id=public_id).first()
    if decision is None:
        raise NotFound()
    author_id, _anonymous, _scope = facts_of(decision.case)
    if author_id is None or author_id not in (member_id, _member_of(key, public_id)):
        raise NotFound()
    return DecisionFile(decision=decision, case=decision.case, card=card_of(decision.case),
                        appeal=getattr(decision, "appeal", None), author_id=author_id)


def can_appeal(file: DecisionFile, now: datetime) -> bool:
    """Whether the form is worth showing; the action decides again."""
    try:
        check_can_appeal(is_author=True, verdict=file.decision.verdict, decided_at=file.decision.decided_at,
                         undone=file.decision.undone_at is not None, appealed=file.appeal is not None, now=now)
    except DayroomError:
        return False
    return True


def card_for_flagger(kind: str, public_id: str, reader_id: int) -> SubjectCard:
    """What somebody is about to flag, if they may see it; raises NotFound."""
    plug = SUBJECTS.get(kind)
    subject_id = plug.id_for(public_id, reader_id) if plug else None
    card = plug.card(subject_id) if plug and subject_id is not None else None
    if card is None:
        raise NotFound()
    return card


def key_for(public_id: str, member_id: int) -> str:
    """A key that opens one decision to its author without signing in: a suspended account must be able to appeal."""
    return signing.dumps([public_id, member_id], salt=KEY_SALT)


def _member_of(key: str, public_id: str) -> int | None:
    if not key:
        return None
    try:
        signed_id, member_id = signing.loads(key, salt=KEY_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return member_id if signed_id == public_id else None


def flags_of(member_id: int, *, place: str = "", limit: int = 25) -> Page[Flag]:
    """What this member has flagged, and what became of it."""
    rows = Flag.objects.filter(flagger_id=member_id).select_related("case")
    return newest_first(rows, time_field="flagged_at", place=place, limit=limit)


def decisions_about(member_id: int, *, place: str = "", limit: int = 25) -> Page[Decision]:
    """What was decided about what this member wrote under their name; their notices lead to the rest."""
    rows = Decision.objects.filter(case__author_id=member_id, verdict__in=NEEDS_STATEMENT)
    return newest_first(rows.select_related("appeal", "strike"), time_field="decided_at", place=place, limit=limit)


def strikes_of(member_id: int, now: datetime) -> list[StrikeNow]:
    """The strikes that count now, the one that ends first first."""
    rows = Strike.objects.filter(member_id=member_id, lifted_at=None, ends_at__gt=now).select_related("decision")
    return [StrikeNow(row.given_at, row.ends_at, row.weight, row.decision.public_id)
            for row in rows.order_by("ends_at", "id")[:STRIKES_SHOWN]]


def strike_of(decision: Decision) -> Strike | None:
    return Strike.objects.filter(decision=decision).first()


def decision_ids(pks: list[int]) -> dict[int, str]:
    return dict(Decision.objects.filter(pk__in=pks).values_list("pk", "public_id"))


def case_ids(pks: list[int]) -> dict[int, str]:
    return dict(Case.objects.filter(pk__in=pks).values_list("pk", "public_id"))


def appeal_ids(pks: list[int]) -> dict[int, str]:
    return dict(Appeal.objects.filter(pk__in=pks).values_list("pk", "public_id"))


def records_about(member_id: int) -> list[tuple[str, list[dict[str, object]]]]:
    """A member's own part of moderation, for their export."""
    flags = Flag.objects.filter(flagger_id=member_id).order_by("flagged_at")
    decisions = Decision.objects.filter(case__author_id=member_id).order_by("decided_at")
    appeals = Appeal.objects.filter(made_by_id=member_id).select_related("decision").order_by("made_at")
    return [
        ("flags", [
            {"flagged_at": row.flagged_at.isoformat(), "reason": row.reason, "note": row.note} for row in flags
        ]),
        ("decisions", [
            {"id": row.public_id, "decided_at": row.decided_at.isoformat(), "verdict": row.verdict,
             "decision_ground": row.decision_ground, "ground_reference": row.ground_reference,
             "ground_explanation": row.ground_explanation, "decision_facts": row.decision_facts,
             "taken_back": row.undone_at is not None}
            for row in decisions
        ]),
        ("strikes", [
            {"decision": row.decision.public_id, "given_at": row.given_at.isoformat(),
             "ends_at": row.ends_at.isoformat(), "weight": row.weight, "taken_back": row.lifted_at is not None}
            for row in Strike.objects.filter(member_id=member_id).select_related("decision").order_by("given_at")
        ]),
        ("on call", [
            {"starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat()}
            for row in Shift.objects.filter(member_id=member_id).order_by("starts_at")
        ]),
        ("calls", [
            {"made_at": row.made_at.isoformat(), "channel": row.channel, "state": row.state}
            for row in Call.objects.filter(member_id=member_id).order_by("made_at")
        ]),
        ("desk", [
            {"left to others": row.skips, "push": PushDevice.objects.filter(member_id=member_id).count(),
             "hard days": sorted({look.on.isoformat() for look in HardLook.objects.filter(member_id=member_id)})}
            for row in DeskChoice.objects.filter(member_id=member_id)
        ]),
        ("appeals", [
            {"decision": row.decision.public_id, "made_at": row.made_at.isoformat(), "text": row.text,
             "outcome": row.outcome, "answer": row.answer}
            for row in appeals
        ]),
    ]
