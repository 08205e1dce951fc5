"""Sources and their rounds, as the desk sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum

from dayroom.apps.listening.models import Intake, OfficialNotice, Source, Topic
from dayroom.apps.listening.vocabulary import IntakeState
from dayroom.kernel.errors import NotFound
from dayroom.platform.keyset import Page, newest_first

FAILING = 3  # faults in a row that an operator is told of
ROUNDS = 20
NOTICES = 10
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source and what it brought in the last seven days."""

    source: Source
    kept: int
    waiting: str  # public id of a file that waits for its columns


def source_lines(now: datetime) -> list[SourceLine]:
    """All sources by name; three queries."""
    rounds = Intake.objects.filter(started_at__gte=now - WEEK, state=IntakeState.DONE)
    kept = dict(rounds.values_list("source_id").annotate(Sum("kept")))
    waiting = dict(Intake.objects.filter(state=IntakeState.MAPPING).values_list("source_id", "public_id"))
    rows = Source.objects.order_by("name", "pk")
    return [SourceLine(row, kept.get(row.pk) or 0, waiting.get(row.pk, "")) for row in rows]


def source_for_desk(public_id: str) -> Source:
    """Raises NotFound."""
    row = Source.objects.filter(public_id=public_id).first()
    if row is None:
        raise NotFound()
    return row


def rounds_of(source: Source, *, place: str = "") -> Page[Intake]:
    """The rounds of a source, the newest first."""
    return newest_first(Intake.objects.filter(source=source), time_field="started_at", place=place, limit=ROUNDS)


def notices_of(source: Source) -> list[OfficialNotice]:
    return list(OfficialNotice.objects.filter(source=source).order_by("-at", "-pk")[:NOTICES])


def intake_for_desk(public_id: str) -> Intake:
    """Raises NotFound."""
    row = Intake.objects.select_related("source").filter(public_id=public_id).first()
    if row is None:
        raise NotFound()
    return row


def failing_sources() -> int:
    return Source.objects.filter(is_on=True, failures__gte=FAILING).count()


def topic_names() -> list[str]:
    """Topics that a count can speak of."""
    return list(Topic.objects.filter(is_on=True).order_by("name").values_list("name", flat=True))
