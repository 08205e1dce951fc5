"""What a sentence does with a claim: asserts it, asks, denies, hands it on, or none of these clearly.

sentence        the sentence the claim was met in; `before` and `after` are its neighbours
view            the words of the register it came nearest to: what they deny themselves is no denial
returns         Stance
source          standards 5: questions, quotes, negations and debunks get no label; rules and words are ours, 2026-11-21
errs            prefers UNCLEAR to ASSERTS: a label on a question or a debunk hurts whoever asked or helped

>>> stance_of("Garlic cures the flu.", "Garlic cures flu").value
'ASSERTS'
>>> stance_of("Does garlic cure flu?", "Garlic cures flu").value
'ASKS'
>>> stance_of("My doctor says it's false that garlic cures flu", "Garlic cures flu").value
'DENIES'
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .cues import OPPOSITES, PRAISES, cues
from .reading import Sentence, plain, roots, words
from .vocabulary import Stance

# words; a short sentence without words of its own ("That is a myth.") speaks of the one before it
_SHORT = 16
# a sentence goes on telling a claim when it adds so many of its words, and such a share of them, or has few others
_TOLD_BESIDE = 3
_TOLD_SHARE = 0.2
# sentences each way; our own bound, so that a text of one word over and over costs no more
_TOLD_MOST = 8


def stance_of(sentence: str, view: str, *, before: str = "", after: str = "") -> Stance:
    """Name the stance; see the module."""
    text, view = _spaced(sentence), _spaced(view)
    # what the claim says itself is no sign: "the vaccine is a hoax" does not deny "it is a hoax"
    told = bool(cues().tells.search(text))
    if not told and (_asks(text, view) or cues().asks_about_it.search(_spaced(after)) or _heads_question(before)):
        return Stance.ASKS
    if _denies(text, view) or _thrown_out(before, after, view):
        return Stance.DENIES
    if cues().jokes.search(text) or cues().jokes.search(_spaced(after)):
        return Stance.UNCLEAR
    if _beyond(cues().supposes, text, view):
        return Stance.UNCLEAR
    if _is_turned(text, view):
        return Stance.DENIES
    if _is_handed_on(text, view, _spaced(before), _spaced(after)):
        return Stance.QUOTES
    return Stance.ASSERTS


def is_question(sentence: str) -> bool:
    """Whether a sentence ends in a question mark and does not tell ("Did you know that ...?").

    >>> is_question("Does garlic cure flu?"), is_question("Did you know that garlic cures flu?")
    (True, False)
    """
    return sentence.rstrip("\"'”’»)]! ").endswith("?") and not cues().tells.search(_spaced(sentence))


def told_in(parts: list[Sentence], number: int, view: str) -> tuple[int, int]:
    """The first and the last of the sentences that tell one claim: who asks or denies says so at its head or end."""
    wanted = set(roots(view))
    missing = wanted - set(roots(parts[number].text))
    ends = [number, number]
    for end, step in ((0, -1), (1, 1)):
        for place in range(number + step, number + step * (_TOLD_MOST + 1), step):
            if not 0 <= place < len(parts):
                break
            held = set(roots(parts[place].text))
            adds = len(held & missing) >= max(_TOLD_BESIDE, _TOLD_SHARE * len(wanted))
            if not adds and 2 * len(held & wanted) <= len(held):
                break
            missing -= held
            ends[end] = place
    return ends[0], ends[1]


def _spaced(text: str) -> str:
    return " ".join(plain(text).split())


def _beyond(pattern: Any, text: str, view: str) -> bool:
    """Whether a cue stands in the text that does not stand in the claim's own words as well."""
    own = {match.group() for match in pattern.finditer(view)}
    return any(match.group() not in own for match in pattern.finditer(text))


def _without(pattern: Any, text: str, view: str) -> str:
    """The text without the cues that do not stand in the claim's own words."""
    own = {match.group() for match in pattern.finditer(view)}
    return str(pattern.sub(lambda match: match.group() if match.group() in own else " ", text))


def _asks(text: str, view: str) -> bool:
    return _beyond(cues().asks, text, view) and not (view.endswith("?") and text.rstrip("?!. ") == view.rstrip("?!. "))


def _heads_question(before: str) -> bool:
    text = _spaced(before)
    return text.endswith(("?", "?:")) and bool(cues().asks_about_it.search(text))


def _denies(text: str, view: str) -> bool:
    if not _beyond(cues().debunks, text, view):
        return False
    # the claim may be a denial itself, and the sentence repeats it: "no evidence that masks work" says that they do
    # not; "no evidence that masks do not work" denies it
    if (
        _is_negated(view)
        and not cues().myth_words.search(text)
        and not _is_negated(_without(cues().debunks, text, view))
    ):
        return False
    return not cues().undebunks.search(text)


def _thrown_out(before: str, after: str, view: str) -> bool:
    """Whether a neighbour says that the claim is wrong: a heading "Myth:", or "That is nonsense." behind it."""
    behind, ahead = _spaced(after), _spaced(before)
    if cues().myth_head.search(ahead):
        return True
    if not behind:
        return False
    if cues().throws_out.search(behind):
        return True
    if not _beyond(cues().debunks, behind, view) or cues().undebunks.search(behind):
        return False
    return len(behind.split()) <= _SHORT or bool(cues().refers.search(behind))


def _is_turned(text: str, view: str) -> bool:
    """Whether an odd number of negations and opposites lies between the sentence and the claim."""
    clause, other = _nearest_clause(text, view), _nearest_clause(view, text)
    mine, theirs = _is_negated(clause), _is_negated(other)
    if mine and not theirs and cues().forbids.search(clause):
        # "never drink it" denies that it cures and agrees that it harms
        return bool(_stems(view) & PRAISES)
    stems, wanted = _stems(clause), _stems(other)
    turned = any(
        (left & wanted and right & stems and not left & stems)
        or (right & wanted and left & stems and not right & stems)
        for left, right in OPPOSITES
    )
    return (mine + theirs + turned) % 2 == 1


def _nearest_clause(text: str, view: str) -> str:
    """The clause that shares most words with the other text; of equals the first."""
    wanted = _stems(view)
    return max(_clauses(text) or [text], key=lambda clause: len(_stems(clause) & wanted))


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(words(text)) - {"not"}


def _is_negated(clause: str) -> bool:
    # in Spanish, and in much English, two of them deny once
    bare = cues().undebunks.sub(" ", cues().not_negates.sub(" ", clause))
    return bool(cues().negates.search(bare))


def _clauses(text: str) -> list[str]:
    return [piece for piece in cues().clause.split(text) if piece and piece.strip()]


def _is_handed_on(text: str, view: str, before: str, after: str) -> bool:
    after_owns = after and cues().owns.search(after) and not cues().negates.search(after)
    if after_owns or _beyond(cues().owns, text, view):
        return False
    wanted = _stems(view)
    quoted = any(len(_stems(match.group()) & wanted) * 2 >= len(wanted) for match in cues().quoted.finditer(text))
    return quoted or _beyond(cues().hands_on, text, view)
