"""What every page with a composer needs to show it; the same with and without script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from dayroom.apps.communities.actions.composing import Composed
from dayroom.apps.communities.presenters.composer import audience_sentence
from dayroom.apps.communities.queries.cards import card_offers, card_readers
from dayroom.apps.communities.queries.posts import first_face, waiting_attachments
from dayroom.apps.communities.rules.conduct import SHOWS
from dayroom.apps.communities.vocabulary import Visibility
from dayroom.apps.people.queries import verified_personas
from dayroom.apps.people.queries.authorizations import valid_authorizations
from dayroom.apps.people.vocabulary import Role

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Community, Draft, Topic
    from dayroom.apps.communities.queries.rows import TopicPage


@dataclass(frozen=True, slots=True)
class Where:
    """Where a text is going: enough to say who will read it, and to come back."""

    action: str  # where the form is sent
    draft_place: str
    back_url: str
    name: str
    visibility: str
    audience: str
    members_count: int
    community_id: int
    pinned: bool = False
    topic_title: str = ""
    opens: bool = False
    edits: bool = False
    may_moderate: bool = False


def for_page(page: TopicPage) -> Where:
    topic = page.topic
    return Where(
        action=f"/t/{topic.public_id}/reply", draft_place=f"topic:{topic.public_id}", back_url=f"/t/{topic.public_id}/",
        name=topic.community_name, visibility=topic.visibility, audience=topic.audience,
        members_count=topic.members_count, community_id=topic.community_id, pinned=topic.pinned,
        topic_title=topic.title,
    )


def for_topic(topic: Topic) -> Where:
    place = topic.community
    return Where(
        action=f"/t/{topic.public_id}/reply", draft_place=f"topic:{topic.public_id}", back_url=f"/t/{topic.public_id}/",
        name=place.name, visibility=place.visibility, audience=place.audience, members_count=place.members_count,
        community_id=place.pk, pinned=topic.pinned, topic_title=topic.title,
    )


def for_community(place: Community, *, may_moderate: bool) -> Where:
    return Where(
        action=f"/c/{place.slug}/new", draft_place=f"community:{place.slug}", back_url=f"/c/{place.slug}/",
        name=place.name, visibility=place.visibility, audience=place.audience, members_count=place.members_count,
        community_id=place.pk, opens=True, may_moderate=may_moderate,
    )


def composer_words(
    request: HttpRequest, where: Where, composed: Composed, *, draft: Draft | None = None, **more: Any
) -> dict[str, Any]:
    """The context of ``communities/_composer.html``."""
    me = request.user
    # only somebody with a checked license has a second face: others are not asked about it
    personas = verified_personas(me.pk, localdate()) if me.has_role(Role.CLINICIAN) and not where.edits else []
    if personas and request.method == "GET":
        composed.speak_as = first_face(me, where.community_id, personas)
    files = waiting_attachments(me.pk, list(composed.attachment_ids)) if composed.attachment_ids else []
    signed = valid_authorizations(me.pk, localdate()) if personas else []
    return {
        "authorizations": signed, "shows_choices": SHOWS if personas else (),
        "offers": card_offers(me.pk) if composed.do == "cards" or composed.cards else None,
        "card_readers": card_readers(), "anyone_reads": where.visibility == Visibility.PUBLIC or where.pinned,
        "where": where, "composed": composed, "personas": personas, "files": files, "draft": draft,
        "draft_at": int(draft.saved_at.timestamp() * 1000) if draft else 0,
        "who_reads": audience_sentence(
            name=where.name, visibility=where.visibility, audience=where.audience, members_count=where.members_count,
            pinned=where.pinned, opens=where.opens,
        ),
        **more,
    }
