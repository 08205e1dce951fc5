"""Put kept answers together under a title, for the conditions they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.models import FaqCollection, FaqPlace
from dayroom.apps.communities.vocabulary import FAQ_COLLECTION_KIND
from dayroom.kernel.errors import Conflict, Invalid
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.apps.communities.models import FaqEntry
    from dayroom.apps.people.models import Member

CONDITIONS_MOST = 12


class SameTitle(Conflict):
    """There is a collection of that title already."""


@dataclass(frozen=True, slots=True)
class CollectionWords:
    """``conditions`` one per line; none: for everybody. ``slug`` empty: from the title."""

    title: str
    language: str = "en"
    conditions: str = ""
    slug: str = ""


def keep_collection(
    *, by: Member, words: CollectionWords, now: datetime, row: FaqCollection | None = None
) -> FaqCollection:
    """Open a collection, or change its words; its address stays. Audited. Raises Invalid, SameTitle."""
    title = markup.clean_line(words.title)
    slug = row.slug if row else (words.slug or slugify(title))[:60]
    if not title or not slug:
        raise Invalid()
    lines = [markup.clean_line(one) for one in words.conditions.splitlines()[:CONDITIONS_MOST] if one.strip()]
    with transaction.atomic():
        if row is None and FaqCollection.objects.filter(slug=slug).exists():
            raise SameTitle()
        row = row or FaqCollection(slug=slug, made_at=now)
        row.title, row.language, row.conditions = title, words.language, "\n".join(lines)
        slugs = dict.fromkeys(found for found in (slugify(one)[:60] for one in lines) if found)
        row.condition_slugs = f" {' '.join(slugs)} " if slugs else ""
        row.save()
        record(actor_id=by.pk, action="faq-collection.kept", now=now, subject=(FAQ_COLLECTION_KIND, row.pk), facts={})
    return row


def place_entry(*, by: Member, collection: FaqCollection, entry: FaqEntry, now: datetime) -> None:
    """At the end of the collection; said again, it stays where it is. Audited."""
    with transaction.atomic():
        last = FaqPlace.objects.filter(collection=collection).aggregate(last=Max("position"))["last"] or 0
        _row, made = FaqPlace.objects.get_or_create(collection=collection, entry=entry, defaults={"position": last + 1})
        if made:
            record(actor_id=by.pk, action="faq-collection.added", now=now,
                   subject=(FAQ_COLLECTION_KIND, collection.pk), facts={"entry": entry.pk})


def first_entry(*, by: Member, collection: FaqCollection, entry: FaqEntry, now: datetime) -> None:
    """Before all others. Audited."""
    with transaction.atomic():
        FaqPlace.objects.filter(collection=collection).exclude(entry=entry).update(position=F("position") + 1)
        FaqPlace.objects.filter(collection=collection, entry=entry).update(position=1)
        record(actor_id=by.pk, action="faq-collection.ordered", now=now,
               subject=(FAQ_COLLECTION_KIND, collection.pk), facts={"entry": entry.pk})


def take_out(*, by: Member, collection: FaqCollection, entry: FaqEntry, now: datetime) -> None:
    """The entry itself stays. Audited."""
    with transaction.atomic():
        gone, _kinds = FaqPlace.objects.filter(collection=collection, entry=entry).delete()
        if gone:
            record(actor_id=by.pk, action="faq-collection.removed", now=now,
                   subject=(FAQ_COLLECTION_KIND, collection.pk), facts={"entry": entry.pk})
