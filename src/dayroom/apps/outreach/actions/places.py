"""Where something that stands on a patient's authorization can be seen outside: kept where the authorization is."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.outreach.models import Message
from dayroom.apps.people.actions.authorizations import note_outside
from dayroom.apps.people.queries.authorizations import lacks_of
from dayroom.kernel.errors import Invalid


def note_places(message: Message, *, address: str, by_id: int | None, now: datetime) -> int:
    """Every authorization of the message learns of the place, so that revoking it lists the place. Returns how many."""
    noted = 0
    for permit in message.permits.select_related("authorization"):
        if lacks_of(permit.authorization, now.date()):
            continue
        try:
            note_outside(authorization=permit.authorization, place=address[:300], now=now,
                         by_id=by_id or message.author_id or 0)
        except Invalid:
            continue  # it ended in this very minute: the delivery itself is on the list of its message
        noted += 1
    return noted
