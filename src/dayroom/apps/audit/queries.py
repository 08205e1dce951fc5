"""Read the record, and check that it is whole."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from dayroom.apps.audit.models import ChainHead, Event
from dayroom.apps.audit.ports import NAMES
from dayroom.apps.audit.rules import chained, sealed_form
from dayroom.apps.audit.vocabulary import EVENTS_PER_PAGE, EXPORT_MOST, GENESIS, Asked, Verdict
from dayroom.platform.keyset import Page, place_of, read_place

MEMBER = "member"


def events(asked: Asked, *, place: str = "", limit: int = EVENTS_PER_PAGE) -> Page[Event]:
    """A page of the record, newest first."""
    rows = _matching(asked)
    if place:
        (last_id,) = read_place(place, int)
        rows = rows.filter(pk__lt=last_id)
    found = list(rows.order_by("-id")[: limit + 1])
    kept = found[:limit]
    return Page(rows=kept, older=place_of(kept[-1].pk) if len(found) > limit else "", newer="")


def events_for_export(asked: Asked) -> Iterator[list[Event]]:
    """The same rows in slices, at most ``EXPORT_MOST``."""
    place, left = "", EXPORT_MOST
    while left > 0:
        page = events(asked, place=place, limit=min(500, left))
        yield list(page.rows)
        left -= len(page.rows)
        place = page.older
        if not place:
            return


def _matching(asked: Asked) -> QuerySet[Event]:
    rows = Event.objects.all()
    if asked.actor_id is not None:
        rows = rows.filter(actor_id=asked.actor_id)
    if asked.action:
        rows = rows.filter(action__startswith=asked.action) if asked.action.endswith(".") else rows.filter(
            action=asked.action)
    if asked.subject_kind:
        rows = rows.filter(subject_kind=asked.subject_kind)
    if asked.subject_id is not None:
        rows = rows.filter(subject_id=asked.subject_id)
    if asked.since:
        rows = rows.filter(at__gte=asked.since)
    if asked.until:
        rows = rows.filter(at__lt=asked.until)
    return rows


def actor_names(rows: list[Event]) -> dict[int, str]:
    """Handles of those who acted, in one query for all of them."""
    names = NAMES.get(MEMBER)
    ids = {row.actor_id for row in rows if row.actor_id is not None}
    return names.names(ids) if names and ids else {}


def actor_id_of(handle: str) -> int | None:
    names = NAMES.get(MEMBER)
    return names.id_of(handle) if names else None


def chain_head() -> tuple[int, str]:
    """The last seal (seq, digest), for keeping a copy of it elsewhere."""
    head = ChainHead.objects.first()
    return (head.seq, head.digest) if head else (0, GENESIS.hex())


def verify() -> Verdict:
    """Read the whole chain again. Whatever was edited, dropped, swapped or cut off shows as the first bad seq."""
    digest, count = GENESIS, 0
    bad: int | None = None
    for row in Event.objects.exclude(seq=None).order_by("seq").iterator(chunk_size=2000):
        expected = count + 1
        following = chained(digest, sealed_form(row, expected))
        if row.seq != expected or row.digest != following.hex():
            bad = expected
            break
        digest, count = following, expected
    if bad is None:
        bad = _cut_off(count, digest)
    return Verdict(ok=bad is None, first_bad_seq=bad, count=count, waiting=Event.objects.filter(seq=None).count())


def _cut_off(count: int, digest: bytes) -> int | None:
    seq, head = chain_head()
    if seq != count:
        return min(seq, count) + 1
    return None if head == digest.hex() else count
