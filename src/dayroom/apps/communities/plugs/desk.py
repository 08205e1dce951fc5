"""What of communities waits for somebody: requests to join, and places of the network without a moderator."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dayroom.apps.communities.queries.network import requests_for, totals
from dayroom.apps.communities.rules.membership import NETWORK_ROLES
from dayroom.apps.moderation.ports import DeskPart
from dayroom.apps.people.queries.guardians import guardians_waiting, young_places


class CommunitiesDesk:
    def parts(self, member_id: int, roles: frozenset[str], now: datetime) -> list[DeskPart]:
        found = [
            DeskPart(
                title=_("Requests to join %(community)s") % {"community": name},
                url=reverse("membership-list", args=[slug]), count=waiting,
            )
            for slug, name, waiting in requests_for(member_id)
        ]
        if not roles.isdisjoint(NETWORK_ROLES):
            sums = totals(now)
            found.append(DeskPart(
                title=_("Network desk"), url=reverse("network-desk"), count=sums.quiet,
                note=_("Communities without an active moderator, waiting questions, rules for all."),
            ))
        if not roles.isdisjoint({"STEWARD", "OWNER"}) and young_places():
            found.append(DeskPart(
                title=_("Guardians"), url=reverse("desk-guardians"), count=guardians_waiting(),
                note=_("Adults who ask for an account for a child under 13."),
            ))
        return found
