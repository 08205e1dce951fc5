"""Posts into the lake, and counts out of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dayroom.apps.listening.actions.tallies import recount
from dayroom.apps.listening.models import Tally
from dayroom.apps.listening.vocabulary import IntakeState
from dayroom.apps.listening.vocabulary.posts import Refusal

from .lake_scene import NOW, a_source, a_topic, bring, post

pytestmark = pytest.mark.django_db


def cell(margin: str, key: str = "", basis: str = "") -> list[tuple[object, ...]]:
    rows = Tally.objects.filter(margin=margin, key=key, basis=basis, topic__isnull=False).order_by("day")
    return [(row.day.isoformat(), row.mentions, row.authors, row.authors_window) for row in rows]


def test_posts_lie_by_day_and_are_counted_by_topic() -> None:
    source, topic = a_source(), a_topic()
    day = timedelta(days=1)
    done = bring(
        source,
        [
            post(1, "My son has the measles, what now?"),
            post(2, "Nothing to see here"),
            post(3, "Vacuna contra el sarampión hoy", at=NOW - 2 * day, language="es"),
            post(4, "Measles again in our street", at=NOW - 2 * day, author="writer 1"),
            Refusal("NO_DATE", 5),
            post(6, "From the future", at=NOW + 5 * day),
        ],
    )
    assert (done.state, done.read, done.kept) == (IntakeState.DONE, 6, 4)
    assert done.troubles == {"NO_DATE": 1, "FUTURE": 1}
    assert recount(topic, now=NOW) > 0
    assert cell("ALL") == [("2026-03-28", 1, 1, 1), ("2026-03-29", 2, 2, 2)]
    assert cell("LANGUAGE", "es") == [("2026-03-29", 1, 1, 1)]
    assert cell("SOURCE", source.public_id) == cell("ALL")
    recount(None, now=NOW)
    assert Tally.objects.get(topic=None, margin="ALL", day="2026-03-28").mentions == 2
