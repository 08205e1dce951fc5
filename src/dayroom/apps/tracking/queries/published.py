"""What is published about treatments: for everybody, numbers only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from dayroom.apps.tracking.models import PublishedLedger
from dayroom.apps.tracking.rules.counting import AGES, SEXES, UNSAID, subject_of
from dayroom.apps.tracking.rules.figures import Figures, best_share, figures_of
from dayroom.apps.tracking.vocabulary import known
from dayroom.engines.disclosure import Ledger, from_table
from dayroom.engines.disclosure.errors import UnknownPart

PLANNED = {"age": (*AGES, UNSAID), "sex": SEXES}
CACHE_SECONDS = 24 * 60 * 60  # figures belong to one release: the next one has another key


@dataclass(frozen=True, slots=True)
class Listed:
    """One subject that has numbers."""

    treatment: known.Known
    purpose: str
    people: int
    counted_on: date
    release: int


@dataclass(frozen=True, slots=True)
class Published:
    """The numbers of one subject for one choice of filters."""

    listed: Listed
    figures: Figures


def listed_subjects(*, treatment: known.Known | None = None, condition: str = "") -> list[Listed]:
    """Subjects with numbers, most people first: all, those of one treatment, or those of one condition."""
    ledgers = PublishedLedger.objects.filter(people__gt=0)
    if treatment is not None:
        ledgers = ledgers.filter(subject__in=[subject_of(treatment, one) for one in (*treatment.purposes, known.OTHER)])
    if condition:
        ledgers = ledgers.filter(subject__in=[
            subject_of(one, condition) for one in known.treatments().values() if condition in one.purposes
        ])
    found = []
    for subject, people, counted_on, release in ledgers.values_list("subject", "people", "counted_on", "release"):
        slug, _slash, purpose = subject.partition("/")
        if slug in known.treatments():
            found.append(Listed(known.treatments()[slug], purpose, people, counted_on, release))
    return sorted(found, key=lambda one: (-one.people, one.treatment.name, one.purpose))


def published(listed: Listed, chosen: Mapping[str, str]) -> Published:
    """The page of one subject; worked out once per release and choice. Raises UnknownPart for a filter not planned."""
    if any(value not in PLANNED.get(column, ()) for column, value in chosen.items()):
        raise UnknownPart  # before it becomes part of a key
    subject = subject_of(listed.treatment, listed.purpose)
    key = f"health.figures.{subject}.{listed.release}." + ".".join(f"{k}={v}" for k, v in sorted(chosen.items()))
    figures: Figures | None = cache.get(key)
    if figures is None:
        figures = figures_of(ledger_of(subject), chosen)
        cache.set(key, figures, CACHE_SECONDS)
    return Published(listed, figures)


def ledger_of(subject: str) -> Ledger:
    return from_table(PublishedLedger.objects.get(subject=subject).table)


def of_condition(condition: str) -> list[Published]:
    """Every treatment with numbers for this condition; those of which most people say that it helped come first."""
    found = [published(one, {}) for one in listed_subjects(condition=condition)]
    return sorted(found, key=lambda one: (-(best_share(one.figures.helped) or 0.0), -one.listed.people))
