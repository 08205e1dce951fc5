"""Requests of guardians, for themselves and for the desk."""

from __future__ import annotations

from django.conf import settings
from django.core import signing

from dayroom.apps.people.models import GuardianConsent, Member
from dayroom.apps.people.ports import YOUNG_PLACES
from dayroom.apps.people.vocabulary import AgeBand
from dayroom.apps.people.vocabulary.guardians import CONFIRM_SECONDS, GuardianState
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id

SALT = "guardian"


def young_places() -> list[tuple[int, str]]:
    """(id, name) of the communities a child could come to; none where the operator has not opened them."""
    if not settings.YOUNG_COMMUNITIES:
        return []
    return [place for _key, plug in YOUNG_PLACES for place in plug.places()]


def requests_of(guardian_id: int) -> list[GuardianConsent]:
    return list(GuardianConsent.objects.filter(guardian_id=guardian_id).select_related("child").order_by("-id"))


def is_guardian_of(guardian_id: int, child_id: int) -> bool:
    """The guardian whose yes stands for this child; ends by itself on the 13th birthday."""
    return GuardianConsent.objects.filter(
        guardian_id=guardian_id, child_id=child_id, state=GuardianState.OPEN, child__age_band=AgeBand.CHILD
    ).exists()


def children_of(guardian_id: int) -> list[Member]:
    """Children under 13 with an account of their own that this guardian opened."""
    rows = GuardianConsent.objects.filter(
        guardian_id=guardian_id, state=GuardianState.OPEN, child__age_band=AgeBand.CHILD
    ).select_related("child").order_by("id")
    return [row.child for row in rows if row.child is not None]


def own_request(guardian_id: int, public_id: str) -> GuardianConsent:
    """The guardian's own; NotFound for anybody else's."""
    found = (
        GuardianConsent.objects.filter(public_id=public_id, guardian_id=guardian_id).select_related("child").first()
        if is_public_id(public_id) else None
    )
    if found is None:
        raise NotFound()
    return found


def token_of(row: GuardianConsent) -> str:
    """What the mail carries: it proves that its reader has the guardian's address."""
    return signing.dumps(row.public_id, salt=SALT)


def request_by_token(guardian_id: int, token: str) -> GuardianConsent:
    """Raises NotFound for a link that is broken, too old, or somebody else's."""
    try:
        public_id = signing.loads(token, salt=SALT, max_age=CONFIRM_SECONDS)
    except signing.BadSignature as fault:
        raise NotFound() from fault
    return own_request(guardian_id, str(public_id))


def requests_for_desk() -> tuple[list[GuardianConsent], list[GuardianConsent]]:
    """(waiting for a steward, oldest first; decided, newest first)."""
    rows = GuardianConsent.objects.select_related("guardian", "decided_by")
    waiting = rows.filter(state=GuardianState.CONFIRMED, guardian__isnull=False).order_by("confirmed_at", "id")
    return list(waiting[:100]), list(rows.exclude(decided_at=None).order_by("-decided_at", "-id")[:50])


def guardians_waiting() -> int:
    return GuardianConsent.objects.filter(state=GuardianState.CONFIRMED, guardian__isnull=False).count()


def exported_requests(member_id: int) -> list[dict[str, object]]:
    """For the guardian's own copy of their data."""
    rows = GuardianConsent.objects.filter(guardian_id=member_id).select_related("child").order_by("id")
    return [
        {
            "state": row.state, "text_version": row.text_version, "language": row.language, "shares": row.shares,
            "method": row.method, "asked_at": row.asked_at.isoformat(),
            "ended_at": row.ended_at.isoformat() if row.ended_at else None,
            "child": row.child.handle if row.child else "",
        }
        for row in rows
    ]
