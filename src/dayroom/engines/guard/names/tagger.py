"""Names and places by a small trained tagger (a conditional random field), where a word in the text may be one.

text      the folded text, with its capitals
returns   spans with a kind ("P" person, "L" place, "R" a country or a state) and a probability
units     code points; 0-1
source    data/names/tagger.gz, made by tools/train_names.py from the sets it lists
errs      prefers a miss in plain everyday words; only words that a list knows as a name, or that carry a capital in
          the middle of a sentence, are looked at, with a few words on either side
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..folding import BARRIER
from .features import Word, casing, features, read_words
from .lexicon import DATA, Lexicon, lexicon
from .tokens import tokens
from .vetoes import NEVER

if TYPE_CHECKING:
    import pycrfsuite

# code points on either side of a word that may be a name: where names are looked for, and what is read besides
_CORE, _EDGE, _CUT = 20, 30, 22
_REACH = _CORE + _EDGE
# a span counts from this probability on; below, the tagger is more often wrong than right
_HINT = 0.3
_SURE = {"P": 0.52, "L": 0.45}
_VERY_COMMON = re.compile("[23]")
_CAPITALIZED = re.compile(r"(?<![@#\w])[A-Z][a-z]{3,}\b")
_WORD = re.compile(rf"[^\W\d_{BARRIER}]{{2,}}")
_LETTER = re.compile(rf"[^\W\d_{BARRIER}]")
# the capital first: it is what the search can jump to
_CAPITAL_WORD = re.compile(rf"[A-Z](?<![^\W\d_{BARRIER}].)[^\W\d_{BARRIER}]+")


class Span(NamedTuple):
    """One name or place."""

    start: int
    end: int
    kind: str
    probability: float


def tag(text: str, changed: Sequence[tuple[int, int]] | None = None) -> list[Span]:
    """All names and places the tagger sees; with `changed`, in order, only those so near these places that they may
    look different now."""
    stretches = _stretches(text, _areas(changed, len(text)))
    if not stretches:
        return []
    case = casing(text)
    return [
        span for stretch in stretches for span in _with_countries(text, stretch, list(_tagged(text, stretch, case)))
    ]


def _with_countries(text: str, stretch: Stretch, spans: list[Span]) -> list[Span]:
    """The spans, and the countries between them that the tagger passed over."""
    known = lexicon()
    taken = {place for span in spans for place in range(span.start, span.end)}
    for match in _CAPITALIZED.finditer(text, max(0, stretch.first), max(0, stretch.last)):
        flags = known.about(match.group().lower())[0]
        if "N" in flags and match.start() not in taken and not any(flag in flags for flag in "FfS123"):
            spans.append(Span(match.start(), match.end(), "R", 1.0))
    return spans


class Stretch(NamedTuple):
    """A piece of the text to read, and from where to where in it names may begin and end."""

    start: int
    end: int
    first: int
    last: int


def _areas(changed: Sequence[tuple[int, int]] | None, length: int) -> list[tuple[int, int]]:
    """Where to look for words that may be a name."""
    if changed is None:
        return [(0, length)]
    areas: list[tuple[int, int]] = []
    for start, end in changed:
        if areas and start - _REACH <= areas[-1][1]:
            areas[-1] = (areas[-1][0], end + _REACH)
        else:
            areas.append((max(0, start - _REACH), end + _REACH))
    return areas


def _stretches(text: str, areas: Sequence[tuple[int, int]]) -> list[Stretch]:
    """Around every word that may be a name, cut between words, joined where they touch."""
    found: list[Stretch] = []
    for start, end in (place for area in areas for place in _reasons(text, *area)):
        first, last = start - _CORE, end + _CORE
        if found and first - _EDGE <= found[-1].last + _EDGE:
            found[-1] = found[-1]._replace(end=_cut_after(text, last + _EDGE), last=last)
        else:
            found.append(Stretch(_cut_before(text, first - _EDGE), _cut_after(text, last + _EDGE), first, last))
    return found


def _reasons(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words that may be a name, in order."""
    known = lexicon()
    # asked of all words at once: most texts hold none of the names that stand without a capital
    names = known.names.intersection(_WORD.findall(text, start, end)) - NEVER
    found = [
        match.span()
        for match in _CAPITAL_WORD.finditer(text, start, end)
        if _may_be_name(match.group(), match.start(), text, known)
    ]
    for name in names:
        at = text.find(name, start, end)
        while at >= 0:
            stop = at + len(name)
            if not _LETTER.match(text, stop, end) and not (at > start and _LETTER.match(text, at - 1)):
                found.append((at, stop))
            at = text.find(name, stop, end)
    return sorted(found) if names else found


