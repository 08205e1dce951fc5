"""Keep a good answer: proposed by one person, accepted by another, looked at again when its day has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils.timezone import localdate

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.rendering import render_body
from dayroom.apps.communities.models import FaqEntry, FaqVersion, FaqVote
from dayroom.apps.communities.queries.faq import due
from dayroom.apps.communities.rules import faq as rules
from dayroom.apps.communities.rules.faq import FaqWords
from dayroom.apps.communities.rules.writing import GuardSpoke
from dayroom.apps.communities.vocabulary import FAQ_KIND, FaqState, Specialty
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.screening.actions import drawn
from dayroom.apps.screening.actions.screenings import examine
from dayroom.engines import guard
from dayroom.kernel.errors import Unavailable

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Question
    from dayroom.apps.people.models import Member, Persona

__all__ = ["FaqWords", "check_entry", "decide_entry", "propose_entry", "retire_entry", "tell_owners", "vote"]


def check_entry(words: FaqWords, *, overridden: bool) -> None:
    """The guard reads it as a text of the organisation. Raises GuardSpoke; Unavailable when it cannot tell."""
    context = guard.Context(
        author=guard.Author.ORGANISATION, place=guard.Place.PUBLIC, language=words.language,
        country=settings.DEFAULT_COUNTRY,
    )
    report, decision = examine(entry_text(words), context=context)
    if report is None:
        raise Unavailable()
    if not rules.may_go_on(decision.action, overridden=overridden):
        raise GuardSpoke(decision, report.findings)
    for reading in drawn(words.answer):
        _report, shown = examine(reading.text, context=context)
        if not rules.may_go_on(shown.action, overridden=overridden):
            raise GuardSpoke(replace(shown, sentence=reading.sentence), ())


def entry_text(words: FaqWords) -> str:
    """What the findings count their places in: the question, an empty line, the answer."""
    return f"{words.question}\n\n{words.answer}"


def propose_entry(
    *, by: Member, persona: Persona | None, words: FaqWords, now: datetime, question: Question | None = None,
    entry: FaqEntry | None = None, overridden: bool = False,
) -> FaqVersion:
    """A wording that waits for a second person: of a new entry, or of one that stands. Audited. Raises Invalid,
    GuardSpoke, Unavailable."""
    rules.check_words(words, localdate(now))
    check_entry(words, overridden=overridden)
    with transaction.atomic():
        if entry is None:
            entry = FaqEntry.objects.create(
                question=question, language=words.language, owner=by, owner_persona=persona, made_at=now,
                specialty=words.specialty if words.specialty in Specialty.values else Specialty.GENERAL,
            )
        last = entry.versions.order_by("-number").values_list("number", flat=True).first()
        version = FaqVersion.objects.create(
            entry=entry, number=(last or 0) + 1, question=words.question, answer=words.answer,
            answer_html=render_body(words.answer, topic_id=None)[0], sources=words.sources,
            review_by=words.review_by, proposed_by=by, proposed_at=now,
        )
        record(actor_id=by.pk, action="faq.proposed", now=now, subject=(FAQ_KIND, entry.pk),
               facts={"version": version.number})
    return version


def decide_entry(*, by: Member, version: FaqVersion, accept: bool, note: str, now: datetime) -> None:
    """The second person's word. Accepted, the wording stands there from now on. Audited. Raises SecondPerson,
    DecidedAlready."""
    with transaction.atomic():
        locked = FaqVersion.objects.select_for_update().select_related("entry").get(pk=version.pk)
        rules.check_can_decide(state=locked.state, proposed_by_id=locked.proposed_by_id, by_id=by.pk)
        locked.state = FaqState.ACCEPTED if accept else FaqState.REFUSED
        locked.decided_by, locked.decided_at, locked.note = by, now, note[:400]
        locked.save(update_fields=["state", "decided_by", "decided_at", "note"])
        if accept:
            FaqEntry.objects.filter(pk=locked.entry_id).update(
                current=locked, review_by=locked.review_by, owner_told_on=None, retired_at=None
            )
        record(actor_id=by.pk, action="faq.accepted" if accept else "faq.not-accepted", now=now,
               subject=(FAQ_KIND, locked.entry_id), facts={"version": locked.number})


def retire_entry(*, by: Member, entry: FaqEntry, now: datetime) -> None:
    """Take an entry off the page; its wordings stay for those who look after it. Audited."""
    with transaction.atomic():
        if FaqEntry.objects.filter(pk=entry.pk, retired_at=None).update(retired_at=now):
            record(actor_id=by.pk, action="faq.retired", now=now, subject=(FAQ_KIND, entry.pk))


def vote(*, member: Member, entry: FaqEntry, helped: bool, now: datetime) -> None:
    """Whether it helped this reader; said again, it replaces what was said."""
    with transaction.atomic():
        FaqVote.objects.update_or_create(entry=entry, member=member, defaults={"helped": helped, "made_at": now})
        recount(entry.pk)


def recount(entry_id: int) -> None:
    counts = FaqVote.objects.filter(entry_id=entry_id).aggregate(
        yes=Count("pk", filter=Q(helped=True)), no=Count("pk", filter=Q(helped=False))
    )
    FaqEntry.objects.filter(pk=entry_id).update(helped_count=counts["yes"], not_helped_count=counts["no"])


def tell_owners(now: datetime) -> int:
    """Daily: owners hear of a review day a month before it, once. Returns how many were told."""
    today, told = localdate(now), 0
    for entry in due(rules.tell_from(today)):
        if entry.owner_id is None or entry.owner_told_on is not None:
            continue
        told += tell(member_ids=[entry.owner_id], kind=NoticeKind.FAQ_REVIEW, now=now, subject=(FAQ_KIND, entry.pk))
        FaqEntry.objects.filter(pk=entry.pk).update(owner_told_on=today)
    return told
