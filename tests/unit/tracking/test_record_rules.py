"""Rules of what is told, who sees it, and who may act for whom: facts in, a sentence or nothing out."""

from __future__ import annotations

from datetime import date

import pytest

from dayroom.apps.tracking.rules import audiences, carers, told
from dayroom.apps.tracking.rules.access import way_in
from dayroom.apps.tracking.rules.remembered import (
    DateAhead,
    DateOdd,
    EndFirst,
    check_order,
    check_past,
    first_day,
    last_day,
    newest_first,
    remembered,
)
from dayroom.apps.tracking.vocabulary import Audience, Way
from dayroom.apps.tracking.vocabulary.carers import Pair
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.engines.measures.terms import term
from dayroom.kernel.errors import DayroomError, NotFound

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "word"),
    [(("", "", ""), ""), (("2024", "", ""), "2024"), (("2024", "5", ""), "2024-05"), (("2024", "05", "7"), "2024-05-07")],
)
def test_a_date_is_kept_as_far_as_it_is_remembered(typed: tuple[str, str, str], word: str) -> None:
    assert remembered(*typed) == word


@pytest.mark.parametrize(
    "typed", [("", "5", ""), ("2024", "", "7"), ("24", "", ""), ("1899", "", ""), ("2023", "2", "30"), ("2024", "13", ""),
              ("x", "", ""), ("\u0662\u0660\u0662\u0664", "", "")],
)
def test_what_is_no_date_is_said(typed: tuple[str, str, str]) -> None:
    with pytest.raises(DateOdd):
        remembered(*typed)


def test_this_year_is_fine_and_what_has_not_come_is_not() -> None:
    for word in ("", "2026", "2026-11", "2026-11-21"):
        check_past(word, TODAY)
    for word in ("2027", "2026-12", "2026-11-22"):
        with pytest.raises(DateAhead):
            check_past(word, TODAY)


def test_an_end_may_fall_into_the_year_of_its_start_but_not_before() -> None:
    for start, end in (("2024", "2024-01"), ("2024-05", "2024"), ("2024-05-17", "2024-05"), ("", "2020"), ("2024", "")):
        check_order(start, end)
    for start, end in (("2024", "2023"), ("2024-05", "2024-04-30"), ("2024-05-17", "2024-05-16")):
        with pytest.raises(EndFirst):
            check_order(start, end)
    assert (first_day("2024-02"), last_day("2024-02"), last_day("2024")) == (
        date(2024, 2, 1), date(2024, 2, 29), date(2024, 12, 31))


def test_what_has_no_date_comes_last() -> None:
    assert newest_first(["", "2020", "2024-05", "2024"], lambda word: word) == ["2024-05", "2024", "2020", ""]


def test_only_a_pick_is_coded_and_a_code_goes_with_its_words() -> None:
    asthma = term("asthma", kind="condition")
    assert asthma is not None
    kept = ("Asthma", "J45", asthma.system)
    assert told.coded("asth", asthma, ("", "", ""), "en") == kept
    assert told.coded("asma", asthma, ("", "", ""), "es")[0] == "Asma"
    assert told.coded("Asthma", None, ("", "", ""), "en") == ("Asthma", "", "")
    assert told.coded("Asthma", None, kept, "en") == kept
    assert told.coded("Asthma, mild", None, kept, "en") == ("Asthma, mild", "", "")


@pytest.mark.parametrize(
    ("audience", "scopes", "chosen", "place", "way"),
    [
        (Audience.ME, {"SEE"}, True, 7, None), (Audience.NUMBERS, {"SEE"}, True, 7, None),
        (Audience.CARERS, {"SEE"}, False, None, Way.CARER), (Audience.CARERS, {"ENTER"}, False, None, None),
        (Audience.CHOSEN, set(), True, None, Way.CHOSEN), (Audience.CHOSEN, set(), False, None, None),
        (Audience.PLACE, set(), False, 7, Way.PLACE), (Audience.PLACE, set(), False, 8, None),
        (Audience.PLACE, set(), True, None, None),
    ],
)
def test_nothing_is_shown_where_nothing_was_said(
    audience: str, scopes: set[str], chosen: bool, place: int | None, way: Way | None
) -> None:
    record = Record(1, "x", "ann", mine=False, reader_id=2, scopes=frozenset(scopes), places=frozenset({7}))
    assert way_in(record, audience, place, chosen=chosen) == way


@pytest.mark.parametrize(
    ("choice", "refusal"),
    [
        ({"audience": "EVERYBODY", "readers": 0}, DayroomError),
        ({"audience": "PLACE", "readers": 0, "place_id": 9}, audiences.NoSuchPlace),
        ({"audience": "CHOSEN", "readers": 0}, audiences.NobodyChosen),
        ({"audience": "CHOSEN", "readers": 51}, audiences.TooManyChosen),
        ({"audience": "CARERS", "readers": 0, "child": True}, audiences.ChildIsPrivate),
    ],
)
def test_an_audience_that_cannot_be_is_refused(choice: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        audiences.check_audience(**{"place_id": None, "places": [7], **choice})  # type: ignore[arg-type]  # a table


def test_more_people_than_before_are_asked_about_and_fewer_are_not() -> None:
    seen = audiences.people_who_see("PLACE", carers={1, 2}, readers=(), place=40)
    assert (seen, audiences.asks_first(2, seen), audiences.asks_first(seen, 2)) == (42, True, False)
    assert audiences.people_who_see("NUMBERS", carers={1}, readers={2}, place=40) == 0


@pytest.mark.parametrize(
    ("pair", "refusal"),
    [
        (Pair(blocked=True), NotFound), (Pair(same=True), carers.OwnCarer),
        (Pair(owner_child=True), carers.ChildsGuardian), (Pair(carer_child=True), carers.TooYoungToCare),
        (Pair(owner_teen=True, carer_adult=False, contacts=True), carers.AdultForTeen),
        (Pair(owner_teen=True), carers.NotConnected),
    ],
)
def test_who_may_not_ask_hears_why(pair: Pair, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        carers.check_pair(pair)


def test_young_carers_exist_and_a_parent_who_is_connected_may_ask() -> None:
    carers.check_pair(Pair(carer_adult=False))
    carers.check_pair(Pair(owner_teen=True, contacts=True))


def test_what_is_given_makes_sense() -> None:
    carers.check_given(["SEE", "SHARE"], TODAY, TODAY)
    for scopes, until, refusal in (
        ([], None, carers.NothingGiven), (["SHARE"], None, carers.ShareNeedsSee),
        (["SEE"], date(2026, 11, 20), carers.DayOver), (["SEE", "OWN"], None, DayroomError),
    ):
        with pytest.raises(refusal):
            carers.check_given(scopes, until, TODAY)
