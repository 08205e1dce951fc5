"""Communities, members and topics for tests, made as rows: quick, and without the guard in the way."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client

from dayroom.apps.communities.models import Community, Membership, Post, Topic
from dayroom.apps.communities.vocabulary import PostState
from tests import cast


def community(slug: str = "diabetes", **fields: object) -> Community:
    given = {"name": slug.title(), "description": f"A place for {slug}. All are welcome.", "made_at": cast.NOW}
    return Community.objects.create(slug=slug, **{**given, **fields})


def joined(member, place: Community, **fields: object):
    """The member, once in the place."""
    given = {"since": cast.NOW - timedelta(days=30), **fields}
    Membership.objects.create(community=place, member=member, **given)
    if given.get("state", "ACTIVE") == "ACTIVE":
        Community.objects.filter(pk=place.pk).update(members_count=place.memberships.filter(state="ACTIVE").count())
    return member


def topic(place: Community, title: str, *, at: datetime | None = None, replies: int = 0, **fields: object) -> Topic:
    """A topic with its opening post, as rows."""
    at = at or cast.NOW
    given = {
        "state": PostState.LIVE, "made_at": at, "last_post_at": at, "replies_count": replies,
        "positions_given": replies + 1, **fields,
    }
    made = Topic.objects.create(community=place, title=title, **given)
    Post.objects.create(topic=made, position=1, author=made.author, byline_number=made.byline_number, body=title,
                        body_html=f"<p>{title}</p>", state=made.state, made_at=at)
    return made


def signed_in(member) -> Client:
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