def _may_be_name(written: str, start: int, text: str, known: Lexicon) -> bool:
    """A word with a capital: no everyday word, or in the middle of a sentence."""
    low = written.lower()
    if low in NEVER:
        return False
    flags = known.about(low)[0]
    if written.isupper():
        return low in known.names
    if flags == "-":
        return len(low) > 2
    if not _VERY_COMMON.search(flags):
        return True
    if "F" not in flags and "C" not in flags:
        return False
    return start > 1 and text[start - 1] == " " and (text[start - 2].islower() or text[start - 2] == ",")


def _cut_before(text: str, position: int) -> int:
    if position <= 0:
        return 0
    cut = text.find(" ", position, position + _CUT)
    return position if cut < 0 else cut + 1


def _cut_after(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    cut = text.rfind(" ", position - _CUT, position)
    return position if cut < 0 else cut


def _tagged(text: str, stretch: Stretch, case: str) -> Iterator[Span]:
    pieces = tokens(text, stretch.start, stretch.end)
    at_start, at_end = stretch.start == 0, stretch.end == len(text)
    reading = read_words((piece.text for piece in pieces), lexicon(), case, opens=at_start, ends=at_end)
    looked = reading.words
    start = next((i for i, piece in enumerate(pieces) if piece.end > stretch.first), 0)
    end = next((i for i in range(len(pieces), 0, -1) if pieces[i - 1].start < stretch.last), len(pieces))
    if start >= end:
        return
    model = _OTHER[-1] if _OTHER else _tagger()
    model.set(features(reading, start, end))
    labels = model.tag()
    if labels.count("O") == len(labels) and model.probability(labels) > 1 - _SURE["L"]:
        # what is sure of all words together is at least as sure of each: none is hidden
        return
    position = 0
    size = end - start
    while position < size:
        kind = labels[position][-1] if labels[position] != "O" else _hidden(model, position)
        if kind not in {"P", "L"}:
            position += 1
            continue
        stop = position + 1
        while stop < size and labels[stop] == f"I-{kind}":
            stop += 1
        sure = [1.0 - model.marginal("O", at) for at in range(position, stop)]
        probability = sum(sure) / len(sure)
        if probability >= _SURE[kind]:
            # a place the lists know as several words is taken whole
            while kind == "L" and start + position and reading.marks[start + position] == "I":
                position -= 1
            while kind == "L" and start + stop < len(looked) and reading.marks[start + stop] == "I":
                stop += 1
            whole = [item.low for item in looked[start + position : start + stop]]
            region = kind == "L" and _is_region(looked[start + position : start + stop], whole)
            yield Span(
                pieces[start + position].start, pieces[start + stop - 1].end, "R" if region else kind, probability
            )
        position = max(stop, position + 1)


def _hidden(model: pycrfsuite.Tagger, position: int) -> str:
    """The kind of a token the best path passes over although a name is likelier than not, else "O"."""
    if model.marginal("O", position) > 1 - _SURE["L"]:
        return "O"
    person = model.marginal("B-P", position)
    place = model.marginal("B-L", position)
    return "O" if max(person, place) < _HINT else "P" if person >= place else "L"


def _is_region(items: Sequence[Word], whole: Sequence[str]) -> bool:
    """A country or a state: above what the rules on places protect."""
    flags = items[0].flags
    if len(items) == 1:
        return any(flag in flags for flag in "NUu") or whole[0] in REGIONS
    return " ".join(whole) in REGIONS


REGIONS = frozenset(
    {
        "costa rica",
        "czech republic",
        "dominican republic",
        "el salvador",
        "estados unidos",
        "great britain",
        "hong kong",
        "new hampshire",
        "new jersey",
        "new mexico",
        "new york",
        "new york state",
        "new zealand",
        "north carolina",
        "north dakota",
        "north korea",
        "northern ireland",
        "puerto rico",
        "reino unido",
        "rhode island",
        "saudi arabia",
        "south africa",
        "south carolina",
        "south dakota",
        "south korea",
        "sri lanka",
        "the uk",
        "the united states",
        "the us",
        "the usa",
        "united arab emirates",
        "united kingdom",
        "united states",
        "west virginia",
    }
)


@lru_cache(maxsize=1)
def _weights() -> bytes:
    # kept for as long as the process lives: the tagger reads them in place and does not hold on to them itself
    return gzip.decompress((DATA / "tagger.gz").read_bytes())


@lru_cache(maxsize=1)
def _tagger() -> pycrfsuite.Tagger:
    # a library and its weights: only loaded when the first name may stand in a text
    import pycrfsuite  # noqa: PLC0415 - late on purpose, see above

    model = pycrfsuite.Tagger()
    model.open_inmemory(_weights())
    return model


@contextmanager
def replaced(weights: Path) -> Iterator[None]:
    """Read with other weights for a while: how a bench reads texts that the shipped weights were trained on."""
    import pycrfsuite  # noqa: PLC0415 - late on purpose, as above

    other = pycrfsuite.Tagger()
    other.open(str(weights))
    _OTHER.append(other)
    try:
        yield
    finally:
        _OTHER.remove(other)


_OTHER: list[pycrfsuite.Tagger] = []
