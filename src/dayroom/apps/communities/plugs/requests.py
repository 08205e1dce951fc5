"""The words that come with a wish to join, as moderation sees them: a case only when somebody may be in danger."""

from __future__ import annotations

from datetime import datetime

from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from dayroom.apps.communities.actions.requests import clear_note
from dayroom.apps.communities.plugs.moderation import Posts
from dayroom.apps.communities.queries import moderated
from dayroom.apps.moderation.ports import SubjectCard


class JoinRequests(Posts):
    """Looked after by the same moderators as the posts of the place."""

    def id_for(self, public_id: str, reader_id: int) -> int | None:
        return None  # only its moderators read it, so nobody else can point at it

    def card(self, subject_id: int) -> SubjectCard | None:
        row = moderated.join_request(subject_id)
        if row is None or not row.asked_note:
            return None
        place = row.community
        return SubjectCard(
            title=_("A wish to join"), url=f"/c/{place.slug}/people", body=row.asked_note,
            body_html=linebreaks(row.asked_note, autoescape=True), byline=row.member.handle, place=place.name,
            state="LIVE", made_at=row.since, language=place.language,
        )

    def facts(self, subject_id: int) -> tuple[int | None, bool, int | None]:
        row = moderated.join_request(subject_id)
        return (row.member_id, False, row.community_id) if row else (None, False, None)

    def moderated_scopes(self, member_id: int) -> list[tuple[int, str]]:
        return []  # the same places, which the posts have named already

    def release(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        """Nothing was held: the moderators had it from the start."""

    def hide(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        clear_note(subject_id)

    def remove(self, subject_id: int, *, by_id: int, now: datetime) -> None:
        clear_note(subject_id)
