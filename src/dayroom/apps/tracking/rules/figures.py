"""What a page about a treatment says: numbers of people as the ledger lets them out, and nothing that is not in it.

Every figure is one answer of `engines.disclosure.count`, or is worked out from such answers. No queries, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import sqrt

from dayroom.apps.tracking.rules.counting import SIDE, SINGLE, UNSAID, YES
from dayroom.apps.tracking.vocabulary.reports import Helped
from dayroom.engines.disclosure import Ledger, Says, Shown, count
from dayroom.engines.disclosure.errors import UnknownPart

Z = 1.959964  # 95 %
FILTERS = ("age", "sex")


@dataclass(frozen=True, slots=True)
class Share:
    """People with one answer; or with any of several, where each alone is too few (`together`, and no `value`).
    `share`, `low` and `high` (0-1, 95 %) only where both numbers are exact."""

    value: str
    people: Shown
    share: float | None = None
    low: float | None = None
    high: float | None = None
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """How people answered one question; `base` are those who did, or all people where that cannot be said apart."""

    column: str
    base: Shown
    shares: tuple[Share, ...]
    of_all: bool = False

    @property
    def says_something(self) -> bool:
        return any(one.people.says is not Says.HIDDEN for one in self.shares)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything on one page, for one choice of filters. `rest` and `side_effects` are of everybody: never filtered."""

    people: Shown
    helped: Answers
    rest: tuple[Answers, ...]
    side_effects: tuple[Share, ...]
    everybody: Shown
    chosen: Mapping[str, str] = field(default_factory=dict)


def figures_of(ledger: Ledger, chosen: Mapping[str, str]) -> Figures:
    """The page of one treatment for one purpose. Raises UnknownPart for a filter or a value that is not planned."""
    if any(column not in FILTERS or value not in ledger.plan.columns[column] for column, value in chosen.items()):
        raise UnknownPart
    everybody = count(ledger)
    singles = [name for name in SINGLE if name in ledger.plan.columns]
    return Figures(
        people=count(ledger, **chosen), helped=_helped(ledger, chosen), chosen=dict(chosen), everybody=everybody,
        rest=tuple(_answered(ledger, name, everybody) for name in singles),
        side_effects=_side_effects(ledger, everybody),
    )


def wilson(people: int, base: int) -> tuple[float, float]:
    """Where the share would lie in 95 of 100 such samples. Source: Wilson 1927, JASA 22:209.

    >>> [round(end, 3) for end in wilson(30, 100)]
    [0.219, 0.396]
    """
    share, weight = people / base, 1 + Z * Z / base
    middle = (share + Z * Z / (2 * base)) / weight
    half = Z * sqrt(share * (1 - share) / base + Z * Z / (4 * base * base)) / weight
    return max(0.0, middle - half), min(1.0, middle + half)


def _helped(ledger: Ledger, chosen: Mapping[str, str]) -> Answers:
    base = count(ledger, **chosen)
    return Answers("helped", base, _shares(ledger, "helped", ledger.plan.columns["helped"], base, chosen), of_all=True)


def _answered(ledger: Ledger, column: str, everybody: Shown) -> Answers:
    """One question, among those who answered it; among all where those who did not cannot be told apart."""
    values = tuple(value for value in ledger.plan.columns[column] if value != UNSAID)
    base = count(ledger, **{column: values})
    if base.says is Says.EXACT:
        return Answers(column, base, _shares(ledger, column, values, base, {}))
    return Answers(column, everybody, _shares(ledger, column, ledger.plan.columns[column], everybody, {}), of_all=True)


def _shares(
    ledger: Ledger, column: str, values: tuple[str, ...], base: Shown, chosen: Mapping[str, str]
) -> tuple[Share, ...]:
    """One line for each answer; one for all that are too few alone."""
    alone = {value: count(ledger, **chosen, **{column: value}) for value in values}
    few = tuple(value for value, people in alone.items() if people.says is Says.HIDDEN)
    lines = [_share(value, people, base) for value, people in alone.items() if value not in few]
    if not lines:
        return tuple(Share(value, people) for value, people in alone.items())  # all together is everybody: no news
    if few:
        lines.append(replace(_share("", count(ledger, **chosen, **{column: few}), base), together=few))
    return tuple(lines)


def _side_effects(ledger: Ledger, everybody: Shown) -> tuple[Share, ...]:
    """Most people first; those of whom nothing may be said come last."""
    columns = [column for column in ledger.plan.columns if column.startswith(SIDE)]
    found = [_share(column.removeprefix(SIDE), count(ledger, **{column: YES}), everybody) for column in columns]
    return tuple(sorted(found, key=lambda one: -1 if one.people.people is None else one.people.people, reverse=True))


def _share(value: str, people: Shown, base: Shown) -> Share:
    if not (people.says is base.says is Says.EXACT) or people.people is None or not base.people:
        return Share(value, people)
    low, high = wilson(people.people, base.people)
    return Share(value, people, people.people / base.people, low, high)


def best_share(answers: Answers) -> float | None:
    """The share that was helped somewhat or very much, where both numbers are exact; for the order of a list."""
    shares = {one.value: one.share for one in answers.shares}
    found = [shares.get(value) for value in (str(Helped.MAJOR), str(Helped.MODERATE))]
    return None if None in found else sum(share for share in found if share is not None)
