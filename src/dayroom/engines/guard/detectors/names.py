"""Names of people: behind a cue, in a signature, in the directory of members, or seen by the tagger.

what      HIPAA Safe Harbor class A; whose name it is decides what follows (policy.py)
format    one to four words that look like a name: a capital, or a word that lists know as a name and everyday texts do
          not know otherwise; particles (de, van, al) and initials in between
returns   hits; 0.65-0.85 behind a cue (a lone first name is weaker than a full name), 0.8 a member of the directory,
          0.45-0.7 by the tagger alone, 0.45 in a greeting
source    45 CFR 164.514(b)(2)(i)(A); standards 1.2: never from a dictionary alone
errs      prefers a miss for everyday words that are names as well ("hope", "will"), and leaves diseases, drugs and
          months alone even when they are called after somebody
measured  bench/guard/identifiers.py
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..folding import BARRIER, Folded
from ..names.cues import GREETING, Cue, cues
from ..names.lexicon import Lexicon, lexicon
from ..names.tagger import Span, tag
from ..names.vetoes import ALSO_WORDS, is_a_thing
from ..subjects import REACHED, whose
from ..vocabulary import Context, Subject
from .base import Hit

_WORD = re.compile(rf"[^\W\d_{BARRIER}]+(?:['-][^\W\d_{BARRIER}]+)*")
_GAP = re.compile(r"\.? |\. ?|, (?=jr\b|sr\b)")
_TITLE = frozenset({"dr", "mr", "mrs", "ms", "prof", "dra", "sr", "sra", "miss", "don", "doña", "dona", "d"})
_PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "da", "di", "van", "von", "der", "den", "el", "al", "bin", "y", "st"}
)
_LINE_END = re.compile(r"[ \t.,!)~:;*-]{0,6}(?:\n|\Z)|[ \t,.]{0,3}(?:\(|\d|age|from|rn\b|md\b|phd\b|np\b)")
_TEXT_END = re.compile(r"[\s.,!)~:;*-]{0,6}\Z")
_ENDS = {1: _LINE_END, 2: _TEXT_END}
_CONTRACTED = re.compile(r"'(?:d|ll|ve|m|re|s|t)\Z")
_BARRIERS = re.compile(f"{BARRIER}+")
_UNTAKEN = re.compile(rf"[^\s{BARRIER}](?:[^{BARRIER}]*[^\s{BARRIER}])?")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 4
# code points; no name behind a cue is longer
_FURTHEST = 160
# confidence of a full name that only the tagger saw, where the text goes on to say how to reach the person
_TOLD_OF = 0.8
# confidence of a lone first name that only the tagger saw, at most
_ALONE = 0.58
_ROLE = re.compile(
    r"\b(?:dr|doctor|nurse|prof(?:essor)?|midwife|surgeon|consultant|therapist|colleagues?|[a-z]{3,12}(?:ologist|iatrist)"
    r"|director|speaker|presenter|doctora?|enfermer[oa])\b\W{0,3}(?:is |named |called |and )?$"
)
# what somebody would not want read beside their full name; short on purpose, the rest is a nudge
_ILLNESS = re.compile(
    r"\b(?:cancer|tumou?r|leuk[ae]+mia|lymphoma|diabet\w+|hiv|aids|hepatitis|depress\w+|bipolar|schizo\w+"
    r"|psychosis|ptsd"
    r"|anxiety|autis\w+|adhd|dementia|alzheimer\w*|parkinson\w*|epilep\w+|seizures?|stroke|ms"
    r"|multiple sclerosis|lupus"
    r"|crohn\w*|colitis|copd|asthma|heart (?:attack|failure|disease)|kidney (?:failure|disease)|dialysis|cirrhosis"
    r"|addict\w*|alcoholi\w+|overdos\w+|rehab|abortion|miscarr\w+|pregnan\w+|infertil\w+|std|sti|herpes|syphilis"
    r"|suicid\w+|anorexi\w+|bulimi\w+|self[- ]harm|transplant|chemo\w*|fibromyalgia|endometriosis|psoriasis|obes\w+"
    r"|diagnosed with|suffers? from|tested positive|enfermedad|sida|vih|embarazad[oa]|aborto|infarto|ictus"
    r"|esquizofrenia)\b"
)


def find_names(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every name of a person."""
    hits = sorted([*_announced(folded), *_members(folded, context)], key=lambda hit: hit.start)
    starts = [hit.start for hit in hits]
    for span in tagged(folded):
        if span.kind != "P":
            continue
        first, last = bisect_left(starts, span.start - _FURTHEST), bisect_left(starts, span.end)
        beside = [number for number in range(first, last) if hits[number].end > span.start]
        for number in beside:
            # the cue knows where a name begins, the tagger where it ends
            hits[number] = replace(hits[number], end=max(hits[number].end, span.end))
        if not beside:
            yield from _from_tagger(folded, span)
    yield from hits


