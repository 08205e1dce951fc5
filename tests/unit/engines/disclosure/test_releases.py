"""Releases: what is shown, what waits, what is refused."""

from __future__ import annotations

import json

import pytest

from dayroom.engines.disclosure import (
    Ledger,
    Plan,
    Says,
    as_table,
    count,
    from_table,
    publish,
    recount,
    same_plan,
)
from dayroom.engines.disclosure.errors import NotOneTable, PlanChanged, UnknownPart

PLAN = Plan("t", {"helped": ("yes", "some", "no"), "sex": ("f", "m")}, (("helped",), ("sex",)))


def rows(yes: int, some: int = 0, no: int = 0, sex: str = "f") -> list[dict[str, str]]:
    return [{"helped": value, "sex": sex} for value, n in (("yes", yes), ("some", some), ("no", no)) for _ in range(n)]


def test_large_numbers_and_safe_zeros_are_shown() -> None:
    ledger = publish(Ledger(PLAN), rows(40, 20))
    assert (count(ledger, helped="yes").people, count(ledger, helped="no").people) == (40, 0)
    assert count(ledger).people == ledger.people == 60
    assert count(ledger, helped=("yes", "some")).says is Says.EXACT


def test_a_small_number_takes_a_second_one_with_it() -> None:
    ledger = publish(Ledger(PLAN), rows(40, 20, 3))
    assert count(ledger, helped="no").says is Says.HIDDEN
    assert count(ledger, helped="some").says is Says.HIDDEN
    assert count(ledger, helped=("some", "no")).people == 23
    assert count(ledger, helped=("yes", "no")) == count(ledger, helped=("yes", "no"))
    assert (count(ledger, helped=("yes", "no")).says, count(ledger, helped=("yes", "no")).people) == (Says.AT_LEAST, 40)


def test_few_people_wait_and_nothing_moves_until_there_are_enough() -> None:
    ledger = Ledger(PLAN)
    assert publish(ledger, rows(10)) is ledger
    assert count(ledger).says is Says.HIDDEN
    first = publish(ledger, rows(200))
    assert publish(first, rows(19)) is first
    second = publish(first, rows(20))
    assert count(second, helped="yes").people == 220


def test_one_person_more_or_less_is_never_seen() -> None:
    first = publish(Ledger(PLAN), rows(40, 20))
    assert recount(first, rows(39, 20)) is first
    assert recount(first, rows(30, 15)) is not first
    assert count(recount(first, rows(25, 20)), helped="yes").people == 25


def test_what_left_goes_out_of_the_numbers_in_one_step_with_broader_blocks_where_needed() -> None:
    first = publish(Ledger(PLAN), rows(60, 30, 30))
    again = recount(first, rows(60, 25, 5))
    assert count(again).people == 90
    assert count(again, helped="no").says is Says.HIDDEN
    assert again.release == 2


def test_columns_of_two_groups_are_never_crossed_and_unknown_ones_refused() -> None:
    ledger = publish(Ledger(PLAN), rows(40, 20))
    with pytest.raises(NotOneTable):
        count(ledger, helped="yes", sex="f")
    for wanted in ({"hair": "red"}, {"helped": "perhaps"}):
        with pytest.raises(UnknownPart):
            count(ledger, **wanted)
    with pytest.raises(UnknownPart):
        publish(ledger, [{"helped": "perhaps", "sex": "f"}])


def test_a_plan_has_each_column_in_one_group_and_is_never_looser_than_the_public_limit() -> None:
    with pytest.raises(NotOneTable):
        Plan("t", {"a": ("x",), "b": ("y",)}, (("a",), ("a", "b")))
    with pytest.raises(NotOneTable):
        Plan("t", {"a": ("x",)}, ())
    with pytest.raises(UnknownPart):
        Plan("t", {"a": ("x", "x")}, (("a",),))
    assert Plan("t", {"a": ("x",)}, (("a",),), least=3).least == 11


def test_another_plan_beside_the_published_one_is_refused() -> None:
    ledger = publish(Ledger(PLAN), rows(40, 20))
    assert same_plan(ledger, PLAN) is ledger
    with pytest.raises(PlanChanged):
        same_plan(ledger, Plan("t", {"helped": ("yes", "some", "no")}, (("helped",),)))


def test_the_ledger_is_kept_as_plain_values_without_people() -> None:
    ledger = publish(publish(Ledger(PLAN), rows(40, 20, 3)), rows(20, 20, 20, sex="m"))
    kept = json.dumps(as_table(ledger))
    assert from_table(json.loads(kept)) == ledger


def test_nested_columns_are_cut_inside_their_block() -> None:
    plan = Plan("t", {"helped": ("yes", "no"), "age": ("young", "old")}, (("helped", "age"),))
    people = [
        {"helped": h, "age": a}
        for h, a, n in (("yes", "young", 30), ("yes", "old", 30), ("no", "young", 12), ("no", "old", 4))
        for _ in range(n)
    ]
    ledger = publish(Ledger(plan), people)
    assert count(ledger, helped="no").people == 16
    assert count(ledger, helped="no", age="old").says is Says.HIDDEN
    assert count(ledger, age="old").says is Says.AT_LEAST
