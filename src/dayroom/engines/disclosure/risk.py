"""How well rows about people hide each of them: k-anonymity, l-diversity, t-closeness."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .errors import TooMuchSuppressed, UnknownPart
from .limits import Limits, limits

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Risk:
    """Figures of one table.

    k            people in the smallest class of the columns that could be known from outside
    l            exp of the smallest entropy of a sensitive column within a class
    t            the largest distance between a class and the whole, 0-1
    most_risk    1 / k, the chance of picking the right row in the smallest class
    suppressed   share of rows that were left out
    """

    people: int
    classes: int
    k: int
    l: float  # noqa: E741 - the name of the measure in the literature
    t: float
    most_risk: float
    suppressed: float = 0.0


def risk(
    rows: Iterable[Row], *, person: str, known: Sequence[str], sensitive: Sequence[str],
    ordered: Mapping[str, Sequence[str]] | None = None, suppressed: float = 0.0,
) -> Risk:  # fmt: skip
    """Measure a table.

    rows        column → value
    person      the column that tells people apart: classes are counted in people, not in rows
    known       columns that somebody could know from outside; sensitive, those they must not learn
    ordered     sensitive columns whose values have an order: the distance between neighbors is then small
    returns     Risk; of no rows, k 0 and risk 1
    source      Sweeney 2002; Machanavajjhala 2007 (entropy l-diversity); Li 2007 (t-closeness, earth mover's distance)
    errs        of several sensitive columns the worst counts

    >>> table = [{"id": str(n), "age": "30-39", "hiv": "yes" if n % 2 else "no"} for n in range(12)]
    >>> found = risk(table, person="id", known=["age"], sensitive=["hiv"])
    >>> found.k, round(found.l, 3), found.t
    (12, 2.0, 0.0)
    """
    table = list(rows)
    classes = _classes(table, person, known, sensitive)
    if not classes:
        return Risk(0, 0, 0, 0.0, 0.0, 1.0, suppressed)
    smallest = min(len({row[person] for row in part}) for part in classes.values())
    diversity = [_diversity(part, column, person) for part in classes.values() for column in sensitive]
    distances = [
        _distance(part, table, column, (ordered or {}).get(column)) for part in classes.values() for column in sensitive
    ]
    people = len({row[person] for row in table})
    return Risk(
        people, len(classes), smallest, min(diversity, default=math.inf), max(distances, default=0.0), 1 / smallest,
        suppressed,
    )  # fmt: skip


def fit_to_leave(
    rows: Iterable[Row], *, person: str, known: Sequence[str], sensitive: Sequence[str],
    ordered: Mapping[str, Sequence[str]] | None = None, allowed: Limits | None = None,
) -> tuple[list[Row], Risk]:  # fmt: skip
    """The rows that may leave, with their figures; raises TooMuchSuppressed where too many would stay behind.

    Classes that are too small, too uniform or too different are left out, until what remains is within the limits:
    leaving one out changes the whole, which the others are held against.
    """
    table = list(rows)
    limit = allowed or limits()
    kept = table
    while True:
        classes = _classes(kept, person, known, sensitive)
        good = [
            part
            for part in classes.values()
            if _is_within(part, kept, limit, person=person, sensitive=sensitive, ordered=ordered or {})
        ]
        left = [row for part in good for row in part]
        if len(left) == len(kept):
            break
        kept = left
    lost = 1 - len(kept) / len(table) if table else 0.0
    if lost > limit.most_suppressed or not kept:
        raise TooMuchSuppressed
    return kept, risk(kept, person=person, known=known, sensitive=sensitive, ordered=ordered, suppressed=lost)


def _is_within(
    part: list[Row], table: list[Row], limit: Limits, *, person: str, sensitive: Sequence[str],
    ordered: Mapping[str, Sequence[str]],
) -> bool:  # fmt: skip
    return len({row[person] for row in part}) >= limit.k and all(
        # a share of equal parts must not fail by a rounding error
        _diversity(part, column, person) >= limit.l - 1e-9
        and _distance(part, table, column, ordered.get(column)) <= limit.t + 1e-9
        for column in sensitive
    )


def _classes(
    table: list[Row], person: str, known: Sequence[str], sensitive: Sequence[str]
) -> dict[tuple[str, ...], list[Row]]:
    classes: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in table:
        if any(column not in row for column in (person, *known, *sensitive)):
            raise UnknownPart
        classes[tuple(row[column] for column in known)].append(row)
    return classes


def _diversity(part: list[Row], column: str, person: str) -> float:
    """exp(entropy): as many values as if all were equally frequent; a person with many rows counts once per value."""
    counts = Counter(value for _who, value in {(row[person], row[column]) for row in part})
    total = sum(counts.values())
    return math.exp(-sum(n / total * math.log(n / total) for n in counts.values()))


def _distance(part: list[Row], table: list[Row], column: str, order: Sequence[str] | None) -> float:
    inside, outside = _shares(part, column), _shares(table, column)
    values = list(order) if order else sorted(outside)
    gaps = [inside.get(value, 0.0) - outside.get(value, 0.0) for value in values]
    if not order:
        return sum(map(abs, gaps)) / 2
    # earth has to be carried past each step; the whole way is 1
    carried, moved = 0.0, 0.0
    for gap in gaps[:-1]:
        carried += gap
        moved += abs(carried)
    return moved / max(1, len(values) - 1)


def _shares(rows: list[Row], column: str) -> dict[str, float]:
    counts = Counter(row[column] for row in rows)
    return {value: n / len(rows) for value, n in counts.items()}
