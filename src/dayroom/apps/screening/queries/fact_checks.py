"""Read the register of fact checks, the labels, and what members ask about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from dayroom.apps.screening.models import ClaimLabel, FactCheck, FactCheckVersion, TruthAsk, TruthQuestion
from dayroom.apps.screening.rules import SAID, labels_now
from dayroom.apps.screening.vocabulary import AskState, CheckState
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.keyset import Page, newest_first

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Card:
    """A fact check as a reader sees it, in their language where we have it."""

    public_id: str
    claim: str
    truth: str
    misleads: str
    sources: tuple[dict[str, object], ...]
    checked_on: date | None
    byline: str
    version: int
    fact_check_id: int


def fact_check(public_id: str) -> FactCheck:
    """One entry. Raises NotFound."""
    row = FactCheck.objects.filter(public_id=public_id).first()
    if row is None:
        raise NotFound()
    return row


def fact_checks(*, state: str = "", topic: str = "", words: str = "", place: str = "") -> Page[FactCheck]:
    """The register for its desk, newest change first."""
    rows = FactCheck.objects.all()
    if state in CheckState.values:
        rows = rows.filter(state=state)
    if topic:
        rows = rows.filter(topic=topic)
    if words:
        rows = rows.filter(claim__icontains=words[:80])
    return newest_first(rows, time_field="changed_at", place=place, limit=PER_PAGE)


def topics() -> list[str]:
    return list(FactCheck.objects.order_by("topic").values_list("topic", flat=True).distinct())


def state_counts() -> dict[str, int]:
    return dict(FactCheck.objects.values_list("state").annotate(Count("pk")))


def expired(today: date) -> QuerySet[FactCheck]:
    """Accepted entries that label nothing any more, because their review day has passed."""
    return FactCheck.objects.filter(state=CheckState.ACCEPTED, review_by__lt=today).order_by("review_by")


def versions_of(row: FactCheck) -> QuerySet[FactCheckVersion]:
    return row.versions.order_by("-version")[:PER_PAGE]


def card_of(row: FactCheck, language: str) -> Card:
    said = {name: getattr(row, name) for name in SAID}
    said |= {name: value for name, value in row.translations.get(language[:2], {}).items() if value and name in SAID}
    return Card(
        public_id=row.public_id, claim=said["claim"], truth=said["truth"], misleads=said["misleads"],
        sources=tuple(row.sources), checked_on=row.checked_on, byline=row.byline, version=row.version,
        fact_check_id=row.pk,
    )


def labels_for(kind: str, ids: Collection[int], *, language: str, today: date) -> dict[int, list[Card]]:
    """The cards that stand under these texts: accepted, current entries only. One question, whatever it finds."""
    found: dict[int, list[Card]] = {}
    rows = ClaimLabel.objects.filter(
        subject_kind=kind, subject_id__in=list(ids), removed_at=None, fact_check__state=CheckState.ACCEPTED
    ).select_related("fact_check").order_by("subject_id", "start")
    for row in rows:
        if labels_now(row.fact_check, today=today):
            found.setdefault(row.subject_id, []).append(card_of(row.fact_check, language))
    return found


def answers_for(kind: str, ids: Collection[int]) -> dict[int, TruthQuestion]:
    """The questions whether these texts are true, open or answered."""
    rows = TruthQuestion.objects.filter(subject_kind=kind, subject_id__in=list(ids)).exclude(state=AskState.SET_ASIDE)
    return {row.subject_id: row for row in rows.select_related("fact_check")}


def open_questions(place: str = "") -> Page[TruthQuestion]:
    rows = TruthQuestion.objects.filter(state=AskState.OPEN)
    return newest_first(rows, time_field="asked_at", place=place, limit=PER_PAGE)


def open_question_count() -> int:
    return TruthQuestion.objects.filter(state=AskState.OPEN).count()


def truth_question(public_id: str) -> TruthQuestion:
    """Raises NotFound."""
    row = TruthQuestion.objects.select_related("fact_check").filter(public_id=public_id).first()
    if row is None:
        raise NotFound()
    return row


def askers_of(question_id: int) -> list[int]:
    return list(TruthAsk.objects.filter(question_id=question_id).values_list("member_id", flat=True))


def labels_of(fact_check_id: int, limit: int = PER_PAGE) -> list[ClaimLabel]:
    """The newest texts that carry this label."""
    return list(ClaimLabel.objects.filter(fact_check_id=fact_check_id, removed_at=None).order_by("-made_at")[:limit])


def fact_check_id(claim_id: str) -> int:
    """The row of an accepted entry by its name. Raises Invalid with a sentence."""
    found = FactCheck.objects.filter(claim_id=claim_id.strip(), state=CheckState.ACCEPTED).values_list("pk", flat=True)
    if not found:
        raise Invalid(_("No accepted entry has this name."))
    return int(found[0])
