"""What the record offers to lower apps."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.actions.forgetting import forget_record
from dayroom.apps.tracking.queries.exported import exported_tables
from dayroom.apps.tracking.queries.files import own_files
from dayroom.platform.ports import PERSONAL_DATA


class RecordData:
    title = _("My health")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        return exported_tables(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return own_files(member_id)

    def erase(self, member_id: int) -> None:
        forget_record(member_id)


PERSONAL_DATA.plug("tracking", RecordData())
