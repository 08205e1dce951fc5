"""Pictures of messages, for those who may see them."""

from __future__ import annotations

from dayroom.apps.outreach.models import MessagePicture
from dayroom.apps.outreach.vocabulary.campaigns import MessageState
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id


def picture_for(public_id: str, *, staff: bool, member_id: int | None) -> MessagePicture:
    """Raises NotFound, the same for a picture that is not theirs to see."""
    rows = MessagePicture.objects.select_related("message").filter(public_id=public_id)
    found = rows.first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    message = found.message
    out = message.state == MessageState.OUT
    own = message.own and member_id is not None and message.author_id == member_id
    if not (out or own or (staff and not message.own)):
        raise NotFound()
    return found
