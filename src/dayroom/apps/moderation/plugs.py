"""What moderation offers to ports of lower apps."""

from __future__ import annotations

from collections.abc import Collection

from dayroom.apps.audit.ports import NAMES
from dayroom.apps.audit.queries import MEMBER
from dayroom.apps.people import queries as people
from dayroom.kernel.errors import NotFound


class MemberNames:
    """Handles for the record. Deeds under a byline are recorded without their author, so none stands here."""

    def names(self, ids: Collection[int]) -> dict[int, str]:
        return {member_id: handle for member_id, (handle, _address) in people.member_cards(ids).items()}

    def id_of(self, name: str) -> int | None:
        try:
            return people.member_by_handle(name).pk
        except NotFound:
            return None


NAMES.plug(MEMBER, MemberNames())
