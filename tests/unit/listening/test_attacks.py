"""What strangers' bytes and long definitions must not do; docs/reviews/2026-11-21-listening-attacker.md."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dayroom.apps.listening.rules.coarse import Terms, coarsen
from dayroom.apps.listening.vocabulary.posts import RawPost
from dayroom.engines.meaning import BrokenTopic
from dayroom.engines.meaning.topics import topic_from_dict
from dayroom.platform.feeds import NotAFeed, read_feed

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TERMS = Terms("source", "round", "", NOW, date(2024, 1, 1), b"k" * 32, b"a" * 32, 226)


def test_no_column_of_the_lake_takes_words_that_were_not_screened() -> None:
    post = RawPost(
        key="1", at=NOW, text="flu at 32.2217, -110.9265", language="j.roe",
        tags=("Jane Roe 202-555-0143", "jane.roe@example.org", "jane2025550143", "Flu"),
    )  # fmt: skip
    held = coarsen([(0, post)], TERMS).columns
    assert (held["tags"], held["language"]) == ([["flu"]], [""])
    assert held["folded"] == ["flu at ... #flu"]


@pytest.mark.parametrize(
    "body",
    [
        b"<rss version='2.0'><channel>" + b"<item>" * 120_000,
        b"<rss version='2.0'><item " + b" ".join(b'a%d="x>"' % number for number in range(5_000)) + b"/></rss>",
    ],
)
def test_a_feed_made_to_keep_its_reader_busy_is_none(body: bytes) -> None:
    with pytest.raises(NotAFeed):
        read_feed(body, address="https://example.org/feed")


def test_a_definition_that_no_engine_could_hold_is_refused_in_words() -> None:
    phrases = [f"flu{number:03d}" + " b" * 27 for number in range(190)]
    with pytest.raises(BrokenTopic) as told:
        topic_from_dict({"name": "All", "terms": {"en": phrases}})
    assert [one.key for one in told.value.problems] == ["many-words"]
