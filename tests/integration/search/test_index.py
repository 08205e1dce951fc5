"""The index itself, on whichever database the tests run."""

from __future__ import annotations

import pytest

from dayroom.platform import search
from dayroom.platform.search import Document

pytestmark = pytest.mark.django_db


def fill(*documents: Document) -> None:
    search.put(documents)


def test_newest_comes_first_and_the_walk_goes_on_where_it_stopped() -> None:
    fill(*(Document(number, "", "insulin", ("c1", "vpub")) for number in range(1, 60)))
    first = search.look(["insulin"], all_of=[["vpub"]], limit=20)
    assert (first.ids[0], first.older_than) == (59, 40)
    rest = search.look(["insulin"], all_of=[["vpub"]], before_id=first.older_than, limit=100)
    assert (rest.ids[0], rest.ids[-1], rest.older_than) == (39, 1, 0)


def test_documents_far_apart_are_found_across_blocks() -> None:
    far = (3, 20_000, 140_000, 1_100_000, 5_000_000)
    fill(*(Document(number, "", "rare", ("c1", "vpub")) for number in far))
    assert search.find(["rare"], all_of=[["vpub"]]) == sorted(far, reverse=True)


def test_a_reader_of_hundreds_of_places_sees_those_and_no_other() -> None:
    fill(*(Document(number, "", "shared word", (f"c{number}",)) for number in range(1, 701)))
    mine = ["vpub", *(f"c{number}" for number in range(1, 601, 2))]
    found = search.find(["shared"], all_of=[mine], limit=1000)
    assert found == list(range(599, 0, -2))


def test_every_group_is_a_condition() -> None:
    fill(
        Document(1, "", "pump", ("c1", "vpub", "a5", "d202611")),
        Document(2, "", "pump", ("c2", "vpub", "a5", "d202510")),
        Document(3, "", "pump", ("c1", "a5", "d202611")),
    )
    visible = ["vpub", "c9"]
    assert search.find(["pump"], all_of=[visible]) == [2, 1]
    assert search.find(["pump"], all_of=[visible, ["c1"]]) == [1]
    assert search.find([], all_of=[visible, ["a5"], ["d202611", "d202612"]]) == [1]
    assert search.find(["pump"], all_of=[visible, []]) == []
    assert search.find([]) == []


def test_words_of_a_text_are_not_taken_for_tokens() -> None:
    fill(Document(1, "vpub c7", "~vpub ~c7 a5", ("c1",)))
    assert search.find(["vpub"], all_of=[["vpub"]]) == []
    assert search.find(["vpub"], all_of=[["c7"]]) == []
    assert search.find(["vpub"], all_of=[["c1"]]) == [1]


def test_a_document_that_changed_is_found_by_its_new_words_only() -> None:
    fill(Document(1, "", "Mañana sin dolor", ("c1", "vpub")))
    fill(Document(1, "", "needle", ("c1",)))
    assert search.find(["manana"], all_of=[["c1"]]) == []
    assert search.find(["needles"], all_of=[["c1"]]) == [1]
    assert search.find(["needle"], all_of=[["vpub", "c3"]]) == []
    search.drop([1])
    assert search.find(["needle"], all_of=[["c1"]]) == []


def test_a_walk_that_takes_long_stops_and_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(*(Document(number, "", "slow", ("c1", "vpub")) for number in (5, 900_000)))
    monkeypatch.setattr(search, "BUDGET_SECONDS", -1.0)
    found = search.look(["slow"], all_of=[["vpub"]])
    assert found.ids == [900_000]
    assert 5 < found.older_than <= 900_000
