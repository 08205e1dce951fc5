"""What belongs under a clinician's text for another network, for the page that looks at any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from dayroom.apps.outreach.actions.own import look_at_own
from dayroom.apps.people.queries.personas import verified_personas
from dayroom.apps.screening.ports import OWN_TEXTS, OwnText

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


class OwnPosts:
    def is_for(self, member: Member) -> bool:
        return bool(verified_personas(member.pk, timezone.localdate()))

    def look(self, member: Member, *, text: str, language: str, interests: str) -> OwnText:
        seen = look_at_own(member=member, text=text, language=language, interests=interests)
        # what the guard found stands on that page already: only the checks of conduct are new there
        checked = tuple(one for one in seen.notes if any(one.startswith(f"{check.id}: ") for check in seen.conduct))
        return OwnText(seen.cleaned, seen.stops, checked, reverse("own-new") if member.has_role("CLINICIAN") else "")


OWN_TEXTS.plug("outreach", OwnPosts())
