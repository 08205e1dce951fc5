"""What people's own tables hold about a member, and how they let go of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.actions import erase_member
from dayroom.apps.people.actions.guardians import let_go_of_guardian
from dayroom.apps.people.actions.records import forget_records
from dayroom.apps.people.queries import exported_tables
from dayroom.apps.people.queries.records import exported_records
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


class RecordsData:
    """Policies, courses and authorizations. What a patient signed is theirs, and the law keeps it six years: it stays
    when the professional who entered it leaves, without their name (45 CFR 164.530(j))."""

    title: str = _("Policies, courses and patients’ authorizations")  # type: ignore[assignment]  # as above

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        yield from exported_records(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        forget_records(member_id, timezone.now())


PERSONAL_DATA.plug("people", PeopleData())
PERSONAL_DATA.plug("people records", RecordsData())
