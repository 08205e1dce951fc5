"""What others see of a record, found by the very questions that others ask; and who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dayroom.apps.people.queries import member_by_id
from dayroom.apps.people.queries.members import ids_by_public_ids
from dayroom.apps.tracking.models import Access, ChosenReader
from dayroom.apps.tracking.queries.access import places_of, record_for
from dayroom.apps.tracking.queries.items import has_something_for, titles_of
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import NotFound
from dayroom.platform.keyset import Page, newest_first
from dayroom.platform.sealing import has_keys

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

LOG_PAGE = 50
NOBODY = 0  # no member has this id


def record_as(owner: Member, eyes: str) -> Record | None:
    """The owner's record as somebody else gets it; None for whom there is no record at all.

    eyes   "anybody", "place:<id>" for any member of a community, "person:<public id>" for one person
    """
    kind, _colon, which = eyes.partition(":")
    if kind == "person":
        reader_id = ids_by_public_ids([which]).get(which)
        if reader_id is None or reader_id == owner.pk:
            return None
        try:
            return record_for(member_by_id(reader_id), owner.public_id)
        except NotFound:
            return None
    own = {str(pk): pk for pk in places_of(owner.pk)} if kind == "place" else {}
    places = frozenset({own[which]}) if which in own else frozenset()
    return Record(owner.pk, owner.public_id, owner.handle, mine=False, reader_id=NOBODY, scopes=frozenset(),
                  places=places)


def people_chosen(owner_id: int) -> list[Member]:
    """Everybody who was chosen for something."""
    rows = ChosenReader.objects.filter(owner_id=owner_id).select_related("reader")
    return sorted({row.reader for row in rows}, key=lambda one: one.handle.casefold())


def access_page(owner_id: int, place: str) -> tuple[Page[Access], dict[str, str]]:
    """Who looked, newest first, and the titles of what is still there. Raises BadPlace."""
    rows = Access.objects.filter(owner_id=owner_id).select_related("actor")
    page = newest_first(rows, time_field="last_at", place=place, limit=LOG_PAGE)
    wanted: dict[str, set[str]] = {}
    for row in page.rows:
        if row.item:
            wanted.setdefault(row.kind, set()).add(row.item)
    return page, titles_of(owner_id, wanted)


def shown_record(member_id: int, reader_id: int | None) -> str | None:
    """The public id under which this reader finds something in the member's record; None when there is nothing."""
    if reader_id is None or reader_id == member_id or not has_keys(member_id):
        return None  # most profiles: one question
    owner = member_by_id(member_id)
    try:
        record = record_for(member_by_id(reader_id), owner.public_id)
    except NotFound:
        return None
    return owner.public_id if has_something_for(record) else None
