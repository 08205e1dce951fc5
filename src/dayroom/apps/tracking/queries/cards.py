"""Cards of records: what could become one, which of them a reader may see, and what stands on those.

Everything here is asked for a whole page at once: the number of questions does not grow with the cards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from dayroom.apps.people.queries import hidden_from
from dayroom.apps.people.queries.consents import who_agreed
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.models import (
    Access,
    Card,
    ChosenReader,
    Proxy,
    Reading,
    Tracker,
    TreatmentReport,
    YearOfDays,
)
from dayroom.apps.tracking.ports import CARD_PLACES
from dayroom.apps.tracking.queries.access import places_of, still_there
from dayroom.apps.tracking.queries.days import FIRST, SECOND
from dayroom.apps.tracking.queries.trackers import last_readings
from dayroom.apps.tracking.rules.cards import is_for_all
from dayroom.apps.tracking.rules.days import days_of_lines
from dayroom.apps.tracking.vocabulary import SEEN_BY_CARERS, Audience, ProxyState, TrackerKind, Way
from dayroom.apps.tracking.vocabulary.cards import CARDS_LISTED, CARDS_OFFERED, CHART_DAYS, CardKind, CardLine
from dayroom.apps.tracking.vocabulary.records import DayShown
from dayroom.apps.tracking.vocabulary.reports import Said
from dayroom.apps.tracking.vocabulary.trackers import NAMES
from dayroom.platform.ports import CardOffer
from dayroom.platform.sealing import Vault, vault_of, vaults_of

CARD = "card"
SHOWN = (TrackerKind.MEASURE, TrackerKind.SYMPTOM)


@dataclass(frozen=True, slots=True)
class CardDrawn:
    """What stands on one card, opened; numbers in the measure's own unit."""

    key: str
    kind: str
    title: str
    mine: bool
    measure: str = ""
    days: tuple[DayShown, ...] = ()
    second: tuple[DayShown, ...] = ()  # of a pair
    since: date | None = None
    until: date | None = None
    reading: dict[str, Any] | None = None
    taken_at: datetime | None = None
    report: Said | None = None


def name_of(kept: dict[str, Any]) -> str:
    """How a tracker is called: its own name, else the usual one of its measure."""
    key = str(kept.get("measure", ""))
    return str(kept.get("name") or NAMES.get(key, key))


def card_offers(owner_id: int) -> list[CardOffer]:
    """A chart and the newest reading of each tracker, and every report that stands."""
    if owner_id not in who_agreed([owner_id], Purpose.OWN_RECORD):
        return []
    vault = vault_of(owner_id)
    rows = Tracker.objects.filter(owner_id=owner_id, kind__in=SHOWN, archived_at=None).order_by("position", "id")
    trackers = list(rows[:CARDS_OFFERED])
    newest = last_readings(trackers)
    found: list[CardOffer] = []
    for row in trackers:
        name, last = name_of(vault.open(row)), newest.get(row.pk)
        if last is not None:
            found.append(CardOffer(f"{CardKind.CHART}.{row.public_id}", name, CardKind.CHART))
            found.append(CardOffer(f"{CardKind.READING}.{last.public_id}", name, CardKind.READING))
    reports = TreatmentReport.objects.filter(owner_id=owner_id).exclude(kept_at=None).select_related("treatment")
    for report in reports.filter(treatment__removed_at=None).order_by("-id")[:CARDS_OFFERED]:
        name = str(vault.open(report.treatment).get("name", ""))
        found.append(CardOffer(f"{CardKind.REPORT}.{report.public_id}", name, CardKind.REPORT))
    return found


