"""Once a week: how each community is doing. Kept as numbers; what would speak of few is not kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from dayroom.apps.communities.queries.measures import open_communities
from dayroom.apps.listening.models import CommunityWeek
from dayroom.apps.listening.queries.community import facts_of
from dayroom.apps.listening.rules.community_health import measure
from dayroom.apps.listening.rules.series import monday


def count_week(community_id: int | None, now: datetime) -> CommunityWeek:
    """Count one community, or all together (None), over the 28 days that end now, as the row of the week in which they
    end; again is the same row."""
    found = measure(facts_of(community_id, now), with_roles=community_id is not None)
    row, _made = CommunityWeek.objects.update_or_create(  # type: ignore[misc]  # None is all of them together
        community_id=community_id,
        week=monday((now - timedelta(seconds=1)).date()),
        defaults={"values": dict(found.values), "withheld": dict(found.withheld), "counted_at": now},
    )
    return row


def count_weeks(now: datetime) -> int:
    """All open communities up to the end of the last week, in pieces; returns how many. What is counted stands: from
    two counts of two days one could read what one person did on the day between."""
    end = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    known = set(
        CommunityWeek.objects.filter(week=(end - timedelta(days=7)).date()).values_list("community_id", flat=True)
    )
    if None not in known:
        count_week(None, end)
    done, last = 0, 0
    while ids := open_communities(after=last):
        for pk in ids:
            if pk not in known:
                count_week(pk, end)
                done += 1
        last = ids[-1]
    return done
