"""A listening desk with something on every page: counted days with places, feelings and languages, and official counts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from dayroom.apps.listening.models import OfficialCount, OfficialSeries, RisingTerm, Tally, Topic
from dayroom.apps.listening.rules.series import monday
from tests.integration.listening import alarm_scene as counted
from tests.integration.listening import lake_scene

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

DEFINITION = {"terms": {"en": ["measles"], "es": ["sarampion"]}, "hashtags": ["measles"], "symptoms": [],
              "exclusions": ["measles song"], "languages": []}


@dataclass(frozen=True, slots=True)
class Desk:
    topic: Topic
    official: OfficialSeries


def build(by: Member) -> Desk:
    """One unusual topic of ninety days."""
    return dress(counted.build(by=by).topic, by)


def dress(topic: Topic, by: Member) -> Desk:
    """Give a counted topic a definition, places, languages, feelings, official counts and a phrase that rises."""
    Topic.objects.filter(pk=topic.pk).update(definition=DEFINITION, about="Rash, fever and worry.")
    for key, times in (("US", 6.0), ("US-CA", 3.0), ("US-TX", 1.2), ("US-NY", 0.2)):
        counted.count(topic, {}, margin="PLACE", key=key, basis="MENTION", times=times)
    Tally.objects.filter(key="US-NY").update(authors=1, authors_window=2)
    counted.count(topic, margin="LANGUAGE", key="es", times=0.5)
    Tally.objects.filter(topic=topic).update(negative=4, neutral=3, positive=2, questions=3, emotions={"fear": 3, "joy": 1})
    series = OfficialSeries.objects.create(
        name="Cases by week", origin="Health office, public domain", unit="cases", topic=topic, made_by=by,
        made_at=counted.NOW)  # fmt: skip
    first = monday(counted.TODAY) - timedelta(7 * 13)
    OfficialCount.objects.bulk_create(
        OfficialCount(series=series, day=first + timedelta(7 * at), value=at % 5 + 1) for at in range(12))
    RisingTerm.objects.create(week=first, language="en", phrase="koplik spots", count=30, before=1, authors=20, score=9)
    topic.refresh_from_db()
    return Desk(topic, series)


def looks(topic_id: str, by: Member) -> Desk:
    """The same for a topic that is there, with posts to be judged."""
    made = dress(Topic.objects.get(public_id=topic_id), by)
    posts(3)
    return made


def posts(number: int = 12) -> None:
    """Posts in the lake that the definition finds, each in words of its own: they must not look like copies."""
    lake_scene.bring(lake_scene.a_source(), [
        lake_scene.post(at, " ".join([*own[:15], "measles", *own[15:]])) for at, own in enumerate(words(number, 30))])


def words(posts: int, each: int) -> list[list[str]]:
    """Words of no language, other ones for each post."""
    made = random.Random(3)
    return [["".join(made.choice("aeioulmnrst") for _ in range(7)) for _ in range(each)] for _ in range(posts)]
