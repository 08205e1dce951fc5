"""One table, and rows about people."""

from __future__ import annotations

import pytest

from dayroom.engines.disclosure import fit_to_leave, limits, risk, rounded, suppress_table
from dayroom.engines.disclosure.errors import TooMuchSuppressed, UnevenTable, UnknownPart


def test_a_table_without_small_counts_leaves_as_it_is() -> None:
    shown = suppress_table([[20, 0], [30, 40]])
    assert shown.cells == ((20, 0), (30, 40))
    assert (shown.row_totals, shown.column_totals, shown.total) == ((20, 70), (50, 40), 90)


def test_a_small_total_is_hidden_too() -> None:
    shown = suppress_table([[4, 3], [90, 80], [70, 60]])
    assert shown.row_totals[0] is None
    assert shown.cells[0] == (None, None)


def test_where_nothing_helps_only_the_total_stays() -> None:
    shown = suppress_table([[1, 2], [3, 6]])
    assert (shown.cells, shown.total) == (((None, None), (None, None)), 12)
    assert suppress_table([[1, 2]]).total is None


@pytest.mark.parametrize("table", [[], [[]], [[1, 2], [3]], [[-1, 2]], [[True, 2]], [[1.5]]])
def test_a_crooked_table_is_refused(table: list) -> None:
    with pytest.raises(UnevenTable):
        suppress_table(table)


def test_rounding() -> None:
    assert [rounded(n) for n in (0, 11, 13, 99)] == [0, 10, 15, 100]


def row(person: int, age: str, illness: str) -> dict[str, str]:
    return {"id": str(person), "age": age, "illness": illness}


def table(*classes: tuple[str, dict[str, int]]) -> list[dict[str, str]]:
    made: list[dict[str, str]] = []
    for age, counts in classes:
        for illness, n in counts.items():
            made += [row(len(made) + i, age, illness) for i in range(n)]
    return made


EVEN = {"a": 10, "b": 10, "c": 10}


def figures(rows: list, **more: object):
    return risk(rows, person="id", known=["age"], sensitive=["illness"], **more)


def test_k_counts_people_and_not_rows() -> None:
    rows = [row(n % 4, "30-39", "a") for n in range(40)]
    assert (figures(rows).k, figures(rows).most_risk) == (4, 0.25)


def test_l_and_t_of_known_tables() -> None:
    found = figures(table(("30-39", EVEN), ("40-49", {"a": 30})))
    assert found.k == 30
    assert found.l == pytest.approx(1.0)
    assert found.t == pytest.approx(1 / 3)
    assert figures(table(("30-39", EVEN))).l == pytest.approx(3.0)


def test_values_in_order_lie_closer_together() -> None:
    rows = table(("x", {"1": 30}), ("y", {"2": 30}), ("z", {"3": 30}))
    assert figures(rows).t == pytest.approx(2 / 3)
    assert figures(rows, ordered={"illness": ["1", "2", "3"]}).t == pytest.approx(1 / 2)


def test_what_is_too_rare_stays_behind_and_its_share_is_told() -> None:
    rows = table(
        ("30-39", dict.fromkeys("abcd", 75)), ("40-49", {"a": 70, "b": 80, "c": 75, "d": 75}), ("90+", {"a": 2, "b": 1})
    )
    kept, found = fit_to_leave(rows, person="id", known=["age"], sensitive=["illness"])
    assert {r["age"] for r in kept} == {"30-39", "40-49"}
    assert found.suppressed == pytest.approx(3 / 603)
    assert found.k >= limits().k


def test_too_much_left_behind_is_refused_and_so_is_an_empty_table() -> None:
    with pytest.raises(TooMuchSuppressed):
        fit_to_leave(table(("30-39", EVEN), ("90+", {"a": 8})), person="id", known=["age"], sensitive=["illness"])
    with pytest.raises(TooMuchSuppressed):
        fit_to_leave([], person="id", known=["age"], sensitive=["illness"])
    assert figures([]).most_risk == 1.0
    with pytest.raises(UnknownPart):
        figures([{"id": "1"}])
