"""Keys of apps, and what an app gets to read: pages of resources, newest first, by key and never by offset."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from dayroom.apps.tracking.models import AppToken, FormAnswer, Reading, Tracker
from dayroom.apps.tracking.queries.forms import answered, form_named
from dayroom.apps.tracking.queries.records import conditions_of, treatments_of
from dayroom.apps.tracking.queries.resources import (
    Resource,
    answer_resource,
    category_of,
    condition_resource,
    person_resource,
    reading_resource,
    treatment_resource,
)
from dayroom.apps.tracking.rules.apps import BadSearch, Search, check_moment
from dayroom.apps.tracking.vocabulary import TrackerKind
from dayroom.apps.tracking.vocabulary.files import AppShown
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.trackers import PAIRS
from dayroom.engines.measures import measure
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.keyset import BadPlace, place_of, read_place
from dayroom.platform.sealing import Vault, vault_of

LOINC = "http://loinc.org"
BLOOD_PRESSURE = "85354-9"


class Found(NamedTuple):
    """One page, and where the next begins; empty at the end."""

    resources: list[Resource]
    after: str = ""


def apps_of(owner_id: int, *, now: datetime) -> list[AppShown]:
    """Good ones first; never the keys themselves."""
    rows = AppToken.objects.filter(owner_id=owner_id).order_by("-id")[:100]
    shown = [
        AppShown(row.public_id, row.name, tuple(row.scopes.split()), row.made_at, row.expires_at, row.last_used_at,
                 revoked=row.revoked_at is not None)
        for row in rows
    ]  # fmt: skip
    return sorted(shown, key=lambda one: one.revoked or one.expires_at <= now)


def app_names(owner_id: int) -> dict[str, str]:
    """Public id → name, also of keys that were taken back: for the log."""
    return dict(AppToken.objects.filter(owner_id=owner_id).values_list("public_id", "name"))


def person(owner_id: int, public_id: str) -> Resource:
    return person_resource(owner_id, public_id, vault_of(owner_id))


def observations(record: Record, public_id: str, search: Search) -> Found:
    """Readings that count, newest first."""
    if _nobody(search, public_id):
        return Found([])
    vault = vault_of(record.owner_id)
    kept = {row.pk: vault.open(row) for row in _trackers(record.owner_id)}
    wanted = [pk for pk, said in kept.items() if _fits(said, search)]
    rows = Reading.objects.filter(owner_id=record.owner_id, tracker_id__in=wanted, set_aside=False)
    page, after = _page(_within(rows, "taken_at", search), "taken_at", search)
    made = [
        reading_resource(
            {"public_id": row.public_id, "taken_at": row.taken_at, "ended_at": row.ended_at}, vault.open(row),
            kept[row.tracker_id], f"Patient/{public_id}",
        )
        for row in page
    ]
    return Found(made, after)


def responses(record: Record, public_id: str, search: Search) -> Found:
    """Answers to questionnaires, newest first."""
    if _nobody(search, public_id):
        return Found([])
    vault = vault_of(record.owner_id)
    rows = FormAnswer.objects.filter(owner_id=record.owner_id).select_related("tracker")
    page, after = _page(_within(rows, "answered_at", search), "answered_at", search)
    made = (_response(row, f"Patient/{public_id}", vault) for row in page)
    wanted = search.questionnaires
    return Found([one for one in made if one and (not wanted or one["questionnaire"] in wanted)], after)


def conditions(record: Record, public_id: str, search: Search) -> Found:
    return _told(conditions_of(record), condition_resource, "code", public_id, search)


def treatments(record: Record, public_id: str, search: Search) -> Found:
    return _told(treatments_of(record), treatment_resource, "medicationCodeableConcept", public_id, search)


def one_of(found: Found) -> Resource:
    """The only one. Raises NotFound."""
    if len(found.resources) != 1:
        raise NotFound()
    return found.resources[0]


def _told(
    shown: Iterable[Any], made_of: Callable[[Any, str], Resource], concept: str, public_id: str, search: Search
) -> Found:
    """Few and sealed: opened, then looked through; a page ends at a public id."""
    if _nobody(search, public_id):
        return Found([])
    made = [made_of(one, f"Patient/{public_id}") for one in shown]
    fit = [one for one in made if (not search.id or one["id"] == search.id) and _coded(one[concept], search)]
    start = 0
    if search.after:
        ids = [one["id"] for one in fit]
        if search.after not in ids:
            raise BadSearch()
        start = ids.index(search.after) + 1
    page = fit[start : start + search.count]
    return Found(page, page[-1]["id"] if page and start + search.count < len(fit) else "")


def _nobody(search: Search, public_id: str) -> bool:
    """Another person than the one there is, or an id that cannot be: nothing, and no word about it."""
    return bool(search.person and search.person != public_id) or bool(search.id and not is_public_id(search.id))


def _trackers(owner_id: int) -> QuerySet[Tracker]:
    return Tracker.objects.filter(owner_id=owner_id).exclude(kind=TrackerKind.FORM)


def _fits(said: dict[str, Any], search: Search) -> bool:
    key = said.get("measure", "")
    if search.categories and category_of(key) not in search.categories:
        return False
    if not search.codes:
        return True
    codes = _loinc(key) | _loinc(PAIRS.get(key, "")) | ({BLOOD_PRESSURE} if key in PAIRS else set())
    return any(system in (None, LOINC) and code in codes for system, code in search.codes)


def _loinc(key: str) -> set[str]:
    return {*measure(key).loinc.values()} if key else set()


def _coded(concept: dict[str, Any], search: Search) -> bool:
    held = [(one["system"], one["code"]) for one in concept.get("coding", ())]
    return not search.codes or any(
        code == own and system in (None, whose) for system, code in search.codes for whose, own in held
    )


def _within(rows: QuerySet[Any], field: str, search: Search) -> QuerySet[Any]:
    if search.id:
        rows = rows.filter(public_id=search.id)
    for one in search.spans:
        rows = rows.filter(**({f"{field}__gte": one.since} if one.since else {}))
        rows = rows.filter(**({f"{field}__lt": one.until} if one.until else {}))
    return rows


def _page(rows: QuerySet[Any], field: str, search: Search) -> tuple[list[Any], str]:
    if search.after:
        try:
            at, last = read_place(search.after.replace(" ", "+"), datetime, int)
        except BadPlace:
            raise BadSearch() from None
        assert isinstance(at, datetime)  # noqa: S101 - as it was asked for
        check_moment(at)
        rows = rows.filter(Q(**{f"{field}__lt": at}) | Q(**{field: at, "id__lt": last}))
    found = list(rows.order_by(f"-{field}", "-id")[: search.count + 1])
    page = found[: search.count]
    return page, place_of(getattr(page[-1], field), page[-1].pk) if len(found) > search.count else ""


def _response(row: FormAnswer, subject: str, vault: Vault) -> Resource | None:
    try:
        asked = form_named(vault.open(row.tracker).get("form", ""))
    except NotFound:
        return None
    return answer_resource(answered(row, asked, vault), asked, subject)
