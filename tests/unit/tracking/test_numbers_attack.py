"""Somebody who reads every public page about a treatment, through every filter and on every day, finds no 1 to 10.

He sees what `figures_of` gives to the pages, and nothing else; days go by as `count_day` makes them: people come, leave,
come back and change what they said. `make attack` tries two thousand stories; the suite tries a few.
"""

from __future__ import annotations

import itertools
import os
import random
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dayroom.apps.tracking.rules.counting import NO, UNSAID, YES, Columns, Day, count_day
from dayroom.apps.tracking.rules.figures import Figures, figures_of
from dayroom.engines.disclosure import Ledger, Plan, Says, Shown
from tests.unit.engines.disclosure.attacker import Bounds

SMALL = range(1, 11)
COLUMNS = {
    "helped": ("MAJOR", "SLIGHT", "NONE"), "age": ("18-34", "65+"), "sex": ("FEMALE", "MALE"),
    "severity": ("NONE", "SEVERE", UNSAID), "ended": ("STILL", "SIDE_EFFECTS", "COST", UNSAID),
    "side_nausea": (YES, NO), "side_rash": (YES, NO),
}
MAIN = ("helped", "age", "sex")
PLAN = Plan("treatment/a", COLUMNS, (MAIN, *((name,) for name in COLUMNS if name not in MAIN)))
CHOICES = [
    {name: value for name, value in (("age", age), ("sex", sex)) if value}
    for age in ("", *COLUMNS["age"]) for sex in ("", *COLUMNS["sex"])
]
STORIES = int(os.environ.get("DAYROOM_ATTACK", "12"))
SLOW = settings(max_examples=STORIES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Cell = tuple[str, ...]
Facts = dict[frozenset[Cell], Shown]


@dataclass
class Site:
    """People as rows; who is in the numbers, with what they said then; who left them or changed since."""

    ledger: Ledger = field(default_factory=lambda: Ledger(PLAN))
    now: dict[int, Columns] = field(default_factory=dict)
    counted: dict[int, Columns] = field(default_factory=dict)
    cohorts: list[list[Columns]] = field(default_factory=list)

    def night(self, days: int) -> bool:
        """What the daily job does; returns whether everybody was counted anew."""
        waiting = {who: row for who, row in self.now.items() if who not in self.counted}
        gone = sum(self.now.get(who) != row for who, row in self.counted.items())
        day = Day(list(waiting.values()), list(self.now.values()), gone=gone, gone_days=days)
        after = count_day(self.ledger, day)
        if after.anew:
            self.counted, self.cohorts = dict(self.now), [list(self.now.values())]
        elif after.new:
            self.counted |= waiting
            self.cohorts.append(list(waiting.values()))
        self.ledger = after.ledger
        return after.anew


def somebody(made: random.Random, weights: dict[str, list[float]]) -> Columns:
    return {column: made.choices(values, weights[column])[0] for column, values in COLUMNS.items()}


def pages(ledger: Ledger) -> list[Figures]:
    return [figures_of(ledger, chosen) for chosen in CHOICES]


def facts(page: Figures) -> Facts:
    """Every number on a page, with the cells it is a sum of."""
    ages = [page.chosen["age"]] if "age" in page.chosen else COLUMNS["age"]
    sexes = [page.chosen["sex"]] if "sex" in page.chosen else COLUMNS["sex"]
    everybody = cells(COLUMNS["helped"], ages, sexes)
    told = {everybody: page.people}
    told |= {cells(one.together or [one.value], ages, sexes): one.people for one in page.helped.shares}
    for answers in page.rest:
        names = COLUMNS[answers.column]
        asked = names if answers.of_all else [value for value in names if value != UNSAID]
        told[cells([answers.column], asked)] = answers.base
        told |= {cells([answers.column], one.together or [str(one.value)]): one.people for one in answers.shares}
    told |= {cells([f"side_{one.value}"], [YES]): one.people for one in page.side_effects}
    return told | {cells([name], COLUMNS[name]): page.everybody for name in COLUMNS if name not in MAIN}


def cells(*values: object) -> frozenset[Cell]:
    return frozenset(itertools.product(*values))  # type: ignore[arg-type]


def truth(rows: list[Columns]) -> Counter[Cell]:
    """People in every cell of every group."""
    found: Counter[Cell] = Counter()
    for row in rows:
        found[tuple(row[column] for column in MAIN)] += 1
        for column in COLUMNS:
            if column not in MAIN:
                found[column, row[column]] += 1
    return found


def check_shown(told: Facts) -> None:
    assert not any(shown.people in SMALL for shown in told.values())


def every_cell() -> list[Cell]:
    return [*itertools.product(*(COLUMNS[name] for name in MAIN)),
            *((name, value) for name, values in COLUMNS.items() if name not in MAIN for value in values)]


def attack(days: list[Facts], people: list[list[Columns]]) -> None:
    """Solve all days together. Unknown are the cells of those counted up to the first day, and of those who came
    between any two; what a day tells exactly is a sum over all who came until then."""
    bounds = Bounds()
    for came, cell in itertools.product(range(len(days)), every_cell()):
        bounds.at_least((came, *cell), 0)
        bounds.at_most((came, *cell), 10**6)
    for day, told in enumerate(days):
        for which, shown in told.items():
            if shown.says is Says.EXACT:
                unknown = [(came, *cell) for came in range(day + 1) for cell in sorted(which)]
                bounds.learn(unknown, shown.people or 0)
    bounds.work()
    for came, who in enumerate(people):
        for cell, held in truth(who).items():
            if held in SMALL:
                low, high = bounds.of([(came, *cell)])
                assert not 1 <= low <= high <= 10, (came, cell, held, low, high)


def seen(site: Site) -> Facts:
    return {which: shown for page in pages(site.ledger) for which, shown in facts(page).items()}


@SLOW
@given(st.integers(0, 10**6), st.lists(st.integers(1, 90), min_size=1, max_size=4))
def test_no_page_on_no_day_gives_a_small_number_away(seed: int, comers: list[int]) -> None:
    """People only come: what is told on one day, and on one day and the next, is solved as one."""
    made = random.Random(seed)
    weights = {column: [made.choice((0, 1, 3, 10, 40)) + 0.01 for _ in values] for column, values in COLUMNS.items()}
    site, told, before = Site(), Facts(), []
    for count in comers:
        start = len(site.now)
        site.now |= {start + number: somebody(made, weights) for number in range(count)}
        known = len(site.cohorts)
        site.night(0)
        after = seen(site)
        check_shown(after)
        if not site.cohorts:
            assert all(shown.says is Says.HIDDEN for shown in after.values())
        elif len(site.cohorts) == known:
            assert after == told
        else:
            attack([after], [list(site.counted.values())])
            attack([told, after], [before, site.cohorts[-1]])
        told, before = after, list(site.counted.values())


@SLOW
@given(st.integers(0, 10**6), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 40), st.integers(0, 9)), min_size=2,
                                       max_size=5))
