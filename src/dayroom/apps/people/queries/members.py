from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models.functions import Lower

from dayroom.apps.people.models import Member
from dayroom.apps.people.queries.ties import are_contacts, blocked_between
from dayroom.apps.people.rules import handle_key, is_handle_like
from dayroom.apps.people.vocabulary import MemberState
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id


def member_by_handle(handle: str) -> Member:
    """The member of that handle, however it is capitalised; raises NotFound, also for those who are gone."""
    # no handle has other letters; PostgreSQL would refuse some of them (NUL) with an error of its own
    found = None if not is_handle_like(handle) else (
        Member.objects.annotate(lower_handle=Lower("handle"))
        .filter(lower_handle=handle.lower())
        .exclude(state__in=(MemberState.ERASED, MemberState.KEPT))
        .first()
    )
    if found is None:
        raise NotFound()
    return found


def members_by_handles(handles: Iterable[str]) -> dict[str, Member]:
    """Lower-case handle → member, for those of the handles that exist; one query (mentions)."""
    wanted = {handle.lower() for handle in handles if is_handle_like(handle)}
    rows = (
        Member.objects.annotate(lower_handle=Lower("handle"))
        .filter(lower_handle__in=wanted)
        .exclude(state__in=(MemberState.ERASED, MemberState.KEPT))
    )
    return {row.handle.lower(): row for row in rows}


def member_by_id(member_id: int) -> Member:
    """The row; raises NotFound."""
    found = Member.objects.filter(pk=member_id).first()
    if found is None:
        raise NotFound()
    return found


def member_by_email(email: str) -> Member | None:
    return Member.objects.filter(email=email.lower()).first()


def member_cards(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Member id → (handle, address of the profile), for notices; one query."""
    rows = Member.objects.filter(pk__in=ids).exclude(state=MemberState.ERASED).values_list("pk", "handle")
    return {pk: (handle, f"/m/{handle}") for pk, handle in rows}


def is_handle_free(handle: str, *, besides_id: int | None = None) -> bool:
    """No other member has this handle or one that looks like it."""
    rows = Member.objects.all() if besides_id is None else Member.objects.exclude(pk=besides_id)
    taken = rows.annotate(lower_handle=Lower("handle")).filter(lower_handle=handle.lower()).exists()
    return not taken and not rows.filter(handle_key=handle_key(handle)).exists()


def profile_for(reader: Member | None, handle: str) -> tuple[Member, bool]:
    """The member and whether the reader sees the whole profile; raises NotFound.

    Blocked either way is the same as absent. A private profile (every teen's is) opens to accepted contacts only, and a
    teen's handle is not shown to visitors at all.
    """
    member = member_by_handle(handle)
    if reader is not None and reader.pk == member.pk:
        return member, True
    if member.is_child:
        raise NotFound()  # a child has no page for others, whoever they are
    if reader is None and (member.is_teen or member.profile_private):
        raise NotFound()
    if reader is not None and blocked_between(reader.pk, member.pk):
        raise NotFound()
    if not (member.profile_private or member.is_teen):
        return member, True
    return member, reader is not None and are_contacts(reader.pk, member.pk)


def seen_profile_id(public_id: str, reader_id: int) -> int | None:
    """The member's id, if that reader sees the whole page and so may flag it."""
    member = Member.objects.filter(public_id=public_id).first() if is_public_id(public_id) else None
    reader = Member.objects.filter(pk=reader_id).first()
    if member is None or reader is None:
        return None
    try:
        return member.pk if profile_for(reader, member.handle)[1] else None
    except NotFound:
        return None


def ids_by_public_ids(public_ids: Collection[str]) -> dict[str, int]:
    """Public id → id of those members who exist and are not erased already; for forgetting again after a restore."""
    rows = Member.objects.filter(public_id__in=list(public_ids)).exclude(state=MemberState.ERASED)
    return dict(rows.values_list("public_id", "pk"))
