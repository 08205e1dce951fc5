"""Rooms and posts for the tests of reading and writing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from dayroom.apps.communities.actions.posts import submit_post, submit_topic
from dayroom.apps.communities.models import Community, Membership, Post, Topic
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.people.models import Member, Persona
from tests import cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def room(slug: str = "diabetes", **fields: Any) -> Community:
    return Community.objects.create(slug=slug, name=slug.title(), description="A place.", made_at=cast.NOW, **fields)


def joined(member: Member, place: Community, **fields: Any) -> Member:
    Membership.objects.create(community=place, member=member, since=cast.NOW, **fields)
    Community.objects.filter(pk=place.pk).update(members_count=place.memberships.filter(state="ACTIVE").count())
    return member


def opened(
    author: Member, place: Community, title: str = "First sensor", body: str = "It beeps all night.", **fields: Any
) -> Topic:
    written = Written(
        title=title, body=body, **{k: fields.pop(k) for k in ("seeking", "content_warning", "anonymous") if k in fields}
    )
    return submit_topic(
        author=author, community=place, written=written, now=fields.pop("now", cast.NOW), **fields
    ).topic


def said(author: Member, topic: Topic, body: str = "Ours too.", **fields: Any) -> Post:
    written = Written(body=body, **{k: fields.pop(k) for k in ("content_warning", "anonymous") if k in fields})
    return submit_post(author=author, topic=topic, written=written, now=fields.pop("now", cast.NOW), **fields).post


def client_of(member: Member | None = None) -> Client:
    client = Client()
    if member is not None:
        client.force_login(member, backend=BACKEND)
    return client


def later(**parts: int) -> datetime:
    return cast.NOW + timedelta(**parts)


def professional(member: Member, **fields: Any) -> Persona:
    values = {
        "member": member,
        "handle": "dr-okoye",
        "display_name": "Dr Ngozi Okoye",
        "profession": "physician",
        "employer": "Riverside Clinic",
        "interests": "Paid to speak by no one.",
        "verified_until": (cast.NOW + timedelta(days=400)).date(),
        "made_at": cast.NOW,
    }
    return Persona.objects.create(**{**values, **fields})