def seen_cards(keys: Collection[str], reader_id: int | None, *, today: date) -> list[Card]:
    """The cards among these that this reader may see now. A yes that was taken back closes them all, and whoever left
    a community shows it nothing more."""
    rows = list(Card.objects.filter(public_id__in=list(keys)))
    agreed = who_agreed({row.owner_id for row in rows}, Purpose.OWN_RECORD) if rows else set()
    rows = _of_members([row for row in rows if row.owner_id in agreed], reader_id)
    if reader_id is None or not rows:
        return [row for row in rows if is_for_all(row)]
    hidden, places = hidden_from(reader_id), frozenset(places_of(reader_id))
    chosen = _chosen(reader_id, [row for row in rows if row.audience == Audience.CHOSEN])
    caring = _caring(reader_id, {row.owner_id for row in rows}, today)
    return [
        row for row in rows
        if row.owner_id == reader_id or (row.owner_id not in hidden and (
            is_for_all(row) or row.public_id in chosen
            or (row.audience in SEEN_BY_CARERS and row.owner_id in caring)
            or (row.audience == Audience.PLACE and row.place_id in places)
        ))
    ]


def _of_members(rows: list[Card], reader_id: int | None) -> list[Card]:
    """Without those that are for a community which their owner has left; the owner goes on seeing them."""
    shown = {row.pk: (row.place_id, row.owner_id) for row in rows if row.audience == Audience.PLACE and row.place_id}
    there = still_there(shown.values()) if shown else set()
    return [row for row in rows if row.owner_id == reader_id or row.pk not in shown or shown[row.pk] in there]


def _chosen(reader_id: int, rows: list[Card]) -> set[str]:
    if not rows:
        return set()
    found = ChosenReader.objects.filter(reader_id=reader_id, kind=CARD, item__in=[row.public_id for row in rows])
    return set(found.values_list("item", flat=True))


def _caring(carer_id: int, owner_ids: set[int], today: date) -> set[int]:
    """Those of them who let this person see."""
    rows = Proxy.objects.filter(carer_id=carer_id, owner_id__in=owner_ids, state=ProxyState.STANDING, may_see=True)
    return {owner for owner, until in rows.values_list("owner_id", "until_on") if until is None or until >= today}


def drawn_cards(keys: Collection[str], reader_id: int | None, *, today: date) -> list[CardDrawn]:
    """What this reader sees on these cards. One whose chart, reading or report is gone is gone too."""
    rows = seen_cards(keys, reader_id, today=today)
    if not rows:
        return []
    vaults = vaults_of({row.owner_id for row in rows})
    told = {row.pk: vaults[row.owner_id].open(row) for row in rows if row.owner_id in vaults}
    held = _Held(
        [row for row in rows if row.pk in told], told, vaults, since=today - timedelta(days=CHART_DAYS - 1), until=today
    )
    found = [held.drawn(row, mine=row.owner_id == reader_id) for row in rows if row.pk in told]
    return [one for one in found if one is not None]


