"""A question compiled once gives the answers of the query set it was made from."""

from __future__ import annotations

import pytest
from django.db.models import Q

from dayroom.apps.communities.models import Community
from dayroom.platform.compiled import Compiled
from tests import cast

pytestmark = pytest.mark.django_db

BY_SLUG = Compiled(
    lambda ask: Community.objects.filter(slug=ask.text("slug")).values_list(
        "pk", "made_at", "conditions", "crisis_rules"
    )
)
SOME = Compiled(
    lambda ask: (
        Community.objects.filter(Q(pk__in=ask.numbers("ids", 4)), members_count__gt=ask.number("more"))
        .order_by("pk")
        .values_list("pk")
    )
)


def place(slug: str, **fields: object) -> Community:
    return Community.objects.create(slug=slug, name=slug, description="A place.", made_at=cast.NOW, **fields)


def test_values_come_back_as_the_models_would_give_them() -> None:
    made = place("one", conditions=["asthma"], crisis_rules=True)
    assert BY_SLUG.rows(slug="one") == [(made.pk, cast.NOW, ["asthma"], True)]
    assert BY_SLUG.first(slug="two") is None


def test_a_shorter_list_is_filled_up_and_finds_nothing_more() -> None:
    one, two = place("one", members_count=5), place("two", members_count=1)
    assert SOME.rows(ids=[one.pk, two.pk], more=0) == [(one.pk,), (two.pk,)]
    assert SOME.rows(ids=[one.pk, two.pk], more=3) == [(one.pk,)]
    assert SOME.rows(ids=[], more=0) == []


def test_values_are_values_and_never_part_of_the_question() -> None:
    place("one")
    assert BY_SLUG.rows(slug="one' OR '1'='1") == []
    assert BY_SLUG.rows(slug="\x01compiled:0") == []


def test_it_takes_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        BY_SLUG.rows(slug="one")
