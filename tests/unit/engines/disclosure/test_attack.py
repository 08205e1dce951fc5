"""An attacker who sees everything that is published, on every day and through every filter, finds no cell of 1 to 10."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dayroom.engines.disclosure import Ledger, Plan, count, publish, recount, suppress_table
from dayroom.engines.disclosure.releases import Says
from tests.unit.engines.disclosure.attacker import Bounds, flow_bounds

SMALL = range(1, 11)
COLUMNS = {"helped": ("much", "some", "none"), "age": ("young", "mid", "old"), "side": ("no", "mild", "bad")}
PLAN = Plan("treatment/a", COLUMNS, (("helped", "age"), ("side",)))
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def people(seed: int, n: int) -> list[dict[str, str]]:
    """People whose answers hang together, some of them rare."""
    made = random.Random(seed)
    weights = {column: [made.choice((0, 1, 3, 10, 40)) + 0.01 for _ in values] for column, values in COLUMNS.items()}
    return [{c: made.choices(v, weights[c])[0] for c, v in COLUMNS.items()} for _ in range(n)]


def filters() -> list[dict[str, tuple[str, ...]]]:
    """Every choice of values in every column, alone and against each other."""
    some = {c: [s for size in (1, 2, 3) for s in itertools.combinations(v, size)] for c, v in COLUMNS.items()}
    pairs = [{"helped": a, "age": b} for a in some["helped"] for b in some["age"]]
    return [*pairs, *({"side": s} for s in some["side"])]


FILTERS = filters()


def size(rows: list[dict[str, str]], wanted: dict[str, tuple[str, ...]]) -> int:
    return sum(all(row[column] in values for column, values in wanted.items()) for row in rows)


def is_found(low: float, high: float) -> bool:
    """Sure that somebody is there, and that they are ten or fewer."""
    return 1 <= low <= high <= 10


def cells(wanted: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    if "side" in wanted:
        return [("side", value) for value in wanted["side"]]
    return list(itertools.product(wanted["helped"], wanted["age"]))


@QUICK
@given(st.integers(0, 10**6), st.lists(st.integers(1, 160), min_size=1, max_size=4))
def test_no_filter_on_no_day_gives_a_small_number_away(seed: int, comers: list[int]) -> None:
    """What changed between two days is attacked as a table of its own, and so is the sum of all days."""
    ledger, waiting, counted = Ledger(PLAN), [], []
    for day, n in enumerate(comers):
        waiting += people(seed + day, n)
        after = publish(ledger, waiting)
        if after is not ledger:
            counted += waiting
            attack([(ledger, after)], waiting)
            waiting = []
        attack([(Ledger(PLAN), after)], counted)
        ledger = after


def attack(days: list[tuple[Ledger, Ledger]], truth: list[dict[str, str]]) -> None:
    bounds = Bounds()
    for before, after in days:
        for wanted in FILTERS:
            then, now = count(before, **wanted), count(after, **wanted)
            if now.says is Says.EXACT and then.says is (Says.EXACT if before.cohorts else then.says):
                bounds.learn(cells(wanted), (now.people or 0) - (then.people or 0))
            assert now.people in (None, 0) or now.people > 10
            assert (now.people or 0) - (then.people or 0) not in SMALL
    for name in [*itertools.product(COLUMNS["helped"], COLUMNS["age"]), *(("side", v) for v in COLUMNS["side"])]:
        bounds.learn([name], 0) if not truth else bounds.low.setdefault(name, 0) or bounds.high.setdefault(name, 10**6)
    bounds.work()
    for wanted in FILTERS:
        if size(truth, wanted) in SMALL:
            assert not is_found(*bounds.of(cells(wanted)))


@QUICK
@given(st.lists(st.one_of(st.integers(0, 12), st.integers(0, 80)), min_size=2, max_size=6))
def test_whoever_reads_the_ledger_and_knows_which_cells_are_small_finds_none(sizes: list[int]) -> None:
    """Stronger than any reader: sees the blocks, and is told of each cell beside a visible one whether it is small."""
    values = tuple(map(str, range(len(sizes))))
    rows = [{"a": value} for value, n in zip(values, sizes, strict=True) for _ in range(n)]
    ledger = publish(Ledger(Plan("t", {"a": values}, (("a",),))), rows)
    if not ledger.cohorts or len(ledger.cohorts[0].blocks["a",]) == 1:
        return  # nothing but the number of all people is said
    bounds = Bounds()
    for block, held in ledger.cohorts[0].blocks["a",].items():
        assert held == 0 or held >= 11
        bounds.learn(block, held)
    for value, n in zip(values, sizes, strict=True):
        bounds.at_most((value,), 10) if n <= 10 else bounds.at_least((value,), 11)
    bounds.work()
    for value, n in zip(values, sizes, strict=True):
        assert n not in SMALL or (bounds.low[value,], bounds.high[value,]) == (0, 10)


@QUICK
@given(st.integers(0, 10**6), st.integers(11, 200))
def test_two_groups_held_against_each_other_leave_their_common_cells_open(seed: int, n: int) -> None:
    """Blocks of two groups are the rows and columns of a table that nobody sees: its cells are bounded exactly."""
    rows = people(seed, n)
    ledger = publish(Ledger(PLAN), rows)
    first, second = (list(ledger.cohorts[0].blocks[group]) for group in PLAN.groups)
    place = lambda blocks, group, row: next(  # noqa: E731
        i for i, block in enumerate(blocks) if tuple(row[column] for column in group) in block
    )
    truth = [[0] * len(second) for _ in first]
    for row in rows:
        truth[place(first, PLAN.groups[0], row)][place(second, PLAN.groups[1], row)] += 1
    every = {(i, j) for i in range(len(first)) for j in range(len(second))}
    for at in every:
        assert not is_found(*flow_bounds(truth, every, at))


@QUICK
@given(st.integers(0, 10**6), st.integers(30, 200), st.integers(0, 60), st.integers(0, 120))
def test_when_people_leave_the_new_numbers_beside_the_old_show_no_few(seed: int, n: int, gone: int, come: int) -> None:
    """Old and new count are taken from each other in every way: a reader may think that nobody else changed."""
    first, second = people(seed, n)[: n // 2], people(seed, n)[n // 2 :]
    ledger = publish(Ledger(PLAN), first)
    later = publish(ledger, second)
    counted = first * bool(ledger.cohorts) + second * (later is not ledger)
    today = [*counted[min(gone, n) :], *people(seed + 1, come)]
    after = recount(later, today)
    moves = {wanted: count_block(later, *wanted) for wanted in blocks(after)}
    moved = [held - moves[key] for key, held in blocks(after).items() if moves[key] is not None]
    assert after is later or not any(abs(step) in SMALL for step in moved)
    for wanted in FILTERS:
        then, now = count(later, **wanted), count(after, **wanted)
        assert now.people in (None, 0) or now.people > 10
        # where some numbers fell and others rose, what is left between them is nobody's number
        if then.says is now.says is Says.EXACT and moved and min(moved) * max(moved) >= 0:
            assert abs((now.people or 0) - (then.people or 0)) not in SMALL
    for growing in (False, True):
        # who thinks that where numbers agree nobody moved; and who knows that nobody ever leaves
        if after is not later and not (growing and gone):
            believe(later, after, counted, Counter(map(cells_of, today)), growing=growing)


def blocks(ledger: Ledger) -> dict[tuple[tuple[str, ...], frozenset], int]:
    """Every block of a ledger of one cohort, with its size."""
    groups = ledger.cohorts[0].blocks.items() if len(ledger.cohorts) == 1 else ()
    return {(group, block): held for group, parts in groups for block, held in parts.items()}


def cells_of(row: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row[column] for column in group) for group in PLAN.groups)


def believe(old: Ledger, new: Ledger, counted: list[dict[str, str]], today: Counter, *, growing: bool) -> None:
    for place, group in enumerate(PLAN.groups):
        bounds = Bounds()
        for number, cohort in enumerate(old.cohorts):
            for block, held in cohort.blocks[group].items():
                bounds.learn([(number, atom) for atom in block], held)
        for block, held in new.cohorts[0].blocks[group].items():
            then = [(number, atom) for number, _cohort in enumerate(old.cohorts) for atom in block]
            if growing:
                bounds.learn([*then, *(("came", atom) for atom in block)], held)
            elif count_block(old, group, block) == held:
                bounds.learn(then, held)
        bounds.work()
        before = Counter(tuple(row[column] for column in group) for row in counted)
        now: Counter = Counter()
        for both, held in today.items():
            now[both[place]] += held
        for atom in PLAN.atoms(group):
            if before[atom] in SMALL:
                assert not is_found(*bounds.of([(number, atom) for number, _cohort in enumerate(old.cohorts)]))
            if growing and now[atom] - before[atom] in SMALL:
                assert not is_found(*bounds.of([("came", atom)]))


def count_block(ledger: Ledger, group: tuple[str, ...], block: frozenset) -> int | None:
    parts = [(part, held) for cohort in ledger.cohorts for part, held in cohort.blocks[group].items()]
    if any(part & block and not part <= block for part, _held in parts):
        return None
    return sum(held for part, held in parts if part <= block)


tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 12), st.integers(0, 80)), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


@settings(max_examples=150, deadline=None)
@given(tables)
def test_sums_of_one_table_give_no_small_count_away(counts: list[list[int]]) -> None:
    shown = suppress_table(counts)
    # totals are cells too: a total is taken from its row, and so every row and column makes zero
    whole = [[*row, sum(row)] for row in counts]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    seen = [*([*r, t] for r, t in zip(shown.cells, shown.row_totals, strict=True)), [*shown.column_totals, shown.total]]
    hidden = {(i, j) for i, row in enumerate(seen) for j, value in enumerate(row) if value is None}
    for (i, j), value in (
        (at, whole[at[0]][at[1]]) for at in itertools.product(range(len(whole)), range(len(whole[0])))
    ):
        assert (i, j) in hidden or seen[i][j] == value
        assert value not in SMALL or (i, j) in hidden
    inner = {(i, j) for i, j in hidden if i < len(counts) and j < len(counts[0])}
    if any(seen[i][-1] is None for i in range(len(seen))) or None in seen[-1]:
        return  # with a total hidden the sums are open; the next test takes those
    for i, j in inner:
        if whole[i][j] in SMALL:
            low, high = flow_bounds(counts, inner, (i, j), floor=1)
            assert low <= 1
            assert high >= 10


@settings(max_examples=100, deadline=None)
@given(tables)
def test_with_totals_hidden_the_same_attacker_works_on_all_cells(counts: list[list[int]]) -> None:
    shown = suppress_table(counts)
    rows, columns = len(counts), len(counts[0])
    bounds = Bounds()
    for i, (cells_, total) in enumerate(zip(shown.cells, shown.row_totals, strict=True)):
        known = sum(value for value in cells_ if value is not None)
        if total is not None:
            bounds.learn([(i, j) for j in range(columns) if cells_[j] is None], total - known)
    for j, total in enumerate(shown.column_totals):
        column = [row[j] for row in shown.cells]
        if total is not None:
            bounds.learn(
                [(i, j) for i in range(rows) if column[i] is None], total - sum(v for v in column if v is not None)
            )
    if shown.total is not None:
        known = sum(value for row in shown.cells for value in row if value is not None)
        bounds.learn(
            [(i, j) for i in range(rows) for j in range(columns) if shown.cells[i][j] is None], shown.total - known
        )
    bounds.work()
    for (i, j), low in bounds.low.items():  # type: ignore[misc]
        if counts[i][j] in SMALL:
            assert low <= 1
            assert bounds.high[i, j] >= 10


@pytest.mark.parametrize("seed", range(3))
def test_the_attacker_is_no_straw_man(seed: int) -> None:
    """With plain suppression, the sums give nearly every small cell away: so he would find one here."""
    made = random.Random(seed)
    counts = [[made.choice((40, 50, 60)) for _ in range(4)] for _ in range(4)]
    counts[2][1] = 7
    assert flow_bounds(counts, {(2, 1)}, (2, 1)) == (7, 7)
    bounds = Bounds()
    bounds.learn("abcd", 57)
    bounds.learn("acd", 50)
    bounds.work()
    assert bounds.of("b") == (7, 7)
