"""Send a wording to review, approve it, send it back: each step audited, with everything it stood on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from dayroom.apps.audit.actions import record
from dayroom.apps.library.actions.evidence import Evidence, gather
from dayroom.apps.library.actions.founding import review_workflow
from dayroom.apps.library.models import ArticlePage, Decision, Standing
from dayroom.apps.library.queries.reviews import decider_of, explained_of, newest_page, standing_of
from dayroom.apps.library.rules import articles as rules
from dayroom.apps.library.vocabulary.articles import ARTICLE_KIND, Missing, Step, Verdict
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.kernel.errors import Invalid
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

WORDS_MOST = 1000


def send_to_review(*, article: ArticlePage, by: Member, wanted_at: datetime | None = None, now: datetime) -> None:
    """The newest wording goes to the clinical reviewer. Raises NotReady with everything that is missing."""
    if wanted_at is not None:
        rules.check_time(wanted_at, now)
    with transaction.atomic():
        page = newest_page(article)
        standing = standing_of(article.pk, lock=True)
        if standing.step != Step.DRAFT:
            raise Invalid(_("This wording is on its way already."))
        today = timezone.localdate(now)
        evidence = gather(page, today=today)
        rules.check_may_send(evidence.facts, today=today)
        review_workflow().start(article, user=by)
        move(standing, Step.CLINICAL, now=now, wanted_at=wanted_at, sent_back=False)
        keep(article, evidence, standing=standing, step=Step.DRAFT, verdict=Verdict.SENT, by=by, now=now)
        _tell([page.clinical_reviewer_id], article, by=by, now=now)


def decide(*, task_state: TaskState, by: Member, approve: bool, words: str, now: datetime) -> None:
    """One reviewer's answer about the wording they were sent. Raises NotYours, NotReady, WordingChanged, Invalid."""
    task = task_state.task.specific
    article = ArticlePage.objects.get(pk=task_state.workflow_state.object_id)
    words = markup.clean(words)[:WORDS_MOST]
    with transaction.atomic():
        standing = standing_of(article.pk, lock=True)
        if standing.revision_id != task_state.revision_id or standing.step != task.step:
            raise rules.WordingChanged()
        page = newest_page(article)
        rules.check_may_decide(task.step, decider_of(page, task.step, by, now=now))
        if not approve and not words:
            raise Invalid(_("Say what should be different."))
        today = timezone.localdate(now)
        evidence = gather(page, today=today)
        if approve:
            explained = rules.check_may_pass(
                task.step, evidence.facts, reason=words, explained=explained_of(article.pk, evidence.facts.digest),
                today=today,
            )
            task_state.approve(user=by, comment=words)
            _approved(article, page, standing, evidence, step=task.step, words=words, explained=explained, by=by,
                      now=now)
        else:
            task_state.reject(user=by, comment=words)
            # whoever mends it begins at the first step again: an approval belongs to one wording
            task_state.workflow_state.cancel(user=by)
            keep(article, evidence, standing=standing, step=task.step, verdict=Verdict.SENT_BACK, by=by, now=now,
                 words=words)
            move(standing, Step.DRAFT, now=now, sent_back=True)
            _tell([page.author_id, article.owner_id], article, by=by, now=now)


def decide_on_desk(*, article: ArticlePage, by: Member, approve: bool, words: str, now: datetime) -> None:
    """The same from the desk: the step that waits now."""
    state = article.current_workflow_task_state
    if state is None:
        raise Invalid(_("Nobody was asked about this wording."))
    decide(task_state=state.specific, by=by, approve=approve, words=words, now=now)


def _approved(
    article: ArticlePage, page: ArticlePage, standing: Standing, evidence: Evidence, *, step: str, words: str,
    explained: tuple[Missing, ...], by: Member, now: datetime,
) -> None:
    keep(article, evidence, standing=standing, step=step, verdict=Verdict.APPROVED, by=by, now=now, words=words,
         explained=" ".join(explained))
    if step == Step.CLINICAL:
        move(standing, Step.PLAIN, now=now)
        _tell([page.plain_reviewer_id], article, by=by, now=now)
        return
    after = rules.after_approval(standing.wanted_at, now)
    # a time that has passed is forgotten: somebody chooses a new one
    move(standing, after, now=now, wanted_at=standing.wanted_at if after is Step.SCHEDULED else None)
    _tell([page.author_id, article.owner_id], article, by=by, now=now)


def keep(
    article: ArticlePage, evidence: Evidence, *, standing: Standing, step: str, verdict: Verdict, by: Member | None,
    now: datetime, words: str = "", explained: str = "",
) -> None:
    """The decision with what it stood on, and the record of it, in the transaction of the deed."""
    Decision.objects.create(
        article=article, revision_id=standing.revision_id or 0, digest=evidence.facts.digest, step=step,
        verdict=verdict, words=words, explained=explained, evidence=evidence.frozen(), decided_by=by, decided_at=now,
    )
    record(actor_id=by.pk if by else None, action=f"article.{verdict.value.lower()}", now=now,
           subject=(ARTICLE_KIND, article.pk),
           facts={"step": str(step), "revision": standing.revision_id, "digest": evidence.facts.digest[:16],
                  "guard": evidence.facts.guard, "explained": explained})


def move(standing: Standing, step: Step, *, now: datetime, **changes: object) -> None:
    for name, value in {"step": step, "changed_at": now, **changes}.items():
        setattr(standing, name, value)
    standing.save(update_fields=["step", "changed_at", *changes])


def _tell(ids: list[int | None], article: ArticlePage, *, by: Member, now: datetime) -> None:
    tell(member_ids=[one for one in ids if one], kind=NoticeKind.LIBRARY, now=now, subject=(ARTICLE_KIND, article.pk),
         actor_id=by.pk)
