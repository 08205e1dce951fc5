"""What the site knows of a professional's post beyond its words: authorization, picture, interests, whom it answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.beside import Setting
from dayroom.apps.communities.models import Attachment
from dayroom.apps.communities.models.attachments import MediaKind
from dayroom.apps.communities.rules.conduct import check_picture_said, scopes_of
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import POST_KIND
from dayroom.apps.people.actions.authorizations import authorization_to_use, use_authorization
from dayroom.apps.people.queries.authorizations import authorizations_of, lacks_of
from dayroom.engines import guard
from dayroom.engines.guard.conduct import ImageShows

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Post
    from dayroom.apps.people.models import Authorization, Member, Persona

SEEN = (MediaKind.IMAGE, MediaKind.VIDEO)  # what an eye sees; a sound has its transcript
NO_INTERESTS = ("none", "no ", "ningun", "nada")


def pictures_of(setting: Setting, attachment_ids: Collection[str]) -> list[Attachment]:
    """The pictures and videos that stand, or will stand, with the post."""
    return list(setting.files(attachment_ids).filter(kind__in=SEEN))


def permit_for(
    setting: Setting, written: Written, pictures: Collection[Attachment], *, author: Member, now: datetime
) -> Authorization | None:
    """The patient's authorization this post stands on: the one that was chosen, or the one it has. Raises
    NotAuthorized, NotCovered, NotFound."""
    if written.authorization:
        scopes = scopes_of(written.body, {str(one.kind) for one in pictures})
        return authorization_to_use(member=author, public_id=written.authorization, scopes=scopes, now=now)
    if setting.post is None:
        return None
    today = localdate(now)
    return next((row for row in authorizations_of((POST_KIND, setting.post.pk)) if not lacks_of(row, today)), None)


def conduct_facts(
    setting: Setting, written: Written, pictures: Collection[Attachment], permit: Authorization | None, *,
    persona: Persona, author: Member, now: datetime,
) -> guard.ConductFacts:
    """Raises PictureUnsaid where a picture does not say what it shows."""
    edits, topic = setting.post is not None, setting.topic
    said = written.shows or next((one.shows for one in pictures if one.shows), "")
    check_picture_said(written.shows, [(one.alt, one.decorative) for one in pictures], edits=edits)
    answers = topic is not None and not setting.opens and topic.author_id != author.pk
    to_professional = topic is not None and topic.persona_id is not None
    return guard.ConductFacts(
        persona_is_professional=True, has_image=bool(pictures),
        credential_current=persona.verified_until is not None and persona.verified_until >= localdate(now),
        image_shows=ImageShows(said or (ImageShows.NO_PERSON if edits else "")),
        authorization_valid=permit is not None, image_alt=" ".join(one.alt for one in pictures).strip(),
        image_is_decorative=all(one.decorative for one in pictures), conflicts=_conflicts(persona.interests),
        # the page shows employer and "views are their own" with the name, and who will read it above the button
        employer_named=bool(persona.employer), says_own_views=persona.own_views, audience_shown=True,
        is_reply_to_person=answers and not to_professional, replies_to_professional=answers and to_professional,
    )


def _conflicts(interests: str) -> tuple[guard.Conflict, ...]:
    """The line on the professional page, as one interest; "none" is a declaration too."""
    said = interests.strip()
    return () if said.lower().startswith(NO_INTERESTS) else (guard.Conflict(party=said),)


def keep_permit(
    post: Post, written: Written, pictures: Collection[Attachment], permit: Authorization | None, *, by_id: int,
    now: datetime,
) -> None:
    """Record what the post stands on, and what its pictures were said to show."""
    if permit is not None:
        use_authorization(authorization=permit, subject=(POST_KIND, post.pk), by_id=by_id, now=now)
    if pictures and written.shows:
        Attachment.objects.filter(pk__in=[one.pk for one in pictures]).update(shows=written.shows)
        record(actor_id=by_id, action="post.picture_shows", now=now, subject=(POST_KIND, post.pk),
               facts={"shows": written.shows, "pictures": len(pictures)})
