"""What communities hold about a member, and how they let go of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.actions.erasing import erase_words
from dayroom.apps.communities.actions.files import path_of
from dayroom.apps.communities.queries.personal import exported_file_name, exported_tables, own_attachments


class CommunityData:
    title = _("What you wrote in communities")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        yield from exported_tables(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        for row in own_attachments(member_id):
            yield exported_file_name(row), str(path_of(row.file_name))

    def erase(self, member_id: int) -> None:
        erase_words(member_id, now=timezone.now())
