"""Many entries of one record, or many small records, at once: for demos, measurements, and what was kept elsewhere.

The same rows as if each had been entered by itself; numbers are judged, and what cannot be right is not kept.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.actions.days import refresh_all_days
from dayroom.apps.tracking.models import (
    Condition,
    CountedRow,
    HealthProfile,
    MatchCard,
    MatchToken,
    Reading,
    TokenCount,
    Treatment,
    TreatmentReport,
)
from dayroom.apps.tracking.queries.trackers import seen_tracker
from dayroom.apps.tracking.rules.counting import columns_of, purpose_of, subject_of
from dayroom.apps.tracking.rules.matching import CardFacts, tokens_of
from dayroom.apps.tracking.vocabulary import Audience, known
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.reports import Said
from dayroom.apps.tracking.vocabulary.trackers import PAIRS
from dayroom.engines.measures import judge_reading
from dayroom.kernel.ids import new_public_id
from dayroom.platform.crypto import wrap
from dayroom.platform.models import PersonKey
from dayroom.platform.sealing import Vault, vault_of

BATCH = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One entry; `part` is the second number of a pair."""

    taken_at: datetime
    value: str
    unit: str
    note: str = ""
    part: str = ""


def enter_many(*, record: Record, tracker: str, lines: Sequence[Line], now: datetime) -> int:
    """Keep many readings of one tracker, and make its days anew; returns how many.

    Raises NotFound, NotAgreed, and what judge_reading raises: all are kept, or none.
    """
    check_agreed(record.owner_id)
    row, vault = seen_tracker(record, tracker), vault_of(record.owner_id)
    key = vault.open(row).get("measure", "")
    rows = []
    for line in lines:
        kept: dict[str, object] = {"value": line.value, "unit": line.unit, "note": line.note}
        if key:
            judge_reading(key, line.value, line.unit)
        if line.part:
            judge_reading(PAIRS[key], line.part, line.unit)
            kept["parts"] = {PAIRS[key]: line.part}
        made = Reading(public_id=new_public_id(), tracker=row, owner_id=record.owner_id, taken_at=line.taken_at,
                       made_at=now, changed_at=now, entered_by_id=record.reader_id)
        made.sealed = vault.seal(kept, made)
        rows.append(made)
    with transaction.atomic():
        Reading.objects.bulk_create(rows, batch_size=BATCH)
        refresh_all_days(row, vault)
    return len(rows)


@dataclass(frozen=True, slots=True)
class Whole:
    """One small record: a condition, and what its owner says of treatments (name, from, until, report)."""

    owner_id: int
    birth_year: int
    sex: str
    condition: str
    stage: str
    since: date
    treatments: tuple[tuple[str, date, date | None, Said], ...]


def bring_records(people: Iterable[Whole], *, now: datetime) -> int:
    """Many records whose owners agreed to everything: kept, counted and found by people like them. Returns how many.

    The owners must be new: nobody has a key, a card or a row here before.
    """
    whole = list(people)
    with transaction.atomic():
        vaults = _new_vaults([one.owner_id for one in whole], now)
        _keep_told(whole, vaults, now)
        _keep_cards(whole, now)
    return len(whole)


def _new_vaults(owner_ids: Sequence[int], now: datetime) -> dict[int, Vault]:
    rows, vaults = [], {}
    for owner_id in owner_ids:
        key_id, key = new_public_id(), secrets.token_bytes(32)
        rows.append(PersonKey(owner_id=owner_id, key_id=key_id, wrapped=wrap(key, key_id), made_at=now))
        vaults[owner_id] = Vault({key_id: key}, key_id)
    PersonKey.objects.bulk_create(rows, batch_size=BATCH)
    return vaults


