"""This site's own public communities: weeks that are over, members who agreed, eleven or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dayroom.apps.communities.models import Community, Post, Topic
from dayroom.apps.communities.vocabulary import PostState, Visibility
from dayroom.apps.listening.actions.sources import SourceWords, keep_source, visit
from dayroom.apps.listening.models import Source
from dayroom.apps.people.models import Consent, Member
from dayroom.apps.people.vocabulary import Purpose
from tests import cast

from .lake_scene import a_topic

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LAST_WEEK = datetime(2026, 11, 10, 9, tzinfo=UTC)


def place(slug: str, **fields: object) -> Topic:
    home = Community.objects.create(slug=slug, name=slug, description=slug, made_at=LAST_WEEK, **fields)
    return Topic.objects.create(community=home, title="How are you", state=PostState.LIVE, made_at=LAST_WEEK,
                                last_post_at=LAST_WEEK)  # fmt: skip


def write(topic: Topic, author: Member | None, number: int, body: str = "Half of us have measles", **fields: object) -> None:
    told: dict[str, object] = {"state": PostState.LIVE, "made_at": LAST_WEEK, **fields}
    Post.objects.create(topic=topic, position=number, author=author, body=body, body_html="", **told)


def test_own_communities_are_counted_by_week_and_only_members_who_agreed() -> None:
    a_topic("Measles", en=["measles"])
    source = keep_source(words=SourceWords(name="Here", kind="OWN"), by_id=None, now=NOW)
    people = [cast.member(f"own-{number}") for number in range(14)]
    Consent.objects.bulk_create(
        Consent(member=one, purpose=Purpose.COUNTING, text_version="2026-11", given_at=NOW) for one in people[:10]
    )
    public, closed = place("open"), place("closed", visibility=Visibility.PRIVATE)
    for number, one in enumerate(people):
        write(public, one, number + 1)
    write(public, None, 90)
    write(public, people[0], 91, members_only=True)
    write(public, people[0], 92, state=PostState.HELD)
    write(public, people[0], 93, body="Nothing of the kind")
    write(public, people[0], 94, made_at=NOW)
    write(closed, people[0], 1)
    assert visit(source, NOW).posts == (), "ten members are too few to be counted"
    Source.objects.update(mark="")
    Consent.objects.create(member=people[10], purpose=Purpose.COUNTING, text_version="2026-11", given_at=NOW)
    source.refresh_from_db()
    (counted,) = visit(source, NOW).posts
    assert (counted.about, counted.count, counted.text, counted.author) == ("Measles", 11, "", "")
    assert counted.at == datetime(2026, 11, 9, 12, tzinfo=UTC), "the Monday of the week"
    source.refresh_from_db()
    assert source.mark == "2026-11-09"
    assert visit(source, NOW + timedelta(days=1)).posts == (), "a week is counted once, when it is over"
