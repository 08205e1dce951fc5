"""Who answers for an article, as readers see them: the professional face where there is one, else the handle."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dayroom.apps.people.queries import member_by_id, personas_of
from dayroom.apps.people.vocabulary import PROFESSIONS, MemberState, Role
from dayroom.kernel.errors import NotFound

SPEAKING_ROLES = (Role.COMMUNICATIONS_OFFICER, Role.STEWARD, Role.OWNER)


@dataclass(frozen=True, slots=True)
class Byline:
    """A name and what entitles it to speak. ``url`` is empty where there is no public page."""

    name: str
    credentials: str = ""
    url: str = ""


def byline_of(member_id: int | None) -> Byline | None:
    """A checked licence shows the professional page; which account stands behind it is not told."""
    if member_id is None:
        return None
    try:
        member = member_by_id(member_id)
    except NotFound:
        return Byline(_("A former member"))
    if member.state == MemberState.ERASED:
        return Byline(_("A former member"))
    face = next((one for one in personas_of(member_id) if one.verified_until is not None), None)
    if face is not None:
        credentials = str(PROFESSIONS.get(face.profession, PROFESSIONS["other"]))
        if face.employer:
            credentials += f", {face.employer}"
        return Byline(face.display_name, credentials, f"/pro/{face.handle}")
    role = next((str(one.label) for one in SPEAKING_ROLES if member.has_role(one)), "")
    # among full names a bare handle looks like a slip
    return Byline(f"@{member.handle}", role, reverse("member-page", args=[member.handle]))
