"""Finding a community among hundreds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dayroom.apps.communities.models import Community
from tests import cast
from tests.integration.communities.places import community, joined, signed_in

pytestmark = pytest.mark.django_db


def found(client: Client, query: str = "") -> list[str]:
    return [card["community"].slug for card in client.get("/communities/" + query).context["cards"]]


def many(count: int) -> None:
    Community.objects.bulk_create(
        Community(slug=f"place-{n:03}", name=f"Place {n:03}", description="A place.", conditions=[f"word {n % 40}"],
                  language="en" if n % 5 else "es", made_at=cast.NOW)
        for n in range(count)
    )


def test_six_hundred_communities_are_paged_by_name_and_none_is_lost() -> None:
    many(600)
    seen, query = [], ""
    for _page in range(30):
        response = Client().get("/communities/" + query)
        seen += [card["community"].slug for card in response.context["cards"]]
        query = response.context["older_url"]
        if not query:
            break
    assert seen == [f"place-{n:03}" for n in range(600)]


def test_the_number_of_questions_does_not_grow_with_the_number_of_communities() -> None:
    many(30)
    client = signed_in(cast.ann())
    counts = []
    for more in (0, 500):
        Community.objects.bulk_create(
            Community(slug=f"more-{n}", name=f"More {n}", description="x", made_at=cast.NOW) for n in range(more)
        )
        with CaptureQueriesContext(connection) as seen:
            client.get("/communities/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 6
    with CaptureQueriesContext(connection) as seen:
        Client().get("/communities/")
    assert len(seen) == 2


def test_the_search_box_finds_by_name_description_and_condition() -> None:
    community("lupus", description="For wolves and butterflies.")
    community("diabetes", conditions=["type 1 diabetes", "diabetes de tipo 1", "niñez"])
    client = Client()
    assert found(client, "?q=LUP") == ["lupus"]
    assert found(client, "?q=butterflies") == ["lupus"]
    assert found(client, "?q=type+1") == ["diabetes"]
    assert found(client, "?q=niñez") == ["diabetes"]
    assert found(client, "?q=lupus+diabetes") == []
    assert "No community fits this" in client.get("/communities/?q=zebra").text


def test_the_filters_narrow_the_list() -> None:
    community("one", conditions=["lupus"], language="es")
    community("two", conditions=["lupus nephritis"], visibility="HYBRID")
    client = Client()
    assert found(client, "?about=lupus") == ["one"]
    assert found(client, "?language=es") == ["one"]
    assert found(client, "?visibility=HYBRID") == ["two"]
    assert found(client, "?letter=t") == ["two"]
    assert client.get("/communities/").context["conditions"] == ["lupus", "lupus nephritis"]


def test_private_places_show_only_to_those_inside_and_to_stewards() -> None:
    place = community("secret", visibility="PRIVATE", join_policy="ASK", conditions=["hidden condition"])
    ann, carl = joined(cast.ann(), place), cast.carl()
    asked = joined(cast.mo(), place, state="ASKED")
    assert found(Client()) == found(signed_in(carl)) == found(signed_in(asked)) == []
    assert "hidden condition" not in signed_in(carl).get("/communities/").text
    assert found(signed_in(ann)) == found(signed_in(cast.sue())) == ["secret"]


def test_only_mine_shows_where_one_is_a_member_also_closed_ones() -> None:
    ann = cast.ann()
    joined(ann, community("mine"))
    joined(ann, community("over", closed_at=cast.NOW))
    joined(ann, community("asked"), state="ASKED")
    community("other")
    assert found(signed_in(ann), "?mine=1") == ["mine", "over"]
    assert "over" not in found(signed_in(ann))
    assert "You have not joined a community yet" in signed_in(cast.carl()).get("/communities/?mine=1").text


def test_a_card_says_how_many_are_in_and_when_somebody_last_wrote() -> None:
    community(members_count=1214, last_post_at=cast.NOW - timedelta(days=3000))
    page = Client().get("/communities/").text
    assert "1,214 members" in page
    assert "A place for diabetes." in page
    assert "All are welcome" not in page


@pytest.mark.parametrize("query", [
    "?after=nowhere", "?language=%00", "?visibility=X", "?q=" + "a" * 5000, "?letter=%25", "?about=%22", "?after=%00",
])
def test_odd_questions_get_an_answer(query: str) -> None:
    community()
    assert Client().get("/communities/" + query).status_code == 200


def test_the_empty_site_says_so() -> None:
    assert "There is no community yet" in Client().get("/communities/").text


def test_only_those_who_can_open_a_community_are_offered_it() -> None:
    community()
    assert "Open a community" not in signed_in(cast.ann()).get("/communities/").text
    assert "Open a community" in signed_in(cast.sue()).get("/communities/").text


def test_of_a_thousand_conditions_the_common_ones_are_offered_and_the_others_found() -> None:
    for number in range(12):
        words = [f"rare {number}-{n}" for n in range(20)]
        community(f"place-{number}", conditions=["common", *words])
    response = Client().get("/communities/")
    assert len(response.context["conditions"]) == 80
    assert "common" in response.context["conditions"]
    assert found(Client(), "?q=rare+11-19") == ["place-11"]
    assert "rare 11-19" in Client().get("/communities/?about=rare+11-19").context["conditions"]


@pytest.mark.parametrize("path", ["/", "/communities/", "/c/diabetes/", "/c/diabetes/about"])
def test_pages_answer_those_who_only_ask_whether_they_are_there(path: str) -> None:
    community()
    answer = Client().head(path)
    assert answer.status_code == 200
    assert answer.content == b""
