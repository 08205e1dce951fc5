"""Groups of cells that may be shown as one number.

People are cut into blocks, none of which has 1 to 10 people. Only the sizes of blocks ever leave, so whatever a reader
adds up or takes away, he never gets below a block. A small cell shares its block with others, and there are enough
people in it that the small one may be anything from none to ten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# the values of a group's columns, in their order
Atom = tuple[str, ...]
Block = frozenset[Atom]


def split(atoms: Sequence[Atom], counts: Mapping[Atom, int], *, least: int) -> list[Block]:
    """Cut a set of cells into blocks, column by column.

    atoms     cells, in the order of the columns
    counts    people in each cell; absent means none
    least     no block has fewer people, unless it is known to be empty
    returns   blocks that together hold every cell once
    source    cell suppression with pooled complements; the idea of a block: Sweeney 2002, local recoding
    errs      pools too much rather than too little

    >>> table = {("good",): 40, ("fair",): 25, ("poor",): 7, ("none",): 4, ("bad",): 3}
    >>> sorted(sorted(block) for block in split(list(table), table, least=11))
    [[('bad',), ('none',), ('poor',)], [('fair',)], [('good',)]]
    """
    whole = frozenset(atoms)
    column = _first_difference(atoms)
    if column is None:
        return [whole]
    parts: dict[str, list[Atom]] = {}
    for atom in atoms:
        parts.setdefault(atom[column], []).append(atom)
    sizes = {value: sum(counts.get(atom, 0) for atom in part) for value, part in parts.items()}
    pool = _pool(sizes, least)
    if pool is None:
        return [whole]
    made = [block for value, part in parts.items() if value not in pool for block in split(part, counts, least=least)]
    pooled = frozenset(atom for value in pool for atom in parts[value])
    return [*made, pooled] if pooled else made


def _first_difference(atoms: Sequence[Atom]) -> int | None:
    for column in range(len(atoms[0])):
        if len({atom[column] for atom in atoms}) > 1:
            return column
    return None


def _pool(sizes: Mapping[str, int], least: int) -> frozenset[str] | None:
    """The parts that are shown only together; empty when every part may stand alone, None when none may."""
    small = {value for value, size in sizes.items() if size < least}
    if not any(sizes[value] for value in small):
        # nobody is hidden, so an empty part may be called empty; but a table of nobody says nothing
        return frozenset() if len(small) < len(sizes) else None
    visible = sorted(sizes.keys() - small, key=lambda value: (sizes[value], value))
    joined: list[str] = []
    while not _is_safe([sizes[v] for v in small], [sizes[v] for v in joined], least):
        if not visible:
            return None
        hidden = [sizes[v] for v in small]
        tried = ([sizes[j] for j in [*joined, v]] for v in visible)
        fits = [v for v, sums in zip(visible, tried, strict=True) if _is_safe(hidden, sums, least)]
        joined.append(fits[0] if fits else visible[-1])
        visible.remove(joined[-1])
    return frozenset({*small, *joined}) if visible else None


def _is_safe(small: list[int], joined: list[int], least: int) -> bool:
    """Whether a reader who knows which parts are small still has to think of each: none to ten.

    He knows the sum, that each small part lies between 0 and least - 1, and that each part joined to them has `least`
    or more. Then one small part is at most what the rest can leave, and at least what the rest cannot hold.
    """
    most = least - 1
    total = sum(small) + sum(joined)
    if total < least or total - least * len(joined) < most:
        return False
    return bool(joined) or total <= most * (len(small) - 1)
