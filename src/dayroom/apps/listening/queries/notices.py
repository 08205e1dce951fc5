"""What authorities said around an alarm: to look at beside it, never a proof of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from dayroom.apps.listening.models import OfficialNotice
from dayroom.apps.listening.rules.gazetteer import facts_in

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Alarm, Topic

AROUND_DAYS = 14
READ_MOST, SHOWN_MOST = 400, 8


def notices_near(alarm: Alarm) -> list[OfficialNotice]:
    """Notices of the two weeks before and after whose title the topic's definition finds; those about the alarm's
    place, or what it lies in, come first."""
    span = (alarm.day - timedelta(AROUND_DAYS), alarm.day + timedelta(AROUND_DAYS + 1))
    rows = OfficialNotice.objects.select_related("source").filter(at__date__range=span).order_by("-at", "-pk")
    is_about = _finder(alarm.topic)
    found = [row for row in rows[:READ_MOST] if is_about(row.title)]
    here = _with_above(alarm.place)
    return sorted(found, key=lambda row: not (row.place and row.place in here))[:SHOWN_MOST]


def _finder(topic: Topic) -> Callable[[str], bool]:
    """A definition that cannot be read finds nothing: the desk says so where it is edited."""
    from dayroom.engines.meaning import BrokenTopic, folded  # noqa: PLC0415 - word lists are read only where needed
    from dayroom.engines.meaning.topics import compile_topic, topic_from_dict  # noqa: PLC0415 - as above

    try:
        pattern = compile_topic(topic_from_dict({**topic.definition, "name": topic.name}))
    except BrokenTopic:
        return lambda title: False
    return lambda title: pattern.matches(folded(title))


def _with_above(code: str) -> set[str]:
    facts, made = facts_in("en"), set()
    while code:
        made.add(code)
        code = facts(code).parent
    return made
