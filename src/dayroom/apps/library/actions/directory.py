"""Keep the directory of services: enter, make sure, close, and hear when a line is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from dayroom.apps.audit.actions import record
from dayroom.apps.library.actions.indexing import drop_findable, put_findable
from dayroom.apps.library.models import Service, ServiceTip
from dayroom.apps.library.models.panels import slugs_of
from dayroom.apps.library.vocabulary.directory import SERVICE_KIND
from dayroom.platform import markup
from dayroom.platform.limits import spend

TIPS_A_DAY = 10


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """A line of the directory as it was entered."""

    name: str
    kind: str
    what: str
    place: str = ""
    online: bool = False
    phone: str = ""
    url: str = ""
    hours: str = ""
    languages: tuple[str, ...] = field(default=())
    cost: str = ""
    conditions: str = ""


def keep_service(
    *, words: ServiceWords, checked_on: date, by_id: int | None, now: datetime, row: Service | None = None
) -> Service:
    """Enter a service, or change its line; either says that somebody made sure of it that day. Audited."""
    line = markup.clean_line
    with transaction.atomic():
        row = row or Service()
        row.name, row.kind, row.what, row.place = line(words.name), words.kind, line(words.what), line(words.place)
        row.online, row.phone, row.url = words.online, line(words.phone), words.url
        row.hours, row.cost, row.languages = line(words.hours), line(words.cost), " ".join(words.languages)
        row.conditions = "\n".join(line(one) for one in words.conditions.splitlines() if one.strip())
        row.condition_slugs = slugs_of(row.conditions)
        row.checked_on, row.checked_by_id = checked_on, by_id
        row.save()
        _index(row)
        record(actor_id=by_id, action="service.kept", now=now, subject=(SERVICE_KIND, row.pk), facts={})
    return row


def confirm_service(*, row: Service, by_id: int, now: datetime) -> None:
    """Somebody rang or looked today, and the line is right. What was said about it is settled. Audited."""
    with transaction.atomic():
        row.checked_on, row.checked_by_id = now.date(), by_id
        row.save(update_fields=["checked_on", "checked_by"])
        row.tips.filter(settled_at=None).update(settled_at=now)
        _index(row)
        record(actor_id=by_id, action="service.confirmed", now=now, subject=(SERVICE_KIND, row.pk), facts={})


def retire_service(*, row: Service, by_id: int, now: datetime) -> None:
    """It is gone, or not for our people. Audited."""
    with transaction.atomic():
        row.retired_at = now
        row.save(update_fields=["retired_at"])
        row.tips.filter(settled_at=None).update(settled_at=now)
        drop_findable(kind=SERVICE_KIND, subject_id=row.pk)
        record(actor_id=by_id, action="service.retired", now=now, subject=(SERVICE_KIND, row.pk), facts={})


def tell_about_service(*, row: Service, member_id: int | None, who: str, words: str, now: datetime) -> None:
    """Somebody says that a line is wrong. ``who`` counts tips of one reader a day. Raises TooMany."""
    spend(what="service-tip", who=who, most=TIPS_A_DAY, per_seconds=86_400, now=now)
    ServiceTip.objects.create(service=row, member_id=member_id, words=markup.clean_line(words), told_at=now)


def _index(row: Service) -> None:
    put_findable(
        kind=SERVICE_KIND, subject_id=row.pk, title=row.name, note=row.what, text=f"{row.place} {row.conditions}",
        url=reverse("service-page", args=[row.public_id]), condition_slugs=row.condition_slugs, at=row.checked_on,
    )
