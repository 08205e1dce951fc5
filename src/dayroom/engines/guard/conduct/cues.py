"""What a text says that the checks S1-S17 ask about: claims of benefit, risks, sources, labels, disputes.

text      the text in NFC
returns   spans by class of cue ("BENEFIT", "RISKS", "CITATION", …), in order of the text
units     code points of the NFC text
source    the pack clinician-conduct.toml; each rule names its own
errs      a cue is no finding: it has no consequence by itself, so it is read broadly

>>> sorted(read_cues("This gel reduces pain (doi:10.1000/182)."))
['BENEFIT', 'CITATION']
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

from ..folding import flow, fold
from ..packs import Pack, load_pack

# not among the packs that every text is read with: it is asked only of those who speak as professionals
CONDUCT_PACK = Path(__file__).parents[1] / "data" / "clinician-conduct.toml"


@lru_cache(maxsize=1)
def conduct_pack() -> Pack:
    """The rules of the cues, read once."""
    return load_pack(CONDUCT_PACK)


def read_cues(text: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """Every cue of a text by class; see the module."""
    phrases = conduct_pack().phrases
    folded = fold(text)
    running = flow(folded)
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for rule, start, end in phrases.occurrences(running.text) if phrases else ():
        found[rule.klass].append(folded.span(*running.span(start, end)))
    return {klass: tuple(dict.fromkeys(spans)) for klass, spans in found.items()}
