"""A strike is given with a decision, is shown to its owner, and goes when the decision goes."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.models import Case, Decision, Strike
from dayroom.apps.moderation.rules.weighing import check_can_strike, strike_ends, weight_of


def give_strike(case: Case, decision: Decision, author_id: int | None, *, anonymous: bool, now: datetime) -> Strike:
    """Count this decision against its author for a while. Audited. Raises Invalid, Refused (somebody in danger)."""
    whose = check_can_strike(decision.verdict, reasons=case.reasons.split(), anonymous=anonymous, author_id=author_id)
    row = Strike.objects.create(decision=decision, member_id=whose, weight=weight_of(decision.decision_ground),
                                given_at=now, ends_at=strike_ends(now))
    record(actor_id=decision.decided_by_id, action="strike.given", now=now, subject=("case", case.pk),
           facts={"decision": decision.pk, "weight": row.weight})
    return row


def lift_strike(decision: Decision, now: datetime) -> None:
    """The decision was taken back or changed: its strike no longer counts."""
    Strike.objects.filter(decision=decision, lifted_at=None).update(lifted_at=now)
