"""Services that somebody can turn to."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.text import slugify

from dayroom.apps.library.models import Service, ServiceTip
from dayroom.apps.library.rules.directory import listed_since
from dayroom.apps.library.vocabulary.directory import SHOWN, Sought
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id

DESK_MOST = 500  # lines on one desk page: more than a town has


def services_listed(today: date) -> QuerySet[Service]:
    """What is shown to everybody: not closed, and not forgotten for two years."""
    return Service.objects.filter(retired_at=None, checked_on__gte=listed_since(today))


def services_found(sought: Sought, today: date, *, after: str = "") -> tuple[list[Service], str]:
    """A page by name, and the service to go on after ("" where it is the last). Raises NotFound for a place of none."""
    rows = services_listed(today)
    if sought.kind:
        rows = rows.filter(kind=sought.kind)
    if sought.online_only:
        rows = rows.filter(online=True)
    if sought.place:
        rows = rows.filter(Q(place__icontains=sought.place) | Q(online=True))
    if sought.condition:
        rows = rows.filter(Q(condition_slugs__contains=f" {slugify(sought.condition)} ") | Q(condition_slugs=""))
    for word in sought.words.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(what__icontains=word) | Q(conditions__icontains=word))
    if after:
        last = service_named(after, today)
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    found = list(rows.order_by("name", "pk")[: SHOWN + 1])
    return found[:SHOWN], found[SHOWN - 1].public_id if len(found) > SHOWN else ""


def services_for_condition(slug: str, today: date, most: int = 6) -> list[Service]:
    rows = services_listed(today).filter(condition_slugs__contains=f" {slug} ")
    return list(rows.order_by("name", "pk")[:most])


def service_named(public_id: str, today: date) -> Service:
    found = services_listed(today).filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def services_for_desk() -> list[tuple[Service, int]]:
    """(service, tips that wait): those with tips first, then what was not checked for longest."""
    rows = Service.objects.filter(retired_at=None).annotate(
        waiting=Count("tips", filter=Q(tips__settled_at__isnull=True))
    )
    return [(row, row.waiting) for row in rows.order_by("-waiting", "checked_on", "name")[:DESK_MOST]]


def service_for_desk(public_id: str) -> Service:
    found = Service.objects.filter(public_id=public_id, retired_at=None).first()
    if found is None:
        raise NotFound()
    return found


def tips_waiting(service: Service) -> list[ServiceTip]:
    return list(service.tips.filter(settled_at=None).order_by("told_at", "pk")[:50])
