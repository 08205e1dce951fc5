"""Whose record is open, and which of its rows the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, TypeVar

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from dayroom.apps.people.queries import blocked_between, member_by_id
from dayroom.apps.people.queries.guardians import is_guardian_of
from dayroom.apps.people.queries.members import ids_by_public_ids
from dayroom.apps.people.vocabulary import MemberState
from dayroom.apps.tracking.models import ChosenReader, KeptPerson, Proxy
from dayroom.apps.tracking.ports import PLACES
from dayroom.apps.tracking.rules.access import check_may, way_in
from dayroom.apps.tracking.vocabulary import SEEN_BY_CARERS, Audience, ProxyState, Scope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import vault_of

if TYPE_CHECKING:
    from datetime import date

    from dayroom.apps.people.models import Member
    from dayroom.apps.tracking.models.items import Item



class Placed(Protocol):
    """What must be known of an item to say who may see it: a row, or what was opened of it."""

    @property
    def public_id(self) -> str: ...
    @property
    def audience(self) -> str: ...
    @property
    def place_id(self) -> int | None: ...


ME = "me"
Row = TypeVar("Row", bound="Item")


def record_for(reader: Member, whose: str, *scopes: str, today: date | None = None) -> Record:
    """The record under this address, for this reader.

    whose    "me", or the owner's public id
    scopes   what the reader must be allowed to do; none for a reader who only gets to see what is shown to them
    today    ends what is past its day; None asks the clock of the site
    raises   NotFound for nobody, for a blocked pair, and for a scope that was not given: all the same to the reader
    """
    if whose in (ME, reader.public_id):
        return Record(reader.pk, ME, reader.handle, mine=True, reader_id=reader.pk)
    record = _record_of_another(reader, whose, today)
    for scope in scopes:
        check_may(record, scope)
    return record


def _record_of_another(reader: Member, whose: str, today: date | None) -> Record:
    owner_id = ids_by_public_ids([whose]).get(whose) if is_public_id(whose) else None
    if owner_id is None or blocked_between(reader.pk, owner_id):
        raise NotFound()
    owner = member_by_id(owner_id)
    if owner.state == MemberState.KEPT:
        return _kept_record(owner_id, whose, reader)
    if not owner.is_active:
        raise NotFound()
    guardian = owner.is_child and is_guardian_of(reader.pk, owner_id)
    return Record(
        owner_id, whose, owner.handle, mine=False, reader_id=reader.pk, whole=guardian,
        scopes=frozenset(Scope.values) if guardian else scopes_in(owner_id, reader.pk, today=today),
        # what is shown to a community is shown by a member of it: who has left shows it nothing more
        places=frozenset(places_of(reader.pk)) & frozenset(places_of(owner_id)),
    )


def _kept_record(owner_id: int, whose: str, reader: Member) -> Record:
    """The record of a person without an account, for the one carer who keeps it."""
    kept = KeptPerson.objects.filter(owner_id=owner_id, carer_id=reader.pk).first()
    if kept is None:
        raise NotFound()
    name = str(vault_of(owner_id).open(kept).get("name", ""))
    return Record(owner_id, whose, name, mine=False, reader_id=reader.pk, whole=True)


def scopes_in(owner_id: int, carer_id: int, *, today: date | None = None) -> frozenset[str]:
    """What this carer may do in this record today."""
    row = Proxy.objects.filter(owner_id=owner_id, carer_id=carer_id, state=ProxyState.STANDING).first()
    if row is None or (row.until_on is not None and row.until_on < (today or localdate())):
        return frozenset()
    given = {Scope.SEE: row.may_see, Scope.ENTER: row.may_enter, Scope.SHARE: row.may_share}
    return frozenset(str(scope) for scope, yes in given.items() if yes)


def places_of(member_id: int) -> dict[int, str]:
    """Id → name of the communities of this member, as the shell knows them."""
    return {place_id: name for _key, plug in PLACES for place_id, name in plug.of_member(member_id).items()}


def still_there(shown: Iterable[tuple[int | None, int]]) -> set[tuple[int | None, int]]:
    """Of these (community, owner) pairs, those whose owner is a member now: what is shown to a community is shown by
    a member of it."""
    pairs = set(shown)
    places, owners = {place for place, _owner in pairs if place}, {owner for _place, owner in pairs}
    found: set[tuple[int | None, int]] = set()
    for _key, plug in PLACES if places else ():
        found |= plug.members_among(places, owners)
    return pairs & found


def places_offered(record: Record, held: int | None) -> dict[int, str]:
    """Communities for which an item can be opened on this page; `held` is the one it is open for now. Somebody else is
    offered those they share with the owner: which others the owner is in is told to no carer."""
    own = places_of(record.owner_id)
    return own if record.mine else {pk: name for pk, name in own.items() if pk in record.places or pk == held}


def chosen_items(record: Record, kind: str) -> set[str]:
    """Public ids of the items of this kind for which the reader was chosen."""
    rows = ChosenReader.objects.filter(owner_id=record.owner_id, reader_id=record.reader_id, kind=kind)
    return set(rows.values_list("item", flat=True))


def seen_rows(record: Record, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Of these items of the record's owner, those that the reader may see. The rule in words: `rules.access.way_in`."""
    own = rows.filter(owner_id=record.owner_id)
    if record.mine or (record.whole and Scope.SEE in record.scopes):
        return own
    kind = rows.model._meta.model_name or ""
    seen = Q(audience=Audience.CHOSEN, public_id__in=chosen_items(record, kind))
    seen |= Q(audience=Audience.PLACE, place_id__in=record.places)
    if Scope.SEE in record.scopes:
        seen |= Q(audience__in=[str(one) for one in SEEN_BY_CARERS])
    return own.filter(seen)


def ways_in(record: Record, rows: Iterable[Placed], kind: str) -> dict[str, str]:
    """Public id → by what right the reader sees it; for the log that the owner reads."""
    chosen = chosen_items(record, kind)
    found = {
        row.public_id: way_in(record, row.audience, row.place_id, chosen=row.public_id in chosen) for row in rows
    }
    return {public_id: str(way) for public_id, way in found.items() if way is not None}
