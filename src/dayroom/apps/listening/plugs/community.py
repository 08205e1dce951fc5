"""How communities are doing, on the desk of those who look after some."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dayroom.apps.communities.queries.measures import looked_after
from dayroom.apps.listening.vocabulary import ANALYST_ROLES
from dayroom.apps.moderation.ports import DESK_PARTS, DeskPart
from dayroom.apps.people.vocabulary import Role


class HowCommunitiesAre:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        if roles.isdisjoint({*ANALYST_ROLES, Role.STEWARD}) and not looked_after(member_id):
            return []
        return [
            DeskPart(
                title=_("How communities are doing"),
                url=reverse("community-how-list"),
                note=_("Who answers, who waits, who stays."),
            )
        ]


DESK_PARTS.plug("how communities are doing", HowCommunitiesAre())
