"""What is published about a subject, planned once and for all."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .blocks import Atom
from .errors import NotOneTable, UnknownPart
from .limits import limits

Group = tuple[str, ...]
# a person as a row: column → value
Row = Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """What is published about one subject.

    key       the subject, as "treatment/metformin"
    columns   column → its values, in order
    groups    columns that are shown against each other, broadest first; each column stands in one group only,
              since two tables that share a column could be taken from one another
    least     no number of 1 to least - 1 can be found out; never below the public limit
    """

    key: str
    columns: Mapping[str, tuple[str, ...]]
    groups: tuple[Group, ...]
    least: int = 0

    def __post_init__(self) -> None:
        named = [column for group in self.groups for column in group]
        if not named or len(set(named)) != len(named) or set(named) - self.columns.keys():
            raise NotOneTable
        if any(not values or len(set(values)) != len(values) for values in self.columns.values()):
            raise UnknownPart
        object.__setattr__(self, "least", max(self.least, limits().k))

    def atoms(self, group: Group) -> list[Atom]:
        """Every cell of a group."""
        return list(itertools.product(*(self.columns[column] for column in group)))

    def counts(self, group: Group, people: Iterable[Row]) -> Counter[Atom]:
        """People in each cell of a group; raises UnknownPart for a value that is not planned."""
        known = [frozenset(self.columns[column]) for column in group]
        counted = Counter(tuple(row.get(column, "") for column in group) for row in people)
        for atom in counted:
            if any(value not in values for value, values in zip(atom, known, strict=True)):
                raise UnknownPart
        return counted
