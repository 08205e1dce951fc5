"""Choose the packs to read with: shipped ones by name, an operator's own by path.

chosen    names ("us-hipaa") and paths of TOML files ("/etc/dayroom/own.toml"); empty means all that ship
returns   the packs, shipped ones in the order they are read, then the operator's own
raises    BrokenPack with the name, and the line where a file is at fault
errs      a name that nothing answers to is a fault: a site must not run with fewer rules than it believes

>>> [pack.name for pack in choose_packs(["core"])]
['core']
"""

from __future__ import annotations

from collections.abc import Sequence

from .errors import BrokenPack
from .packs import Pack, load_pack
from .screening import DEFAULT_PACKS


def choose_packs(chosen: Sequence[str] = ()) -> tuple[Pack, ...]:
    """The packs that were chosen; see the module."""
    names = [one for one in chosen if not one.endswith(".toml")]
    own = tuple(load_pack(one) for one in chosen if one.endswith(".toml"))
    known = {pack.name for pack in DEFAULT_PACKS}
    for name in names:
        if name not in known:
            raise BrokenPack(name, None, f"no pack has this name; there are {', '.join(sorted(known))}")
    shipped = tuple(pack for pack in DEFAULT_PACKS if not names or pack.name in names)
    together = [pack.name for pack in (*shipped, *own)]
    for pack in own:
        if together.count(pack.name) > 1:
            raise BrokenPack(pack.name, 1, "another pack has this name already")
    return (*shipped, *own)
