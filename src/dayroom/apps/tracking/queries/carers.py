"""Who acts for whom."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from dayroom.apps.people.queries import blocked_between
from dayroom.apps.people.queries.guardians import children_of
from dayroom.apps.people.vocabulary import MemberState
from dayroom.apps.tracking.models import KeptPerson, Proxy
from dayroom.apps.tracking.ports import PLACES
from dayroom.apps.tracking.vocabulary import ProxyState, Scope
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import vault_of

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

OPEN = (ProxyState.ASKED, ProxyState.STANDING)
ENDED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A person without an account, as the carer knows them."""

    public_id: str
    whose: str  # the public id in addresses of the record
    name: str
    link_until: datetime | None


@dataclass(frozen=True, slots=True)
class Carers:
    """Everything between one member and others about acting for somebody."""

    for_me: list[Proxy]
    by_me: list[Proxy]
    ended: list[Proxy]
    kept: list[Kept]
    children: list[Member]


def carers_of(member_id: int) -> Carers:
    rows = Proxy.objects.filter(Q(owner_id=member_id) | Q(carer_id=member_id)).exclude(owner__state=MemberState.KEPT)
    rows = rows.select_related("owner", "carer", "asked_by", "ended_by")
    standing = list(rows.filter(state__in=OPEN).order_by("-asked_at", "-id"))
    ended = list(rows.exclude(state__in=OPEN).order_by("-asked_at", "-id")[:ENDED_SHOWN])
    return Carers(
        [row for row in standing if row.owner_id == member_id], [row for row in standing if row.carer_id == member_id],
        ended, kept_by(member_id), children_of(member_id),
    )


def kept_by(carer_id: int) -> list[Kept]:
    rows = KeptPerson.objects.filter(carer_id=carer_id).select_related("owner").order_by("id")
    return [_kept(row) for row in rows]


def own_kept(carer_id: int, public_id: str) -> KeptPerson:
    """Raises NotFound, also for one that somebody else keeps."""
    rows = KeptPerson.objects.filter(carer_id=carer_id, public_id=public_id)
    found = rows.first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def kept_by_link(token: str, now: datetime) -> KeptPerson | None:
    """The person to whom a link leads while it is good."""
    rows = KeptPerson.objects.filter(link_digest=link_digest(token), link_until__gt=now)
    return rows.select_related("carer", "owner").first() if token else None


def kept_name(row: KeptPerson) -> str:
    return str(vault_of(row.owner_id).open(row).get("name", ""))


def link_digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _kept(row: KeptPerson) -> Kept:
    return Kept(row.public_id, row.owner.public_id, kept_name(row), row.link_until)


def own_proxy(member_id: int, public_id: str) -> Proxy:
    """One that the member is a part of. Raises NotFound."""
    rows = Proxy.objects.select_related("owner", "carer").filter(Q(owner_id=member_id) | Q(carer_id=member_id))
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def seeing_carers(owner_id: int, *, today: date) -> set[int]:
    """Ids of those who see what is meant for carers today."""
    rows = Proxy.objects.filter(owner_id=owner_id, state=ProxyState.STANDING, may_see=True)
    ids = rows.filter(Q(until_on=None) | Q(until_on__gte=today)).values_list("carer_id", flat=True)
    return {carer for carer in ids if not blocked_between(owner_id, carer)}


def people_in(place_id: int) -> int:
    """How many people a community has."""
    return sum(plug.people_in(place_id) for _key, plug in PLACES)


def scopes_given(row: Proxy) -> list[str]:
    given = {Scope.SEE: row.may_see, Scope.ENTER: row.may_enter, Scope.SHARE: row.may_share}
    return [str(scope) for scope, yes in given.items() if yes]


def proxy_others(ids: Collection[int], member_id: int) -> list[tuple[int, str]]:
    """(id, handle of the other one) for those of these that the member is a part of."""
    rows = Proxy.objects.filter(Q(owner_id=member_id) | Q(carer_id=member_id), pk__in=list(ids))
    return [
        (row.pk, row.carer.handle if row.owner_id == member_id else row.owner.handle)
        for row in rows.select_related("owner", "carer")
    ]
