"""How a community is doing: counted from rows, shown to those who look after it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dayroom.apps.communities.models import Community, Post, ReadMark
from dayroom.apps.listening.actions.community import count_week, count_weeks
from dayroom.apps.listening.models import CommunityWeek
from dayroom.apps.listening.queries.community import facts_of
from dayroom.apps.people.models import Consent, Member
from dayroom.apps.people.vocabulary import Purpose
from tests import cast
from tests.integration.communities.places import community, joined, signed_in, topic

pytestmark = pytest.mark.django_db


def a_busy_place(people: int) -> tuple[Community, list[Member]]:
    """Each asks once, ten hours ago, and is answered by the next one an hour later; all read the last topic."""
    place = community("lupus")
    members = [joined(cast.member(f"p{number:02}"), place) for number in range(people)]
    for number, member in enumerate(members):
        at = cast.NOW - timedelta(hours=10)
        made = topic(place, f"Question {number}", at=at, author=member, replies=1)
        Post.objects.create(
            topic=made,
            position=2,
            author=members[number - 1],
            body="x",
            body_html="<p>x</p>",
            state="LIVE",
            made_at=at + timedelta(hours=1),
        )
    ReadMark.objects.bulk_create(
        ReadMark(member=member, topic=made, position=1, seen_at=cast.NOW) for member in members
    )
    return place, members


def test_a_week_is_counted_from_rows_and_again_is_the_same_row() -> None:
    place, _members = a_busy_place(12)
    count_week(place.pk, cast.NOW)
    count_week(place.pk, cast.NOW)
    row = CommunityWeek.objects.get(community=place)
    assert (row.values["replies_per_topic"], row.values["first_reply_hours"]) == (1.0, 1.0)
    assert row.values["share_member"] == row.values["in_one_circle"] == 1.0
    assert row.values["worry_flags"] == 0
    # nobody has agreed to be counted
    assert row.withheld["readers_only"] == row.withheld["staying_28d"] == "few"


def test_a_week_is_counted_once_when_it_is_over() -> None:
    place, members = a_busy_place(12)
    Consent.objects.bulk_create(
        Consent(member=member, purpose=Purpose.COUNTING, text_version="1", language="en", given_at=cast.NOW)
        for member in members
    )
    later = cast.NOW + timedelta(days=5)
    assert count_weeks(later) == 1
    row = CommunityWeek.objects.get(community=place)
    assert (row.week, row.values["staying_28d"]) == ((cast.NOW - timedelta(days=4)).date(), 1.0)
    topic(place, "One more", author=members[0], at=cast.NOW)
    assert count_weeks(later + timedelta(days=1)) == 0
    assert CommunityWeek.objects.get(community=place).values == row.values


def test_the_number_of_queries_does_not_grow_with_the_people() -> None:
    place, members = a_busy_place(3)

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            facts_of(place.pk, cast.NOW)
        return len(seen)

    before = asked()
    for member in members:
        topic(place, "More", author=member)
    assert asked() == before


def test_moderators_see_their_own_place_staff_see_all_and_others_none() -> None:
    place, members = a_busy_place(12)
    count_week(place.pk, cast.NOW)
    mo = joined(cast.mo(), place, role="MODERATOR")
    page = signed_in(mo).get("/desk/communities/how/lupus/").content.decode()
    assert "1 hour" in page
    assert "not shown: fewer than 11 people" in page
    assert "Privacy lost" in page
    assert "Lupus" in signed_in(cast.ivo()).get("/desk/communities/how/").content.decode()
    assert signed_in(members[0]).get("/desk/communities/how/lupus/").status_code == 404
    assert signed_in(mo).get("/desk/communities/how/all/").status_code == 404
    assert "Lupus" not in signed_in(members[0]).get("/desk/communities/how/").content.decode()
    weak = cast.member("weak", roles_cached="STEWARD")
    assert signed_in(weak).get("/desk/communities/how/lupus/").status_code == 404
    assert signed_in(mo).get("/desk/communities/how/nowhere/").status_code == 404


def test_all_communities_together_tell_more_and_nothing_that_one_of_them_holds_back() -> None:
    _place, members = a_busy_place(12)
    small = community("gout")
    for member in members[:3]:
        joined(member, small)
        topic(small, "Hello", at=cast.NOW - timedelta(hours=30), author=member)
    count_weeks(cast.NOW + timedelta(days=5))
    page = signed_in(cast.with_role(members[5], "STEWARD")).get("/desk/communities/how/all/").content.decode()
    assert "Answers per topic" in page
    assert "Writers who are members" not in page  # by role, the small one would be what is left
    assert "Privacy lost" not in page
    listed = signed_in(cast.ivo()).get("/desk/communities/how/").content.decode()
    assert "All communities together" in listed
    assert "too few people wrote in these weeks" in listed
