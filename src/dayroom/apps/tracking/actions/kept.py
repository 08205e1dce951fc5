"""A carer keeps the record of a person without an account; one day the person takes it over (ADR 0023)."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction

from dayroom.apps.audit.actions import record as record_act
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.actions.kept import forget_kept, open_kept
from dayroom.apps.people.vocabulary import AgeBand
from dayroom.apps.tracking.actions.carers import given_columns
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.models import Access, KeptPerson, Proxy
from dayroom.apps.tracking.queries.carers import OPEN, kept_by, kept_by_link, link_digest, own_kept
from dayroom.apps.tracking.rules.carers import (
    LinkOver,
    OwnCarer,
    TooManyKept,
    TooYoungToCare,
    check_authority,
    check_given,
    check_pair,
)
from dayroom.apps.tracking.vocabulary import Authority, ProxyState
from dayroom.apps.tracking.vocabulary.carers import KEPT_MOST, LINK_GOOD, PROXY_KIND, Pair
from dayroom.platform.sealing import hand_over_keys, vault_of

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


def keep_person(*, carer: Member, name: str, authority: str, language: str, now: datetime) -> KeptPerson:
    """Begin a record for somebody without an account. The carer says by what right, and yes in the person's place.

    Raises TooYoungToCare, TooManyKept, Invalid.
    """
    if carer.age_band != AgeBand.ADULT:
        raise TooYoungToCare()
    check_authority(authority)
    if len(kept_by(carer.pk)) >= KEPT_MOST:
        raise TooManyKept()
    with transaction.atomic():
        person = open_kept(by_id=carer.pk, now=now)
        row = KeptPerson(owner=person, carer=carer, made_at=now)
        row.sealed = vault_of(person.pk).seal({"name": name}, row)
        row.save()
        Proxy.objects.create(
            owner=person, carer=carer, authority=authority, state=ProxyState.STANDING, asked_by=carer, asked_at=now,
            answered_at=now, may_see=True, may_enter=True, may_share=True,
        )
        agree(member_id=person.pk, language=language, now=now)
        record_act(actor_id=carer.pk, action="kept.authority", now=now, subject=("member", person.pk),
                   facts={"authority": authority})
    return row


def drop_person(*, carer: Member, public_id: str, now: datetime) -> None:
    """Delete the record and the row of the person, for good. Raises NotFound."""
    forget_kept(member_id=own_kept(carer.pk, public_id).owner_id, by_id=carer.pk, now=now)


def make_link(*, carer: Member, public_id: str, now: datetime) -> str:
    """A new link by which the person takes the record over; an older one is no longer good. Returns its secret part."""
    row, token = own_kept(carer.pk, public_id), secrets.token_urlsafe(24)
    row.link_digest, row.link_until = link_digest(token), now + LINK_GOOD
    row.save(update_fields=["link_digest", "link_until"])
    record_act(actor_id=carer.pk, action="kept.link", now=now, subject=("member", row.owner_id))
    return token


def take_over(*, person: Member, token: str, scopes: Collection[str], language: str, now: datetime) -> None:
    """The person has an account now: rows and keys become theirs, the row without an account goes. What the carer may
    do from now on is what the person gives here; nothing is a choice too. Recorded; the carer is told.

    Raises LinkOver, OwnCarer, ChildsGuardian, AdultForTeen, NotFound, Invalid.
    """
    with transaction.atomic():
        row = kept_by_link(token, now)
        # two people with the same link: the second waits here, and finds nothing
        if row is None or KeptPerson.objects.select_for_update().filter(pk=row.pk).first() is None:
            raise LinkOver()
        if row.carer_id == person.pk:
            raise OwnCarer()
        check_pair(Pair(owner_child=person.is_child, contacts=True))
        if scopes:
            check_given(scopes, None, now.date())
        kept_id, carer_id = row.owner_id, row.carer_id
        agree(member_id=person.pk, language=language, now=now)
        row.delete()
        Proxy.objects.filter(owner_id=kept_id).delete()
        _move_rows(kept_id, person.pk)
        hand_over_keys(kept_id, person.pk)
        _go_on(person.pk, carer_id, scopes, now)
        forget_kept(member_id=kept_id, by_id=person.pk, now=now)
        record_act(actor_id=person.pk, action="kept.take_over", now=now, subject=("member", person.pk))


def _go_on(owner_id: int, carer_id: int, scopes: Collection[str], now: datetime) -> None:
    before = Proxy.objects.filter(owner_id=owner_id, carer_id=carer_id, state__in=OPEN)
    before.update(state=ProxyState.ENDED, ended_at=now, ended_by=owner_id)
    row = Proxy.objects.create(
        owner_id=owner_id, carer_id=carer_id, authority=Authority.ASKED, asked_by_id=owner_id, asked_at=now,
        answered_at=now, state=ProxyState.STANDING if scopes else ProxyState.ENDED,
        ended_at=None if scopes else now, ended_by_id=None if scopes else owner_id, **given_columns(scopes),
    )
    tell(member_ids=[carer_id], kind=NoticeKind.CARER, now=now, subject=(PROXY_KIND, row.pk), actor_id=owner_id)


def _move_rows(from_id: int, to_id: int) -> None:
    """Every row of the record, whatever its table: what has an owner has the new one. Where each person has one row
    only, the one that the person has already stays."""
    Access.objects.filter(owner_id=from_id, item="").delete()  # lines about the record as a whole would meet others
    for model in apps.get_app_config("tracking").get_models():
        owner: Any = next((one for one in model._meta.concrete_fields if one.name == "owner"), None)
        if not isinstance(owner, models.ForeignKey) or model in (KeptPerson, Proxy):
            continue
        rows = model._base_manager.filter(owner_id=from_id)
        if owner.unique and model._base_manager.filter(owner_id=to_id).exists():
            rows.delete()
        else:
            rows.update(owner_id=to_id)
