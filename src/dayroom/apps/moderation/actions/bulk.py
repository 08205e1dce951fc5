"""Several like cases, one decision; and all of it back again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.moderation.actions.decisions import decide_case, undo_decision
from dayroom.apps.moderation.models import Bulk
from dayroom.apps.moderation.queries import card_of, case_for, handler_of
from dayroom.apps.moderation.queries.bulk import bulk_for
from dayroom.apps.moderation.queries.canned import canned_for
from dayroom.apps.moderation.rules import CaseMoved, check_for_many
from dayroom.apps.moderation.vocabulary import CASES_PER_PAGE, Canned, Extras, Harm, Priority, Statement
from dayroom.kernel.errors import DayroomError, Invalid

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


@dataclass(slots=True)
class Together:
    """What became of a decision about several: how many were decided, and why the others were not."""

    bulk: Bulk | None = None
    decided: int = 0
    left: list[str] = field(default_factory=list)  # a sentence for each


def decide_together(
    *, by: Member, case_public_ids: Sequence[str], verdict: str, statement: Statement, canned_code: str, now: datetime
) -> Together:
    """Decide several like cases alike, each by itself: each author is told, in the language of the place. Audited.

    What may not be decided so (a crisis, one's own words, taken by somebody else) is left out and said. Raises Invalid
    when nothing is chosen, and for verdicts that touch an account.
    """
    check_for_many(verdict, crisis=False)
    wanted = list(dict.fromkeys(case_public_ids))[:CASES_PER_PAGE]
    if not wanted:
        raise Invalid()
    done = Together()
    with transaction.atomic():
        bulk = Bulk.objects.create(made_by=by, made_at=now)
        for public_id in wanted:
            try:
                with transaction.atomic():
                    _decide_one(by, public_id, bulk, verdict=verdict, statement=statement, canned_code=canned_code)
                done.decided += 1
            except DayroomError as fault:
                done.left.append(str(fault))
        if done.decided:
            done.bulk = bulk
            record(actor_id=by.pk, action="cases.decided_together", now=now, subject=("bulk", bulk.pk),
                   facts={"verdict": str(verdict), "decided": done.decided, "left": len(done.left)})
        else:
            bulk.delete()
    return done


def _decide_one(
    by: Member, public_id: str, bulk: Bulk, *, verdict: str, statement: Statement, canned_code: str
) -> None:
    case = case_for(handler_of(by), public_id)
    check_for_many(verdict, crisis=case.priority == Priority.CRISIS or case.harm == Harm.CRISIS)
    card = card_of(case)
    canned = canned_for(canned_code, card.language if card and card.language else by.language) if canned_code else None
    decide_case(
        by=by, case_public_id=public_id, verdict=verdict, statement=statement_with(canned, statement), limit_until=None,
        now=bulk.made_at, extras=Extras(canned_code=canned.code if canned else "", bulk_id=bulk.pk,
                               canned_version=canned.version if canned else 0, harm=canned.harm if canned else ""),
    )


def statement_with(canned: Canned | None, statement: Statement) -> Statement:
    """The ready-made rule where none is named, the ready-made words before one's own."""
    if canned is None:
        return statement
    words = "\n\n".join(filter(None, [str(canned.text), statement.explanation.strip()]))
    return replace(statement, reference=statement.reference.strip() or str(canned.reference), explanation=words)


def undo_together(*, by: Member, bulk_public_id: str, now: datetime) -> Together:
    """Take back what was decided together, case by case, each through the dict of transitions. Audited.

    What has moved on in the meantime (an appeal, another decision) stays and is said. Raises NotFound, TooLate, and
    CaseMoved when nothing was left to take back.
    """
    done = Together()
    with transaction.atomic():
        bulk = bulk_for(by.pk, bulk_public_id)
        for decision in bulk.decisions.filter(undone_at=None).select_related("case").order_by("id")[:CASES_PER_PAGE]:
            try:
                with transaction.atomic():
                    undo_decision(by=by, case_public_id=decision.case.public_id, now=now)
                done.decided += 1
            except DayroomError as fault:
                done.left.append(str(fault))
        if not done.decided:
            raise CaseMoved(done.left[0] if done.left else None)
        bulk.undone_at = now
        bulk.save(update_fields=["undone_at"])
        record(actor_id=by.pk, action="cases.undone_together", now=now, subject=("bulk", bulk.pk),
               facts={"undone": done.decided, "left": len(done.left)})
    done.bulk = bulk
    return done
