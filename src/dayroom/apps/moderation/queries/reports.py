"""The transparency report, drawn from the same rows on which moderators work; a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, F, Min, Q, QuerySet

from dayroom.apps.moderation.models import Appeal, Case, Decision, Flag, SecondLook, Strike
from dayroom.apps.moderation.rules.reporting import period_of
from dayroom.apps.moderation.vocabulary import NEEDS_STATEMENT, Priority, Source, Verdict
from dayroom.apps.moderation.vocabulary.duty import DURATIONS_MOST

STATEMENTS_MOST = 100_000  # in one file


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of a period, before small ones are hidden."""

    code: str
    flags: dict[str, int]  # by reason, from members
    cases: dict[tuple[str, str], int]  # by (source, harm)
    verdicts: dict[str, int]
    automatic: int  # decided by a machine alone; there are none, and the row says so
    by_machine: int  # decisions about what the guard pointed at
    by_member: int
    machine_released: int  # of those by the guard: a person found nothing wrong
    grounds: dict[str, int]
    categories: dict[str, int]
    languages: dict[str, int]
    minutes: dict[int, float]  # median from opening to decision, by priority
    decided: dict[int, int]
    appeals: dict[str, int]  # by outcome; "" waits
    strikes: int
    looks: int  # second looks taken
    agreed: int


def report(code: str) -> Report:
    """Counts of a quarter or a year; raises NotFound for what is no period."""
    period = period_of(code)
    within = {"gte": period.start, "lt": period.end}
    decisions = Decision.objects.filter(undone_at=None, **_between("decided_at", within))
    totals = decisions.aggregate(
        by_machine=Count("pk", filter=Q(automated_detection=True)),
        by_member=Count("pk", filter=Q(automated_detection=False)),
        machine_released=Count("pk", filter=Q(automated_detection=True, verdict=Verdict.RELEASE)),
    )
    acted = decisions.filter(verdict__in=NEEDS_STATEMENT)
    looks = SecondLook.objects.filter(_q("looked_at", within)).aggregate(
        looks=Count("pk"), agreed=Count("pk", filter=Q(agrees=True)))
    minutes, decided = _durations(decisions)
    return Report(
        code=code, flags=_counts(Flag.objects.filter(_q("flagged_at", within)), "reason"),
        cases=_pairs(Case.objects.filter(_q("opened_at", within))), verdicts=_counts(decisions, "verdict"), automatic=0,
        grounds=_counts(acted, "decision_ground"), categories=_counts(acted, "category"),
        languages=_counts(acted, "language"), minutes=minutes, decided=decided,
        appeals=_counts(Appeal.objects.filter(_q("made_at", within)), "outcome"),
        strikes=Strike.objects.filter(_q("given_at", within), lifted_at=None).count(), **totals, **looks,
    )


def _between(name: str, within: dict[str, datetime]) -> dict[str, datetime]:
    return {f"{name}__{edge}": value for edge, value in within.items()}


def _q(name: str, within: dict[str, datetime]) -> Q:
    return Q(**_between(name, within))


def _counts(rows: QuerySet, name: str) -> dict[str, int]:  # type: ignore[type-arg]  # any model
    return dict(rows.order_by().values_list(name).annotate(how_many=Count("pk")))


def _pairs(rows: QuerySet[Case]) -> dict[tuple[str, str], int]:
    found = rows.order_by().values_list("source", "harm").annotate(how_many=Count("pk"))
    return {(source, harm): number for source, harm, number in found}


def _durations(decisions: QuerySet[Decision]) -> tuple[dict[int, float], dict[int, int]]:
    """Median minutes from opening to decision, and how many, by priority; of the newest where there are very many."""
    rows = decisions.order_by("-decided_at").values_list(
        F("case__priority"), F("case__opened_at"), F("decided_at"))[:DURATIONS_MOST]
    took: dict[int, list[float]] = {priority: [] for priority in Priority.values}
    for priority, opened_at, decided_at in rows:
        took[priority].append((decided_at - opened_at).total_seconds() / 60)
    return ({priority: median(minutes) for priority, minutes in took.items() if minutes},
            {priority: len(minutes) for priority, minutes in took.items()})


def first_day() -> datetime | None:
    """When the first case was opened."""
    return Case.objects.aggregate(first=Min("opened_at"))["first"]


def statements(start: datetime, end: datetime) -> Iterator[Decision]:
    """Every decision of a time that needs a statement and stands, oldest first, a slice at a time."""
    rows = _statements(start, end).select_related("case").order_by("decided_at", "id")[:STATEMENTS_MOST]
    return rows.iterator(chunk_size=500)


def statements_count(start: datetime, end: datetime) -> int:
    return _statements(start, end).count()


def _statements(start: datetime, end: datetime) -> QuerySet[Decision]:
    return Decision.objects.filter(
        undone_at=None, verdict__in=NEEDS_STATEMENT, decided_at__gte=start, decided_at__lt=end)


MACHINE, MEMBER = Source.MACHINE.value, Source.MEMBER.value