class _Held:
    """Everything the cards of one page show, fetched in a few questions."""

    def __init__(
        self, rows: list[Card], told: dict[int, dict[str, Any]], vaults: dict[int, Vault], *, since: date, until: date
    ) -> None:
        self.told, self.vaults, self.since, self.until = told, vaults, since, until
        asked = {kind: [told[row.pk]["of"] for row in rows if told[row.pk]["kind"] == kind] for kind in CardKind}
        self.readings = _by_id(
            Reading.objects.filter(public_id__in=asked[CardKind.READING]).select_related("tracker")
        ) if asked[CardKind.READING] else {}
        self.trackers = _by_id(
            Tracker.objects.filter(public_id__in=asked[CardKind.CHART])
        ) if asked[CardKind.CHART] else {}
        years = YearOfDays.objects.filter(
            tracker__public_id__in=asked[CardKind.CHART], year__in={since.year, until.year}
        ).order_by("year") if asked[CardKind.CHART] else ()
        self.years: dict[int, list[YearOfDays]] = {}
        for year in years:
            self.years.setdefault(year.tracker_id, []).append(year)
        self.reports = _by_id(
            TreatmentReport.objects.filter(public_id__in=asked[CardKind.REPORT]).exclude(kept_at=None)
            .filter(treatment__removed_at=None).select_related("treatment")
        ) if asked[CardKind.REPORT] else {}

    def drawn(self, row: Card, *, mine: bool) -> CardDrawn | None:
        kind, item, vault = self.told[row.pk]["kind"], self.told[row.pk]["of"], self.vaults[row.owner_id]
        if kind == CardKind.CHART:
            return self._chart(row, self.trackers.get((row.owner_id, item)), vault, mine)
        if kind == CardKind.READING:
            return self._reading(row, self.readings.get((row.owner_id, item)), vault, mine)
        return self._report(row, self.reports.get((row.owner_id, item)), vault, mine)

    def _name(self, row: Card) -> str:
        """As it was read when the card was made: a new name was not read by the guard."""
        return str(self.told[row.pk].get("title", ""))

    def _chart(self, row: Card, tracker: Tracker | None, vault: Vault, mine: bool) -> CardDrawn | None:
        if tracker is None:
            return None
        kept = vault.open(tracker)
        years = [(year.year, vault.open(year)) for year in self.years.get(tracker.pk, ())]
        days, second = (
            tuple(day for year, lines in years for day in days_of_lines(year, lines.get(name, ()))
                  if self.since <= day.on <= self.until) for name in (FIRST, SECOND)
        )
        return CardDrawn(
            row.public_id, CardKind.CHART, self._name(row), mine, measure=str(kept.get("measure", "")), days=days,
            second=second, since=self.since, until=self.until,
        )

    def _reading(self, row: Card, reading: Reading | None, vault: Vault, mine: bool) -> CardDrawn | None:
        if reading is None:
            return None
        kept = vault.open(reading.tracker)
        return CardDrawn(
            row.public_id, CardKind.READING, self._name(row), mine, measure=str(kept.get("measure", "")),
            reading=vault.open(reading), taken_at=reading.taken_at,
        )

    def _report(self, row: Card, report: TreatmentReport | None, vault: Vault, mine: bool) -> CardDrawn | None:
        if report is None:
            return None
        said = Said.of_values(vault.open(report).get("kept") or {})
        return CardDrawn(row.public_id, CardKind.REPORT, self._name(row), mine, report=said)


def _by_id(rows: Iterable[Any]) -> dict[tuple[int, str], Any]:
    """By owner and public id: a card opens nothing of anybody else's."""
    return {(row.owner_id, row.public_id): row for row in rows}


def stands_on_card(owner_id: int, item: str, vault: Vault) -> bool:
    """Whether a card in some post shows this reading, tracker or report."""
    return any(vault.open(card).get("of") == item for card in Card.objects.filter(owner_id=owner_id))


def own_card(owner_id: int, key: str) -> Card | None:
    return Card.objects.filter(owner_id=owner_id, public_id=key).first()


def cards_of(owner_id: int) -> list[CardLine]:
    """Every card that stands, newest first, with how many people have looked."""
    rows = list(Card.objects.filter(owner_id=owner_id).order_by("-id")[:CARDS_LISTED])
    keys = [row.public_id for row in rows]
    names = {one.key: (one.kind, one.title) for one in drawn_cards(keys, owner_id, today=localdate())}
    seen: dict[str, set[int | None]] = {}
    lines = Access.objects.filter(owner_id=owner_id, kind=CARD, item__in=keys, way=Way.CARD)
    for item, actor in lines.values_list("item", "actor_id"):
        seen.setdefault(item, set()).add(actor)
    readers: dict[str, list[str]] = {}
    chosen = ChosenReader.objects.filter(owner_id=owner_id, kind=CARD, item__in=keys).order_by("id")
    for item, handle in chosen.values_list("item", "reader__handle"):
        readers.setdefault(item, []).append(handle)
    places = places_of(owner_id)
    stands = {key: at for _source, plug in CARD_PLACES for key, at in plug.where(keys).items()}
    return [
        CardLine(
            row.public_id, names.get(row.public_id, ("", ""))[0], names.get(row.public_id, ("", ""))[1], row.audience,
            row.for_all, places.get(row.place_id or 0, ""), row.made_at, len(seen.get(row.public_id, ())),
            tuple(readers.get(row.public_id, ())), *stands.get(row.public_id, ("", "")),
        )
        for row in rows
    ]
