"""How communities are doing: the facts of one, and the weeks that were kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dayroom.apps.communities.queries import measures as counted
from dayroom.apps.listening.models import CommunityWeek
from dayroom.apps.listening.rules.community_health import LOOK_BACK, WINDOW, Facts, Joined, Written
from dayroom.apps.listening.vocabulary.community_health import Person
from dayroom.apps.moderation.queries.scopes import worries_in
from dayroom.apps.moderation.vocabulary import Harm
from dayroom.apps.people.queries.consents import who_agreed
from dayroom.apps.people.queries.desk import who_holds
from dayroom.apps.people.vocabulary import Purpose, Role
from dayroom.kernel.errors import NotFound

WEEKS_SHOWN = 26
BYLINES = 100_000  # more than one topic can have: keeps two topics' bylines apart
_WORRIES = {
    "worry_flags": "FLAGS",
    "worry_privacy": Harm.PRIVACY,
    "worry_selling": Harm.SELLING,
    "worry_hurt": Harm.HURT,
    "worry_health": Harm.HEALTH,
    "worry_crisis": Harm.CRISIS,
}


def facts_of(community_id: int | None, now: datetime) -> Facts:
    """Everything that the measures of one community are made of, or of all together (None); a fixed number of queries.

    Of all together there are no worries: what one community holds back could be what is left of them.
    """
    since = now - WINDOW
    posts = list(counted.posts_between(community_id, since, now))
    authors = {one.author_id for one in posts if one.author_id is not None}
    team, carers = counted.team_of(community_id), who_holds(authors, Role.CARER)
    readers = counted.readers_since(community_id, since)
    reacted = counted.reacted_since(community_id, since)
    seen = counted.last_signs(community_id)
    joined = counted.joined_since(community_id, now - LOOK_BACK, now)
    kinds = worries_in(community_id, since, now) if community_id else None
    agreed = who_agreed(readers | authors | reacted | {pk for pk, _at in joined}, Purpose.COUNTING)
    return Facts(
        now=now,
        written=[Written(one.topic_id, one.opens, _writer(one), _who(one, team, carers), one.at) for one in posts],
        before=counted.authors_between(community_id, since - WINDOW, since),
        reacted=reacted,
        readers=readers & agreed,
        counted=agreed,
        # when somebody last read is their own affair until they agree to be counted
        joined=[Joined(at, seen.get(pk)) for pk, at in joined if pk in agreed],
        worries={name: kinds.get(kind, 0) for name, kind in _WORRIES.items()} if kinds is not None else {},
    )


def _writer(one: counted.PostFact) -> int:
    return one.author_id or -(one.topic_id * BYLINES + (one.byline or 0))


def _who(one: counted.PostFact, team: set[int], carers: set[int]) -> Person:
    if one.as_professional:
        return Person.CLINICIAN
    if one.author_id in team:
        return Person.TEAM
    return Person.CARER if one.author_id in carers else Person.MEMBER


@dataclass(frozen=True, slots=True)
class Doing:
    """One community, and its weeks, the newest first."""

    slug: str
    name: str
    weeks: list[CommunityWeek]


def communities_for(member_id: int, *, sees_all: bool) -> list[tuple[str, str, CommunityWeek | None]]:
    """(address, name, newest week) of the communities this person may ask about; two or three queries. Who sees all
    gets them all together first, without address and name."""
    if sees_all:
        newest = {row.community_id: row for row in _newest() if row.community_id}
        names = counted.names_of(list(newest))
    else:
        names = counted.looked_after(member_id)
        newest = {row.community_id: row for row in _newest() if row.community_id in names}
    rows = sorted(((slug, name, newest.get(pk)) for pk, (slug, name) in names.items()), key=lambda row: row[1])
    return [("", "", row) for row in _newest() if sees_all and row.community_id is None] + rows


def _newest() -> list[CommunityWeek]:
    last = CommunityWeek.objects.order_by("-week").values_list("week", flat=True).first()
    return list(CommunityWeek.objects.filter(week=last)) if last else []


def doing_of(slug: str, *, member_id: int, sees_all: bool) -> Doing:
    """Raises NotFound, also for a community that this person does not look after."""
    if not slug:
        if not sees_all:
            raise NotFound()
        return Doing("", "", list(CommunityWeek.objects.filter(community=None).order_by("-week")[:WEEKS_SHOWN]))
    pk = counted.id_of(slug)
    if not sees_all and pk not in counted.looked_after(member_id):
        raise NotFound()
    weeks = CommunityWeek.objects.filter(community_id=pk).order_by("-week")[:WEEKS_SHOWN]
    return Doing(*counted.names_of([pk])[pk], list(weeks))
