"""The network desk: which of hundreds of communities need somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from dayroom.apps.communities.models import Community, Membership, Topic
from dayroom.apps.communities.rules.membership import SILENT_DAYS, UNANSWERED_HOURS, UNANSWERED_LOOK_BACK_DAYS
from dayroom.apps.communities.vocabulary import MembershipRole, MembershipState, PostState, TopicKind
from dayroom.apps.moderation.queries.scopes import flags_by_scope, open_cases_by_scope
from dayroom.kernel.errors import NotFound

PLACES_PER_LIST = 50


@dataclass(frozen=True, slots=True)
class Quiet:
    """A community nobody looks after: when a moderator was last there, if ever."""

    community: Community
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A community with questions nobody has answered for a day."""

    community: Community
    topics: int
    oldest_at: datetime


@dataclass(frozen=True, slots=True)
class Rising:
    """A community with more flags than the week before, or with cases that wait."""

    community: Community
    flags: int
    flags_before: int
    waiting: int


def _moderators() -> QuerySet[Membership]:
    return Membership.objects.filter(
        community=OuterRef("pk"), state=MembershipState.ACTIVE, role=MembershipRole.MODERATOR
    )


def _open() -> QuerySet[Community]:
    return Community.objects.filter(closed_at=None).only("id", "slug", "name", "members_count", "away_until")


def without_moderator(now: datetime) -> QuerySet[Community]:
    """Open communities where no moderator was seen for two weeks, or there is none."""
    here = _moderators().filter(last_active_at__gte=now - timedelta(days=SILENT_DAYS))
    return _open().filter(~Exists(here)).order_by("name", "slug")


def quiet_places(now: datetime, *, after: str = "") -> tuple[list[Quiet], str]:
    """A page of them by name, and the address to go on after; one query."""
    rows = without_moderator(now)
    if after:
        at = Community.objects.filter(slug=after).values("name")[:1]
        rows = rows.filter(Q(name__gt=at) | Q(name=at, slug__gt=after))
    last_seen = _moderators().order_by(F("last_active_at").desc(nulls_last=True)).values("last_active_at")[:1]
    marked = rows.annotate(seen_at=Subquery(last_seen))[: PLACES_PER_LIST + 1]
    found = [Quiet(row, row.seen_at) for row in marked]
    last = found[PLACES_PER_LIST - 1].community.slug if len(found) > PLACES_PER_LIST else ""
    return found[:PLACES_PER_LIST], last


def waiting_places(now: datetime) -> list[Waiting]:
    """Communities with the most questions unanswered for a day; two queries. Older than two months is history."""
    rows = list(
        Topic.objects.filter(
            state=PostState.LIVE, replies_count=0, kind=TopicKind.TOPIC, community__closed_at=None,
            made_at__lte=now - timedelta(hours=UNANSWERED_HOURS),
            made_at__gte=now - timedelta(days=UNANSWERED_LOOK_BACK_DAYS),
        )
        .values_list("community_id").annotate(topics=Count("id"), oldest_at=Min("made_at"))
        .order_by("-topics", "community_id")[:PLACES_PER_LIST]
    )
    places = _open().in_bulk([row[0] for row in rows])
    return [Waiting(places[pk], topics, oldest_at) for pk, topics, oldest_at in rows if pk in places]


def rising_places(now: datetime) -> list[Rising]:
    """Communities with more flags this week than last, most first; three queries."""
    flags, cases = flags_by_scope(now), open_cases_by_scope()
    wanted = {pk for pk, (fresh, old) in flags.items() if fresh > old}
    places = _open().in_bulk(list(wanted))
    found = [Rising(place, *flags[pk], cases.get(pk, 0)) for pk, place in places.items()]
    return sorted(found, key=lambda row: (row.flags_before - row.flags, row.community.name))[:PLACES_PER_LIST]


def away_places(now: datetime) -> list[Community]:
    """Communities whose moderators are away or will be soon, with who covers; one query."""
    return list(
        Community.objects.filter(closed_at=None, away_until__gte=now.date())
        .select_related("cover").only("id", "slug", "name", "away_from", "away_until", "cover__handle")
        .order_by("away_from", "name")[:PLACES_PER_LIST]
    )


@dataclass(frozen=True, slots=True)
class Totals:
    communities: int
    quiet: int


def totals(now: datetime) -> Totals:
    """How many there are and how many nobody looks after."""
    return Totals(communities=Community.objects.filter(closed_at=None).count(), quiet=without_moderator(now).count())


def place_for_desk(slug: str) -> tuple[Community, list[Membership]]:
    """A community as the network desk sees it: its row and its moderators; no posts. Raises NotFound."""
    community = Community.objects.select_related("cover").filter(slug=slug).first()
    if community is None:
        raise NotFound()
    moderators = Membership.objects.filter(
        community=community, state=MembershipState.ACTIVE, role=MembershipRole.MODERATOR
    ).select_related("member").order_by("since")
    return community, list(moderators)


def slugs_taken(slugs: list[str]) -> set[str]:
    return set(Community.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def requests_for(member_id: int) -> list[tuple[str, str, int]]:
    """(address, name, requests) of each community this member looks after where somebody asks to join; one query."""
    looked_after = Membership.objects.filter(
        member_id=member_id, state=MembershipState.ACTIVE, role=MembershipRole.MODERATOR
    ).values("community_id")
    return list(
        Membership.objects.filter(community_id__in=looked_after, state=MembershipState.ASKED)
        .values_list("community__slug", "community__name").annotate(waiting=Count("id")).order_by("community__name")
    )
