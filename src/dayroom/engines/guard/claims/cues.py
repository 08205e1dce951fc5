"""The words by which a stance is told, read from data/stance.toml and compiled once; RE2, so linear.

Each name is one pattern over lower-case text without accents.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import re2

DATA = Path(__file__).parent.parent / "data" / "stance.toml"
# bytes; see packs.SET_MEMORY: with less the automaton is thrown away all the time
MEMORY = 64 << 20
# word pairs that say the opposite of each other, as stems
OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(left.split()), frozenset(right.split()))
    for left, right in (
        (
            "saf harmles harmless segur inofensiv",
            "unsaf danger dangerou toxic harm hurt poison risk riski peligros danin nociv",
        ),
        ("effectiv work protect eficaz efica funciona", "ineffectiv useles useless pointles inefectiv inutil ineficaz"),
        ("prevent protect lower reduc decreas prevenir evitar", "caus increas rais trigger worsen provoca aument"),
        ("help improv benefit ayuda mejor", "harm worsen damag hurt perjudic empeor danar"),
        ("real natural", "fak manmad engineer"),
        ("healthi good san buen", "unhealthi bad mal"),
        ("necessari essential need necesari", "unnecessari needles innecesari"),
        ("prov proven", "unproven"),
    )
)
# stems of what is said in favor of a thing
_PRAISES = "cur heal treat help saf prevent protect work boost remov flush cura sana"
PRAISES = frozenset(_PRAISES.split())


class Cues(NamedTuple):
    """All patterns; what each one means stands in the data file."""

    asks: Any
    tells: Any
    asks_about_it: Any
    debunks: Any
    undebunks: Any
    hands_on: Any
    owns: Any
    supposes: Any
    jokes: Any
    negates: Any
    not_negates: Any
    clause: Any
    quoted: Any
    myth_head: Any
    throws_out: Any
    refers: Any
    forbids: Any
    myth_words: Any


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The patterns, compiled when the first stance is asked for."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    words = {f"{{{name}}}": value for name, value in data["words"].items()}
    return Cues(**{name: _compiled(data[name]["patterns"], words) for name in Cues._fields})


def _compiled(patterns: list[str], words: dict[str, str]) -> Any:
    options = re2.Options()
    options.max_mem = MEMORY
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, value in words.items():
        whole = whole.replace(name, value)
    return re2.compile(whole, options)
