"""Once a week: how each community is doing. Kept as numbers; what would speak of few is not kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from dayroom.apps.communities.queries.measures import open_communities
from dayroom.apps.listening.models import CommunityWeek
from dayroom.apps.listening.queries.community import facts_of
from dayroom.apps.listening.rules.community_health import measure


def count_week(community_id: int | None, now: datetime) -> CommunityWeek:
    """Count one community, or all together (None), over the 28 days that end now, as the row of this week; again is
    the same row."""
    found = measure(facts_of(community_id, now), with_roles=community_id is not None)
    monday = now.date() - timedelta(days=now.weekday())
    row, _made = CommunityWeek.objects.update_or_create(  # type: ignore[misc]  # None is all of them together
        community_id=community_id,
        week=monday,
        defaults={"values": dict(found.values), "withheld": dict(found.withheld), "counted_at": now},
    )
    return row


def count_weeks(now: datetime) -> int:
    """All open communities, in pieces; returns how many."""
    count_week(None, now)
    done, last = 0, 0
    while ids := open_communities(after=last):
        for pk in ids:
            count_week(pk, now)
        done, last = done + len(ids), ids[-1]
    return done