def test_who_leaves_changes_or_comes_back_is_not_found_between_two_days(
    seed: int, days: list[tuple[int, int, int]]
) -> None:
    """Nothing moves before a recount; and where one happens, no number of a page moves by 1 to 10."""
    made = random.Random(seed)
    weights = {column: [made.choice((1, 3, 10, 40)) for _ in values] for column, values in COLUMNS.items()}
    site, ever = Site(), 0
    for come, go, change in [(120, 0, 0), *days]:
        site.now |= {ever + number: somebody(made, weights) for number in range(come)}
        ever += come
        for who in made.sample(sorted(site.now), min(go, len(site.now))):
            del site.now[who]
        for who in made.sample(sorted(site.now), min(change, len(site.now))):
            site.now[who] = somebody(made, weights)
        before, cohorts = seen(site), len(site.ledger.cohorts)
        anew = site.night(made.choice((0, 10, 200)))
        after = seen(site)
        check_shown(after)
        if len(site.ledger.cohorts) == cohorts and not anew:
            assert before == after
        if anew:
            moves = [(after[which].people or 0) - (then.people or 0) for which, then in before.items()
                     if which in after and then.says is after[which].says is Says.EXACT]
            # where some fell and others rose, what is left between them is nobody's number
            assert min(moves) * max(moves) < 0 or not any(abs(step) in SMALL for step in moves)
        if len(site.cohorts) == 1 and site.counted:
            attack([after], [list(site.counted.values())])


def test_the_attacker_would_find_it_if_questions_shared_their_people() -> None:
    """Why "stopped" and its reasons are one question: in two, the few of one reason are what is left between them."""
    bounds = Bounds()
    bounds.learn([("stopped", "COST"), ("stopped", "SIDE_EFFECTS")], 15)
    bounds.learn([("stopped", "SIDE_EFFECTS")], 11)
    bounds.work()
    assert bounds.of([("stopped", "COST")]) == (4, 4)
