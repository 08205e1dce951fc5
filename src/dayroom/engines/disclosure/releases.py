"""Numbers of people that are published again and again, and never give away a small one.

A release counts a cohort: all people who were not counted yet, once there are enough of them. Every cohort is a table
of its own about other people, cut into blocks (blocks.py), and what a reader sees is the sum of whole blocks. So two
days differ by a whole cohort, two filters by whole blocks, and there is nothing smaller to be found by taking one
number from another. People who left or changed their report are taken out all together (`recount`).

Which people were counted stands in the site's own rows; the ledger holds numbers only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from .blocks import Atom, Block, split
from .errors import NotOneTable, PlanChanged, UnknownPart
from .plans import Group, Plan, Row

# share of the people already counted that must have come before the next count: small cohorts would hide more
NEXT_SHARE = 0.1


class Says(StrEnum):
    """EXACT: so many. AT_LEAST: more stand in numbers that are not shown alone. HIDDEN: nothing can be said."""

    EXACT = "EXACT"
    AT_LEAST = "AT_LEAST"
    HIDDEN = "HIDDEN"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader is told: 0, or a number of people of at least the limit; None where nothing may be said."""

    says: Says
    people: int | None


@dataclass(frozen=True, slots=True)
class Cohort:
    """People who were counted together: group → its blocks and how many people each holds."""

    people: int
    blocks: Mapping[Group, Mapping[Block, int]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is published of one subject; knows no person."""

    plan: Plan
    release: int = 0
    cohorts: tuple[Cohort, ...] = ()

    @property
    def people(self) -> int:
        """How many people are counted."""
        return sum(cohort.people for cohort in self.cohorts)


def publish(ledger: Ledger, waiting: Iterable[Row]) -> Ledger:
    """Count the people who wait to be counted, if there are enough of them.

    ledger    what was published; Ledger(plan) the first time
    waiting   people not counted yet, one row per person: column → value
    returns   the new ledger, or the same one: then all of them go on waiting
    units     people
    raises    UnknownPart (a value that the plan does not name)
    source    fixed releases against differencing (Eurostat handbook on statistical disclosure control, 2010); blocks.py
    errs      counts later rather than one by one

    >>> plan = Plan("t", {"helped": ("yes", "no")}, (("helped",),))
    >>> first = publish(Ledger(plan), [{"helped": "yes"}] * 30 + [{"helped": "no"}] * 12)
    >>> count(first, helped="no").people, publish(first, [{"helped": "no"}]) is first
    (12, True)
    """
    rows = list(waiting)
    tables = {group: ledger.plan.counts(group, rows) for group in ledger.plan.groups}
    if len(rows) < max(ledger.plan.least, ceil(NEXT_SHARE * ledger.people)):
        return ledger
    blocks = {group: _cut(ledger.plan, group, counts) for group, counts in tables.items()}
    return Ledger(ledger.plan, ledger.release + 1, (*ledger.cohorts, Cohort(len(rows), blocks)))


def recount(ledger: Ledger, everyone: Iterable[Row]) -> Ledger:
    """Count everybody anew, so that whoever left or changed a report is no longer in the numbers.

    everyone   all people of today, one row per person; those who waited are among them
    returns    the new ledger, or the same one where old and new numbers would lie too close together
    raises     UnknownPart
    errs       shows broader numbers than before rather than two that differ by fewer people than the limit
    """
    rows = list(everyone)
    least = ledger.plan.least
    tables = {group: ledger.plan.counts(group, rows) for group in ledger.plan.groups}
    if len(rows) < least or not _apart(len(rows), ledger.people, least):
        return ledger
    blocks = {group: _anew(ledger, group, counts) for group, counts in tables.items()}
    return Ledger(ledger.plan, ledger.release + 1, (Cohort(len(rows), blocks),))


def count(ledger: Ledger, /, **wanted: str | Iterable[str]) -> Shown:
    """How many people have these values; a column that is not named means all of its values.

    Columns of different groups are never shown against each other: NotOneTable.
    """
    plan = ledger.plan
    chosen = {column: frozenset([values] if isinstance(values, str) else values) for column, values in wanted.items()}
    if any(column not in plan.columns or not values <= {*plan.columns[column]} for column, values in chosen.items()):
        raise UnknownPart
    groups = [group for group in plan.groups if chosen.keys() & {*group}] or list(plan.groups[:1])
    if len(groups) > 1 or chosen.keys() - {*groups[0]}:
        raise NotOneTable
    group = groups[0]
    places = {group.index(column): values for column, values in chosen.items()}
    return _sum(ledger, group, lambda atom: all(atom[place] in values for place, values in places.items()))


def same_plan(ledger: Ledger, plan: Plan) -> Ledger:
    """The ledger, if it still follows this plan; raises PlanChanged."""
    if ledger.plan != plan:
        raise PlanChanged
    return ledger


def _sum(ledger: Ledger, group: Group, inside: Callable[[Atom], bool]) -> Shown:
    total, cut = 0, not ledger.cohorts
    for cohort in ledger.cohorts:
        for block, people in cohort.blocks[group].items():
            held = [inside(atom) for atom in block]
            if all(held):
                total += people
            elif any(held) and people:  # of a block of nobody every part is known
                cut = True
    if not cut:
        return Shown(Says.EXACT, total)
    return Shown(Says.AT_LEAST, total) if total else Shown(Says.HIDDEN, None)


def _cut(plan: Plan, group: Group, counts: Mapping[Atom, int]) -> dict[Block, int]:
    return {block: _size(block, counts) for block in split(plan.atoms(group), counts, least=plan.least)}


def _size(block: Block, counts: Mapping[Atom, int]) -> int:
    return sum(counts.get(atom, 0) for atom in block)


def _apart(now: int, before: int, least: int) -> bool:
    return now == before or abs(now - before) >= least


def _anew(ledger: Ledger, group: Group, counts: Mapping[Atom, int]) -> dict[Block, int]:
    """Blocks of today that can be held against those of before without showing a few people.

    Never finer ones: a part that is shown anew could be held against what was said of it long ago.
    """
    least = ledger.plan.least
    known = _common(ledger, group)
    # blocks whose old and new sizes lie too close together, or that hold a few people, become one
    while len(known) > 1:
        near = [b for b, before in known.items() if not _may_stand(_size(b, counts), before, least)]
        if not near:
            break
        ordered = sorted(known, key=lambda block: (block not in near, known[block], sorted(block)))
        first, second = ordered[:2]
        joined = {first | second: known.pop(first) + known.pop(second)}
        known |= joined
    return {block: _size(block, counts) for block in known}


def _may_stand(now: int, before: int, least: int) -> bool:
    return _apart(now, before, least) and (now >= least or now == before == 0)


def _common(ledger: Ledger, group: Group) -> dict[Block, int]:
    """The finest blocks whose size can be told over all cohorts, and that size."""
    blocks: list[Block] = []
    for part in (block for cohort in ledger.cohorts for block in cohort.blocks[group]):
        touched = [block for block in blocks if block & part]
        blocks = [block for block in blocks if not block & part]
        blocks.append(part.union(*touched))
    return {block: _whole(ledger.cohorts, group, block) for block in blocks}


def _whole(cohorts: Sequence[Cohort], group: Group, block: Block) -> int:
    return sum(people for cohort in cohorts for part, people in cohort.blocks[group].items() if part <= block)
