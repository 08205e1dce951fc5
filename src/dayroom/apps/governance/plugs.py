"""What governance itself keeps about a member."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dayroom.apps.governance.actions.erasure import forget
from dayroom.apps.governance.actions.exports import folder
from dayroom.apps.governance.models import Export
from dayroom.apps.notices.ports import NOTICE_SUBJECTS
from dayroom.apps.people.ports import FORGETTING
from dayroom.apps.tracking.ports import RECORD_WATCHERS
from dayroom.platform import search
from dayroom.platform.ports import PERSONAL_DATA


class RightsData:
    title = _("Requests about your data")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        rows = Export.objects.filter(member_id=member_id).order_by("id")
        yield gettext("exports"), [{"asked_at": row.asked_at.isoformat(), "state": row.state} for row in rows]

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        _drop_copies(member_id)


class CopiesOfARecord:
    """A copy of somebody's data holds their health record, opened: it goes when the record does."""

    def forgotten(self, *, member_id: int, now: datetime) -> None:
        _drop_copies(member_id)


def _drop_copies(member_id: int) -> None:
    for row in Export.objects.filter(member_id=member_id):
        if row.file_name:
            (folder() / row.file_name).unlink(missing_ok=True)
    Export.objects.filter(member_id=member_id).delete()


class ExportSubject:
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        rows = Export.objects.filter(pk__in=ids, member_id=reader_id)
        return {row.pk: (str(_("Your data")), reverse("export-page", args=[row.public_id])) for row in rows}


class AtOnce:
    """A guardian took their yes back: no time to think it over, the child's data goes now."""

    def forget(self, *, member_id: int, public_id: str, now: datetime) -> None:
        forget(member_id=member_id, public_id=public_id, now=now)
        # the index keeps deleted words until it is put in order, which cannot be done inside a transaction
        transaction.on_commit(search.sweep)


FORGETTING.plug("governance", AtOnce())
RECORD_WATCHERS.plug("governance", CopiesOfARecord())
PERSONAL_DATA.plug("governance", RightsData())
NOTICE_SUBJECTS.plug("export", ExportSubject())
