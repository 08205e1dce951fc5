"""Read the register of fact checks, the labels, and what members ask about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from dayroom.apps.screening.models import ClaimLabel, FactCheck, FactCheckVersion, LabelSeen, TruthAsk, TruthQuestion
from dayroom.apps.screening.rules import SAID, labels_now
from dayroom.apps.screening.vocabulary import AskState, CheckState
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.compiled import Ask, Compiled
from dayroom.platform.keyset import Page, newest_first

PER_PAGE = 25
TRANSLATED = ("es",)  # languages beside English
TEXTS_MOST = 25  # texts of one page


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
    language: str = "en"  # of the words


def fact_check(public_id: str) -> FactCheck:
    """One entry. Raises NotFound."""
    row = FactCheck.objects.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if row is None:
        raise NotFound()
    return row


def fact_checks(*, state: str = "", topic: str = "", words: str = "", place: str = "") -> Page[FactCheck]:
    """The register for its desk, newest change first. Words are looked for in every language that an entry has."""
    rows = FactCheck.objects.all()
    if state in CheckState.values:
        rows = rows.filter(state=state)
    if topic:
        rows = rows.filter(topic=topic)
    if words:
        said = Q(claim__icontains=words[:80])
        for language in TRANSLATED:
            said |= Q(**{f"translations__{language}__claim__icontains": words[:80]})
        rows = rows.filter(said)
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
    own = {name: value for name, value in row.translations.get(language[:2], {}).items() if value and name in SAID}
    said |= own
    return Card(
        public_id=row.public_id, claim=said["claim"], truth=said["truth"], misleads=said["misleads"],
        sources=tuple(row.sources), checked_on=row.checked_on, byline=row.byline, version=row.version,
        fact_check_id=row.pk, language=language[:2] if own else "en",
    )


@dataclass(slots=True)
class Under:
    """What stands under one text: the cards of claims it asserts, and what became of "is this true?"."""

    cards: list[Card] = field(default_factory=list)
    question: TruthQuestion | None = None
    answer: Card | None = None

    def shown(self) -> list[Card]:
        """All cards a reader is shown."""
        return [*self.cards, *([self.answer] if self.answer else [])]


def _marks(ask: Ask) -> QuerySet[Any, Any]:
    labels = ClaimLabel.objects.filter(
        subject_kind=ask.text("kind"), subject_id__in=ask.numbers("ids", TEXTS_MOST), removed_at=None
    ).order_by().values_list("subject_id", "fact_check_id", Value(_LABEL, output_field=IntegerField()))
    questions = TruthQuestion.objects.filter(
        subject_kind=ask.text("kind"), subject_id__in=ask.numbers("ids", TEXTS_MOST)
    ).order_by().values_list("subject_id", "pk", Value(_QUESTION, output_field=IntegerField()))
    return labels.union(questions, all=True)


_LABEL, _QUESTION = 0, 1
_MARKS = Compiled(_marks)


def under(kind: str, ids: Sequence[int], *, language: str, today: date) -> dict[int, Under]:
    """What stands under these texts (at most 25). One question where nothing does, as nearly always; three at most."""
    found: dict[int, Under] = {}
    marks = _MARKS.rows(kind=kind, ids=list(ids)) if ids else []
    if not marks:
        return found
    checks = [row[1] for row in marks if row[2] == _LABEL]
    usable = {row.pk: row for row in FactCheck.objects.filter(pk__in=checks) if labels_now(row, today=today)}
    for subject_id, check_id, what in sorted(marks):
        if what == _LABEL and check_id in usable:
            found.setdefault(subject_id, Under()).cards.append(card_of(usable[check_id], language))
    asked = [row[1] for row in marks if row[2] == _QUESTION]
    for question in _questions(asked):
        place = found.setdefault(question.subject_id, Under())
        place.question = question
        if question.fact_check is not None:
            place.answer = card_of(question.fact_check, language)
    return found


def _questions(ids: Collection[int]) -> Iterable[TruthQuestion]:
    if not ids:
        return ()
    rows = TruthQuestion.objects.filter(pk__in=ids).exclude(state=AskState.SET_ASIDE)
    return rows.select_related("fact_check")


def usable_about(words: str, *, today: date, best_tier: int, most: int) -> list[FactCheck]:
    """Accepted entries that speak of these words and stand on a source of at least this tier (1 is the best)."""
    term = words.strip()[:80]
    if not term:
        return []
    tiers = {str(number) for number in range(1, best_tier + 1)}
    rows = FactCheck.objects.filter(state=CheckState.ACCEPTED).filter(Q(claim__icontains=term) | Q(topic__iexact=term))
    good = [
        row for row in rows.order_by("-checked_on", "pk")[:50]
        if labels_now(row, today=today) and any(str(one.get("tier")) in tiers for one in row.sources)
    ]
    return good[:most]


def by_claim_id(claim_ids: Collection[str]) -> dict[str, int]:
    """The register's name of a claim → the key of its entry."""
    return dict(FactCheck.objects.filter(claim_id__in=list(claim_ids)).values_list("claim_id", "pk"))


def open_questions(place: str = "") -> Page[TruthQuestion]:
    rows = TruthQuestion.objects.filter(state=AskState.OPEN)
    return newest_first(rows, time_field="asked_at", place=place, limit=PER_PAGE)


def open_question_count() -> int:
    return TruthQuestion.objects.filter(state=AskState.OPEN).count()


def truth_question(public_id: str) -> TruthQuestion:
    """Raises NotFound."""
    rows = TruthQuestion.objects.select_related("fact_check")
    row = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
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


def seen_by(fact_check_id: int, *, before: int) -> list[int]:
    """Members who were shown an earlier version."""
    rows = LabelSeen.objects.filter(fact_check_id=fact_check_id, version__lt=before)
    return list(rows.values_list("member_id", flat=True))


def check_names(ids: Collection[int]) -> dict[int, str]:
    """Fact check id → the name in its address."""
    return dict(FactCheck.objects.filter(pk__in=list(ids)).values_list("pk", "public_id"))


def subjects_of_questions(ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """Question id → the text it is about."""
    rows = TruthQuestion.objects.filter(pk__in=list(ids)).values_list("pk", "subject_kind", "subject_id")
    return {pk: (kind, subject_id) for pk, kind, subject_id in rows}


def shown_to(member_id: int) -> list[dict[str, object]]:
    """For a member's export: which fact checks they were shown, in which version."""
    rows = LabelSeen.objects.filter(member_id=member_id).order_by("pk")
    shown = rows.values_list("fact_check__claim_id", "version")
    return [{"entry": name, "version": version} for name, version in shown]


def asked_by(member_id: int) -> list[dict[str, object]]:
    """For a member's export: about which texts they asked, and when."""
    rows = TruthAsk.objects.filter(member_id=member_id).order_by("pk")
    return [
        {"asked_at": row.asked_at.isoformat(), "about": row.question.subject_kind, "state": row.question.state}
        for row in rows.select_related("question")
    ]


def shipped_waiting() -> int:
    """How many entries that came with Dayroom are not in the register yet."""
    known = set(FactCheck.objects.values_list("claim_id", flat=True))
    return sum(claim.id not in known for claim in guard.shipped_claims())


def names_of() -> list[tuple[str, str]]:
    """(subject, name in its address) of every entry, in the order of their names."""
    return list(FactCheck.objects.order_by("claim_id").values_list("topic", "public_id"))


def card_named(claim_id: str, language: str) -> Card | None:
    """The card of an entry by its name in the engine."""
    row = FactCheck.objects.filter(claim_id=claim_id).first()
    return card_of(row, language) if row else None
