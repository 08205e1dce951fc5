"""The way from the desk of staff to the listening desk."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dayroom.apps.listening.queries.sources import failing_sources
from dayroom.apps.listening.vocabulary import DESK_ROLES
from dayroom.apps.moderation.ports import DESK_PARTS, DeskPart


class ListeningDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint(DESK_ROLES):
            return []
        parts = [
            DeskPart(
                title=_("Listening"),
                url=reverse("listening-desk"),
                note=_("What rose, where, and how sure we are."),
            )
        ]
        if failing := failing_sources():
            parts.append(
                DeskPart(
                    title=_("Sources that do not answer"),
                    url=reverse("source-list"),
                    count=failing,
                    note=_("We ask them again by ourselves, less often each time."),
                )
            )
        return parts


DESK_PARTS.plug("listening", ListeningDesk())
