"""Ask, answer, change and end: one person acts for another. Both are told, and everything is recorded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from dayroom.apps.audit.actions import record as record_act
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.queries import are_contacts, blocked_between
from dayroom.apps.people.vocabulary import AgeBand
from dayroom.apps.tracking.models import Proxy
from dayroom.apps.tracking.queries.carers import OPEN, own_proxy, scopes_given
from dayroom.apps.tracking.rules.carers import (
    AlreadyAsked,
    check_answerable,
    check_authority,
    check_given,
    check_pair,
)
from dayroom.apps.tracking.vocabulary import ProxyState, Scope
from dayroom.apps.tracking.vocabulary.carers import ASKED_PER_DAY, PROXY_KIND, Pair
from dayroom.kernel.errors import NotFound
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def ask_proxy(
    *, by: Member, owner: Member, carer: Member, authority: str, scopes: Collection[str], until_on: date | None,
    now: datetime, today: date,
) -> Proxy:
    """Ask that `carer` may act in the record of `owner`; `by` is one of the two, the other answers.

    Raises what `check_pair` and `check_given` raise, AlreadyAsked, TooMany.
    """
    check_pair(_pair(owner, carer, asked_by_owner=by.pk == owner.pk))
    check_authority(authority)
    check_given(scopes, until_on, today)
    spend(what="proxy", who=str(by.pk), most=ASKED_PER_DAY, per_seconds=86_400, now=now)
    with transaction.atomic():
        if Proxy.objects.select_for_update().filter(owner=owner, carer=carer, state__in=OPEN).exists():
            raise AlreadyAsked()
        row = Proxy.objects.create(
            owner=owner, carer=carer, authority=authority, asked_by=by, asked_at=now, until_on=until_on,
            **given_columns(scopes),
        )
        _told(row, by.pk, "proxy.ask", now)
    return row


def answer_proxy(*, by: Member, public_id: str, accepts: bool, now: datetime) -> Proxy:
    """The one who was asked says yes or no. Raises NotFound, and what `check_pair` raises where things have changed."""
    with transaction.atomic():
        row = _locked(by.pk, public_id)
        check_answerable(row.state, by_id=by.pk, asked_by_id=row.asked_by_id)
        if accepts:
            check_pair(_pair(row.owner, row.carer, asked_by_owner=row.asked_by_id == row.owner_id))
        row.state, row.answered_at = (ProxyState.STANDING if accepts else ProxyState.REFUSED), now
        row.save(update_fields=["state", "answered_at"])
        _told(row, by.pk, "proxy.accept" if accepts else "proxy.refuse", now)
    return row


def change_proxy(
    *, by: Member, public_id: str, scopes: Collection[str], until_on: date | None, now: datetime, today: date
) -> Proxy:
    """The owner gives more or less; a carer cannot. Raises NotFound, and what `check_given` raises."""
    check_given(scopes, until_on, today)
    with transaction.atomic():
        row = _locked(by.pk, public_id)
        if row.owner_id != by.pk or row.state not in OPEN:
            raise NotFound()
        for name, given in given_columns(scopes).items():
            setattr(row, name, given)
        row.until_on = until_on
        row.save(update_fields=["may_see", "may_enter", "may_share", "until_on"])
        _told(row, by.pk, "proxy.change", now)
    return row


def end_proxy(*, by: Member, public_id: str, now: datetime) -> None:
    """Either of the two ends it, at once and without a reason. Raises NotFound."""
    with transaction.atomic():
        row = _locked(by.pk, public_id)
        if row.state not in OPEN:
            raise NotFound()
        _end(row, by.pk, now)
        _told(row, by.pk, "proxy.end", now)


def end_between(*, member_id: int, other_id: int, now: datetime) -> None:
    """One blocked the other: nobody acts for anybody any more. Nobody is told, as with every block."""
    both = Q(owner_id=member_id, carer_id=other_id) | Q(owner_id=other_id, carer_id=member_id)
    for row in Proxy.objects.select_for_update().filter(both, state__in=OPEN):
        _end(row, member_id, now)
        record_act(actor_id=member_id, action="proxy.end", now=now, subject=(PROXY_KIND, row.pk))


def end_all(*, owner_id: int, now: datetime) -> None:
    """The owner has no record any more: nobody acts in it. Each carer is told."""
    for row in Proxy.objects.select_for_update().filter(owner_id=owner_id, state__in=OPEN):
        _end(row, owner_id, now)
        _told(row, owner_id, "proxy.end", now)


def given_columns(scopes: Collection[str]) -> dict[str, bool]:
    return {"may_see": Scope.SEE in scopes, "may_enter": Scope.ENTER in scopes, "may_share": Scope.SHARE in scopes}


def _end(row: Proxy, by_id: int, now: datetime) -> None:
    row.state, row.ended_at, row.ended_by_id = ProxyState.ENDED, now, by_id
    row.save(update_fields=["state", "ended_at", "ended_by"])


def _pair(owner: Member, carer: Member, *, asked_by_owner: bool) -> Pair:
    return Pair(
        same=owner.pk == carer.pk, blocked=blocked_between(owner.pk, carer.pk),
        contacts=are_contacts(owner.pk, carer.pk), owner_teen=owner.is_teen and not owner.is_child,
        owner_child=owner.is_child, carer_adult=carer.age_band == AgeBand.ADULT, carer_child=carer.is_child,
        asked_by_owner=asked_by_owner,
    )


def _locked(member_id: int, public_id: str) -> Proxy:
    return Proxy.objects.select_for_update(of=("self",)).select_related("owner", "carer").get(
        pk=own_proxy(member_id, public_id).pk
    )


def _told(row: Proxy, by_id: int, action: str, now: datetime) -> None:
    """The other one is told that there is something to see, and not what."""
    record_act(actor_id=by_id, action=action, now=now, subject=(PROXY_KIND, row.pk),
               facts={"authority": row.authority, "scopes": " ".join(scopes_given(row))})
    tell(member_ids=[row.owner_id, row.carer_id], kind=NoticeKind.CARER, now=now, subject=(PROXY_KIND, row.pk),
         actor_id=by_id)