def find_ill_people(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every full name of another adult that stands in one sentence with an illness."""
    for hit in _announced(folded):
        if hit.about is None and _full(folded, hit) and _ILLNESS.search(_sentence(folded.low, hit.start, hit.end)):
            yield Hit(hit.start, hit.end, min(0.9, hit.confidence + 0.05))
    if not REACHED.search(folded.low):
        return
    for span in tagged(folded):
        hit = Hit(span.start, span.end, _TOLD_OF)
        if span.kind != "P" or not REACHED.search(folded.low, span.end, span.end + _FURTHEST):
            continue
        ill = _full(folded, hit) and _ILLNESS.search(_sentence(folded.low, hit.start, hit.end))
        if ill and not is_a_thing(folded, span.start, span.end):
            yield hit


def _full(folded: Folded, hit: Hit) -> bool:
    words = _WORD.findall(folded.low[hit.start : hit.end])
    return sum(len(word) > 1 and word not in _TITLE and word not in _PARTICLES for word in words) > 1


def _sentence(low: str, start: int, end: int) -> str:
    before = re.split(r"[.!?\n]\s", low[max(0, start - 120) : start])[-1]
    return before + " | " + re.split(r"[.!?\n](?:\s|\Z)", low[end : end + 120])[0]


def tagged(folded: Folded) -> list[Span]:
    """What the tagger sees in this text; it reads each text once, and again only where something was taken out."""
    if "tagged" not in folded.memo:
        # signs and quotes between two masks look like a name to the tagger; a name has letters
        folded.memo["tagged"] = [span for span in _tagged(folded) if _LETTER.search(folded.low, span.start, span.end)]
    return folded.memo["tagged"]  # type: ignore[return-value]  # only ever set in the line above


def _tagged(folded: Folded) -> list[Span]:
    """The tagger's spans, read over a copy in which every masked value is one letter: a mask that is longer or shorter
    than what it stands for must not change what is seen beside it."""
    changed: Sequence[tuple[int, int]] | None = folded.memo.get("changed")  # type: ignore[assignment]  # see folding.py
    if BARRIER not in folded.text:
        return tag(folded.text, changed)
    runs = [(match.start(), match.end() - match.start() - 1) for match in _BARRIERS.finditer(folded.text)]
    starts = [start for start, _ in runs]
    lost = [0, *itertools.accumulate(extra for _, extra in runs)]

    def short(place: int) -> int:
        return place - lost[bisect_left(starts, place)]

    if changed is not None:
        changed = [(short(start), short(start) + 1) for start, _ in changed]
    text = _BARRIERS.sub(BARRIER, folded.text)
    short_starts = [start - before for start, before in zip(starts, lost, strict=False)]
    bare = [own for span in tag(text, changed) for own in _beside_barriers(text, span)]
    back = [(span, lost[bisect_left(short_starts, span.start)]) for span in bare]
    return [span._replace(start=span.start + more, end=span.end + more) for span, more in back]


def _beside_barriers(text: str, span: Span) -> Iterator[Span]:
    """The parts of a span that nobody has taken out yet: what is masked is no name any more."""
    if BARRIER not in text[span.start : span.end]:
        yield span
        return
    for match in _UNTAKEN.finditer(text, span.start, span.end):
        yield span._replace(start=match.start(), end=match.end())


def _announced(folded: Folded) -> list[Hit]:
    """The names behind a cue; looked for once in each text."""
    if "announced" not in folded.memo:
        folded.memo["announced"] = list(_behind_cues(folded))
    return folded.memo["announced"]  # type: ignore[return-value]  # only ever set in the line above


def _behind_cues(folded: Folded) -> Iterator[Hit]:
    found = list(cues(folded))
    if not found:
        return
    known = lexicon()
    # a sign-off at the end of a text takes names no list knows as common ones
    found += [cue._replace(sure=2, ends=2) for cue in found if cue.ends == 1 and cue.sure == 0]
    for cue in found:
        end, words = _name_run(folded, cue, known)
        if not words or (cue.ends and not _ENDS[cue.ends].match(folded.low, end)):
            continue
        if not is_a_thing(folded, cue.start, end, guessed=False):
            yield Hit(cue.start, end, cue.full if words > 1 else cue.alone, cue.about)


def _name_run(folded: Folded, cue: Cue, known: Lexicon) -> tuple[int, int]:
    """Where the words that look like a name end, and how many there are."""
    position, end, words, titles = cue.start, cue.start, 0, 0
    while words < _LONGEST:
        match = _WORD.match(folded.text, position)
        if match is None:
            break
        low = match.group().lower()
        if words == 0 and titles < 2 and low in _TITLE:
            titles += 1
            position = end = _after_gap(folded.text, match.end())
            cue = cue._replace(sure=2)
            continue
        particle = words > 0 and low in _PARTICLES
        if not particle and not _is_name(match.group(), low, known, first=words == 0, sure=cue.sure):
            break
        if not particle:
            end = match.end()
        words += not particle
        stop = folded.text[match.end() : match.end() + 1] == "."
        if not particle and len(low) == 1 and stop:
            end = match.end() + 1
        following = _after_gap(folded.text, match.end())
        if following == match.end() or (stop and len(low) > 2):
            break
        position = following
    return end, words


def _after_gap(text: str, position: int) -> int:
    match = _GAP.match(text, position)
    return match.end() if match else position


def _is_name(text: str, low: str, known: Lexicon, *, first: bool, sure: int) -> bool:
    if _CONTRACTED.search(low):
        return False
    flags = known.about(low)[0]
    common = "3" in flags or "2" in flags
    listed = any(flag in flags for flag in "FfSE")
    if first and ("N" in flags or "U" in flags) and "F" not in flags:
        return False
    if text[0].isupper():
        loud = text.isupper() and len(text) > 1 and (len(text) > 3 or "F" not in flags)
        if first:
            return len(text) > 1 and (not common or ("F" in flags and "3" not in flags)) and (not loud or listed)
        return (len(text) == 1 and text != "I") or (
            (not common or (listed and "3" not in flags)) and (not loud or listed) and len(text) > 1
        )
    if len(low) == 1:
        return not first and low not in "aiyo"
    if first and sure == 2 and flags == "-":
        return len(low) > 3
    if first and sure:
        return listed and not common and len(low) > 2
    if low in ALSO_WORDS:
        return False
    given = "F" in flags or (not first and listed)
    return given and not common and "1" not in flags and len(low) > 2


def _members(folded: Folded, context: Context) -> Iterator[Hit]:
    """The names of members, where the site hands them in."""
    names = context.known_names
    if not names:
        return
    words = list(_WORD.finditer(folded.low))
    for index, match in enumerate(words):
        for size in (3, 2, 1):
            last = words[min(index + size, len(words)) - 1]
            if folded.low[match.start() : last.end()] in names:
                # an everyday word is only somebody's name with a capital
                if size > 1 or folded.text[match.start()].isupper() or "3" not in lexicon().about(match.group())[0]:
                    yield Hit(match.start(), last.end(), 0.8)
                break


def _from_tagger(folded: Folded, span: Span) -> Iterator[Hit]:
    start, end = span.start, span.end
    if folded.text[start] == "#" or is_a_thing(folded, start, end):
        return
    sure = 0.3 + 0.4 * span.probability
    alone = " " not in folded.text[start:end].strip()
    if alone:
        # how members speak of each other; a professional's patient has words beside it that say so
        sure = min(sure, _ALONE)
        if not any(flag in lexicon().about(folded.low[start:end].strip())[0] for flag in "FfSE"):
            # a word nobody knows, most often a brand
            sure = min(sure, 0.45)
    if GREETING.search(folded.low[max(0, start - 24) : start]):
        sure = min(sure, 0.45 if alone else 0.6)
    yield Hit(start, end, round(sure, 2), _whose_name(folded, start, end))


def _whose_name(folded: Folded, start: int, end: int) -> Subject:
    """Whose it is by the words near; a clinic near by does not make it a clinician's."""
    about = whose(folded, start, end)
    if about in {Subject.CLINICIAN, Subject.SELF}:
        return Subject.CLINICIAN if _ROLE.search(folded.low[max(0, start - 30) : start]) else Subject.UNKNOWN
    return about
