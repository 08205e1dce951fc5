"""Labels under texts, and questions whether a text is true."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.screening.models import ClaimLabel, FactCheck, LabelSeen, TruthAsk, TruthQuestion
from dayroom.apps.screening.ports import LABEL_WATCHERS
from dayroom.apps.screening.vocabulary import AskState, Screened
from dayroom.engines.guard import Family
from dayroom.kernel.errors import Invalid, NotFound

PREFIX = "claim."  # of the rule ids that the engine gives to findings of the register


def keep_labels(screened: Screened, *, subject: tuple[str, int], revision: int, now: datetime) -> int:
    """Label what asserts a claim of the register; labels of earlier revisions that no longer fit go. Returns how many.

    A label that a person took away is not put back."""
    claims = {f.rule_id.removeprefix(PREFIX): f for f in screened.findings if f.family is Family.CLAIM}
    kind, subject_id = subject
    old = ClaimLabel.objects.filter(subject_kind=kind, subject_id=subject_id)
    if not claims:
        if revision > 1:
            old.filter(removed_by_id=None).delete()
        return 0
    ids = dict(FactCheck.objects.filter(claim_id__in=claims).values_list("claim_id", "pk"))
    old.filter(removed_by_id=None).exclude(fact_check_id__in=ids.values()).delete()
    made = [
        ClaimLabel(
            subject_kind=kind, subject_id=subject_id, revision=revision, fact_check_id=ids[claim_id],
            start=found.start, end=found.end, score=found.confidence, made_at=now,
        )
        for claim_id, found in claims.items() if claim_id in ids
    ]
    ClaimLabel.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def note_seen(member_id: int, seen: Iterable[tuple[int, int]]) -> None:
    """This member has been shown these (fact check, version); the newest version counts."""
    wanted = dict(seen)
    have = dict(
        LabelSeen.objects.filter(member_id=member_id, fact_check_id__in=wanted).values_list("fact_check_id", "version")
    )
    fresh = [key for key in wanted if have.get(key, 0) < wanted[key]]
    if fresh:
        LabelSeen.objects.bulk_create(
            [LabelSeen(fact_check_id=key, member_id=member_id, version=wanted[key]) for key in fresh],
            update_conflicts=True, unique_fields=["fact_check", "member_id"], update_fields=["version"],
        )


def remove_label(*, subject: tuple[str, int], fact_check_id: int, by_id: int, now: datetime) -> None:
    """A person says that the label does not fit this text. It stays away. Audited. Raises NotFound."""
    changed = ClaimLabel.objects.filter(
        subject_kind=subject[0], subject_id=subject[1], fact_check_id=fact_check_id, removed_at=None
    ).update(removed_at=now, removed_by_id=by_id)
    if not changed:
        raise NotFound()
    record(actor_id=by_id, action="claim-label.removed", now=now, subject=subject, facts={"fact_check": fact_check_id})


def ask_if_true(*, subject: tuple[str, int], member_id: int, now: datetime) -> TruthQuestion:
    """Put a text before the reviewers; who asks again, or after others, changes nothing for anybody else."""
    with transaction.atomic():
        question, made = TruthQuestion.objects.get_or_create(
            subject_kind=subject[0], subject_id=subject[1], defaults={"asked_at": now}
        )
        _ask, is_new = TruthAsk.objects.get_or_create(
            question=question, member_id=member_id, defaults={"asked_at": now}
        )
        if is_new and not made:
            TruthQuestion.objects.filter(pk=question.pk).update(asks=F("asks") + 1)
    return question


def answer_question(
    question: TruthQuestion, *, fact_check_id: int | None, answer: str, source: str, by_id: int, byline: str,
    now: datetime,
) -> None:
    """One answer that everybody sees: an entry of the register, or a sentence with its source. Raises Invalid."""
    if fact_check_id is None and not (answer.strip() and source.strip()):
        raise Invalid(_("Choose an entry of the register, or write an answer and name its source."))
    with transaction.atomic():
        question.state, question.fact_check_id = AskState.ANSWERED, fact_check_id
        question.answer, question.source, question.byline = answer[:800], source[:300], byline[:80]
        question.answered_by_id, question.answered_at = by_id, now
        question.save()
        record(actor_id=by_id, action="truth-question.answered", now=now, subject=("truth_question", question.pk))
        for _name, watcher in LABEL_WATCHERS:
            watcher.question_answered(question.pk, now)


def set_aside(question: TruthQuestion, *, by_id: int, now: datetime) -> None:
    """There is nothing in it that can be checked."""
    question.state, question.answered_by_id, question.answered_at = AskState.SET_ASIDE, by_id, now
    question.save(update_fields=["state", "answered_by_id", "answered_at"])
    record(actor_id=by_id, action="truth-question.set-aside", now=now, subject=("truth_question", question.pk))


def forget_member(member_id: int) -> None:
    """A member leaves: what they were shown and what they asked goes with them; answers stay for the others."""
    LabelSeen.objects.filter(member_id=member_id).delete()
    TruthAsk.objects.filter(member_id=member_id).delete()
