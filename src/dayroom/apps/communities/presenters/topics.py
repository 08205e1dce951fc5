"""The head of a topic page: small facts as words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from dayroom.apps.communities.presenters.communities import SEEKING_WORDS
from dayroom.apps.communities.rules import reading
from dayroom.apps.communities.vocabulary import PostState, Seeking, TopicKind, Visibility
from dayroom.platform.icalendar import calendar_file, escaped, stamp

if TYPE_CHECKING:
    from dayroom.apps.communities.queries.rows import TopicPage, TopicRow

MEETING_HOURS = 1  # how long a meet-up stands in a calendar: nobody asks for its end


def topic_words(page: TopicPage) -> dict[str, Any]:
    """What the template of the page needs beside the cards."""
    topic, standing = page.topic, page.standing
    seen = page.reader.read_position or 0
    return {
        "topic": topic,
        "seeking": SEEKING_WORDS[Seeking(topic.seeking)]() if topic.seeking else "",
        "waiting": topic.state == PostState.HELD,
        "indexable": topic.pinned and topic.visibility == Visibility.PUBLIC and topic.state == PostState.LIVE,
        "meets_at": topic.meets_at if topic.kind == TopicKind.MEETUP else None,
        "is_member": standing.is_member,
        "may_moderate": standing.may_moderate,
        "wrote_topic": page.wrote_topic,
        "follows": page.reader.follows,
        "unread_from": seen if seen and topic.positions_given > seen and page.has_news(seen) else None,
        "unread_url": f"/t/{topic.public_id}/?after={max(0, seen - 2)}#new",
        "earlier_url": f"/t/{topic.public_id}/?before={page.first}" if page.has_earlier and page.posts else "",
        "later_url": f"/t/{topic.public_id}/?after={page.last}" if page.has_later and page.posts else "",
        "may_write": standing.is_member and topic.closed_at is None and (not topic.locked or standing.may_moderate),
        "inside": reading.is_inside(standing),
    }


def calendar(topic: TopicRow, now: datetime) -> str:
    """A meet-up as an iCalendar file (RFC 5545): title, time, place, address; nothing of what was said."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    start = topic.meets_at or now
    return calendar_file([[
        f"UID:{topic.public_id}@{host}", f"DTSTAMP:{stamp(now)}", f"DTSTART:{stamp(start)}",
        f"DTEND:{stamp(start + timedelta(hours=MEETING_HOURS))}", f"SUMMARY:{escaped(topic.title)}",
        f"LOCATION:{escaped(topic.meets_where)}", f"URL:{settings.SITE_URL}/t/{topic.public_id}/",
        "CLASS:PRIVATE",
    ]])


def kinds(*, may_moderate: bool) -> list[tuple[str, str]]:
    offered = [(TopicKind.TOPIC.value, _("A question or a story")), (TopicKind.MEETUP.value, _("A meet-up"))]
    return [*offered, (TopicKind.ANNOUNCEMENT.value, _("An announcement"))] if may_moderate else offered
