"""Neighbours on one rung do not know each other: the shell, which stands above both, introduces them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dayroom.apps.communities.actions.drafts import begin_topic
from dayroom.apps.communities.queries.cards import where_cards_stand
from dayroom.apps.communities.queries.directory import (
    communities_about,
    conditions_followed,
    members_among,
    members_in,
    names_of_own,
    slug_of,
)
from dayroom.apps.communities.queries.faq_collections import answers_about
from dayroom.apps.library.ports import FOLLOWED, HUB_PARTS, HubLine
from dayroom.apps.people.queries import member_by_id
from dayroom.apps.tracking.ports import CARD_PLACES, PLACES
from dayroom.apps.tracking.presenters.treatments import lines_about

LINES_MOST = 8


class FollowedCommunities:
    def conditions(self, member_id: int) -> list[tuple[str, list[str]]]:
        return conditions_followed(member_id)


class CommunitiesOfCondition:
    def lines(self, *, slug: str, names: Collection[str], reader_id: int | None) -> tuple[str, list[HubLine]]:
        reader = member_by_id(reader_id) if reader_id is not None else None
        found = [
            HubLine(place.name, f"/c/{place.slug}/", place.description)
            for place in communities_about(reader)
            if slug in {slugify(str(word)) for word in place.conditions}
        ]
        return str(_("People who live with it")), found[:LINES_MOST]


class AnswersOfCondition:
    def lines(self, *, slug: str, names: Collection[str], reader_id: int | None) -> tuple[str, list[HubLine]]:
        found = answers_about(slug, localdate())
        return _("Common questions"), [
            HubLine(row.current.question, f"/faq/{row.public_id}/") for row in found if row.current is not None
        ]


class CardsInPosts:
    def where(self, keys: Collection[str]) -> dict[str, tuple[str, str]]:
        return where_cards_stand("tracking", keys)


class TreatmentsOfCondition:
    def lines(self, *, slug: str, names: Collection[str], reader_id: int | None) -> tuple[str, list[HubLine]]:
        return _("What people say of treatments"), [
            HubLine(title, url, note) for title, url, note in lines_about(slug)[:LINES_MOST]
        ]


class PlacesOfMember:
    def of_member(self, member_id: int) -> dict[int, str]:
        return names_of_own(member_id)

    def members_among(self, place_ids: Collection[int], member_ids: Collection[int]) -> set[tuple[int, int]]:
        return members_among(place_ids, member_ids)

    def people_in(self, place_id: int) -> int:
        return members_in(place_id)

    def begin_topic(self, *, member_id: int, place_id: int, title: str, body: str, now: datetime) -> str:
        return begin_topic(member=member_by_id(member_id), slug=slug_of(place_id), title=title, body=body, now=now)


CARD_PLACES.plug("communities", CardsInPosts())
PLACES.plug("communities", PlacesOfMember())
FOLLOWED.plug("communities", FollowedCommunities())
HUB_PARTS.plug("communities", CommunitiesOfCondition())
HUB_PARTS.plug("answers", AnswersOfCondition())
HUB_PARTS.plug("treatments", TreatmentsOfCondition())
