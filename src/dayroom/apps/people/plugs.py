"""What people's own tables hold about a member, and how they let go of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.actions import erase_member
from dayroom.apps.people.actions.guardians import let_go_of_guardian
from dayroom.apps.people.queries import exported_tables
from dayroom.platform.ports import PERSONAL_DATA


class PeopleData:
    title: str = _("You and your account")  # type: ignore[assignment]  # read later, in the reader's language

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        yield from exported_tables(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        let_go_of_guardian(member_id, timezone.now())
        erase_member(member_id=member_id)


PERSONAL_DATA.plug("people", PeopleData())
