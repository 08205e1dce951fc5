"""What strangers' bytes and long definitions must not do; docs/reviews/2026-11-21-listening-attacker.md."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dayroom.apps.listening.rules.coarse import Terms, coarsen
from dayroom.apps.listening.rules.files import NotAFile, sniff
from dayroom.apps.listening.rules.reading import first_rows, open_rows
from dayroom.apps.listening.rules.reading_parquet import STRETCH, parquet_objects
from dayroom.apps.listening.rules.shaping import tags_of
from dayroom.apps.listening.vocabulary.posts import TEXT_MOST, RawPost
from dayroom.apps.listening.vocabulary.sources import FileForm, How
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


def test_a_parquet_file_of_a_few_bytes_does_not_unfold(tmp_path: Path) -> None:
    """One long word that every row names, and one row with a list without end."""
    long = pa.DictionaryArray.from_arrays(pa.array([0] * STRETCH, pa.int32()), pa.array(["x" * 300_000]))
    told = {"at": ["2026-11-20"] * STRETCH, "text": long, "tags": [["a"] * 5_000_000] + [["flu"]] * (STRETCH - 1)}
    path = tmp_path / "bomb.parquet"
    pq.write_table(pa.table(told), path)
    picks = {"at": "at", "text": "text"}
    with open_rows(path, How(FileForm.PARQUET, picks=picks), now=NOW) as rows:
        read = list(rows)
    assert {len(one.text) for one in read if isinstance(one, RawPost)} == {TEXT_MOST}
    with path.open("rb") as file:
        assert list(parquet_objects(file, 1)[0]) == ["at", "text"]
    with (
        pytest.raises(NotAFile),
        open_rows(path, How(FileForm.PARQUET, picks={**picks, "tags": "tags"}), now=NOW) as rows,
    ):
        next(rows)


def test_structures_and_lists_of_a_parquet_file_are_read_as_before(tmp_path: Path) -> None:
    told = {"at": ["2026-11-20"] * 3, "text": ["a", None, "c"], "user": [{"name": "ann"}, None, {"name": "mo"}],
            "tags": [["flu", "rsv"], None, []]}  # fmt: skip
    path = tmp_path / "small.parquet"
    pq.write_table(pa.table(told), path)
    picks = {"at": "at", "text": "text", "author": "user.name", "tags": "tags"}
    with open_rows(path, How(FileForm.PARQUET, picks=picks), now=NOW) as rows:
        first, _nothing, last = rows
    assert isinstance(first, RawPost)
    assert (first.author, first.tags) == ("ann", ("flu", "rsv"))
    assert isinstance(last, RawPost)
    assert (last.author, last.tags) == ("mo", ())


def test_cells_that_nobody_foresaw_cost_no_more_than_their_row(tmp_path: Path) -> None:
    assert tags_of("[{[]}]") == ()
    with pytest.raises(NotAFile):
        sniff(b"at,text\n2026-11-20," + b"x" * 200_000 + b"\n2026-11-20,b\n")
    told = b'{"at": "2026-11-20", "text": "a \\ud800 b", "\\ud800": 1, "c\\u0000": 2}\n'
    found = sniff(told)
    assert found.columns == ("at", "text")
    path = tmp_path / "odd.jsonl"
    path.write_bytes(told)
    cells = first_rows(path, How(found.form, columns=found.columns), 1)[0]
    assert cells[1].encode("utf-8"), "a page can show it"