def _keep_told(whole: Sequence[Whole], vaults: dict[int, Vault], now: datetime) -> None:
    profiles, conditions, treatments, said = [], [], [], []
    for one in whole:
        vault, mine = vaults[one.owner_id], {"owner_id": one.owner_id, "changed_at": now}
        profile = HealthProfile(**mine)
        profile.sealed = vault.seal({"birth_year": one.birth_year, "sex": one.sex, "units": {}, "best": {}}, profile)
        profiles.append(profile)
        condition = Condition(**mine, made_at=now, audience=Audience.ME)
        told = {"text": one.condition, "stage": one.stage, "certainty": "DIAGNOSED", "diagnosed_on": f"{one.since:%Y}"}
        condition.sealed = vault.seal(told, condition)
        conditions.append(condition)
        for name, since, until, report in one.treatments:
            treatment = Treatment(**mine, made_at=now, audience=Audience.ME)
            treatment.sealed = vault.seal(_treatment(name, since, until, report), treatment)
            treatments.append(treatment)
            said.append((one, name, report))
    HealthProfile.objects.bulk_create(profiles, batch_size=BATCH)
    Condition.objects.bulk_create(conditions, batch_size=BATCH)
    made = Treatment.objects.bulk_create(treatments, batch_size=BATCH)
    reports = TreatmentReport.objects.bulk_create(
        [_report(one, row, report, vaults[one.owner_id], now)
         for row, (one, _name, report) in zip(made, said, strict=True)],
        batch_size=BATCH,
    )
    CountedRow.objects.bulk_create(_counted(zip(reports, said, strict=True), now.date()), batch_size=BATCH)


def _treatment(name: str, since: date, until: date | None, report: Said) -> dict[str, object]:
    return {
        "name": name, "purposes": [one.text for one in report.purposes], "started_on": since.isoformat(),
        "stopped_on": until.isoformat() if until else "", "why_stopped": list(report.why_stopped),
    }


def _report(one: Whole, treatment: Treatment, said: Said, vault: Vault, now: datetime) -> TreatmentReport:
    row = TreatmentReport(owner_id=one.owner_id, treatment=treatment, audience=Audience.NUMBERS, kept_at=now,
                          made_at=now, changed_at=now, entered_by_id=one.owner_id)
    row.sealed = vault.seal({"kept": said.as_values()}, row)
    return row


def _counted(
    reports: Iterable[tuple[TreatmentReport, tuple[Whole, str, Said]]], today: date
) -> Iterator[CountedRow]:
    seen: set[tuple[int, str]] = set()
    for row, (one, name, said) in reports:
        treatment = known.treatment_named(name)
        if treatment is None or not said.is_complete:
            continue
        subject = subject_of(treatment, purpose_of(said, treatment))
        if (one.owner_id, subject) in seen:
            continue
        seen.add((one.owner_id, subject))
        columns = columns_of(said, birth_year=one.birth_year, sex=one.sex, today=today)
        yield CountedRow(owner_id=one.owner_id, report=row, subject=subject, columns=columns)


def _keep_cards(whole: Sequence[Whole], now: datetime) -> None:
    cards = MatchCard.objects.bulk_create(
        [MatchCard(owner_id=one.owner_id, young=False, shown={}, weights={}, changed_at=now) for one in whole],
        batch_size=BATCH,
    )
    words = [
        (card, token) for card, one in zip(cards, whole, strict=True) for token in tokens_of(_facts(one), young=False)
    ]
    MatchToken.objects.bulk_create([MatchToken(card=card, token=token) for card, token in words], batch_size=BATCH)
    _count_tokens(Counter(token for _card, token in words))


def _count_tokens(more: Counter[str]) -> None:
    TokenCount.objects.bulk_create([TokenCount(token=token) for token in sorted(more)], ignore_conflicts=True)
    rows = list(TokenCount.objects.select_for_update().filter(token__in=list(more)))
    for row in rows:
        row.cards += more[row.token]
    TokenCount.objects.bulk_update(rows, ["cards"], batch_size=BATCH)


def _facts(one: Whole) -> CardFacts:
    return CardFacts(
        conditions=((one.condition, one.stage),),
        treatments=tuple(name for name, _since, _until, _said in one.treatments),
    )
