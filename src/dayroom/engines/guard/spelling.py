"""A text as somebody reads it who wants to buy: "0xyc0d0ne" is a drug, "t dot me slash name" is an address.

running   the lower-case copy as running text
returns   none where nothing is spelled oddly; else one or two copies with digits and signs as the letters they look
          like (1 is l in one copy and i in the other), single letters in a row joined, "dot" and "slash" as signs
units     code points; `Flow.span` leads back
source    our own list of look-alikes, 2026-11-21
errs      reads too much into a text, so only rules about selling read these copies

>>> from .folding import flow, fold
>>> [copy.text for copy in read_between(flow(fold("0xycod0ne at t dot me slash carl")))]
['oxycodone at t.me/carl']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .asking import Asked
from .folding import Flow

_DOT = r" ?[\[({ ]?(?:dot|punto)[\])} ]? ?"
_SLASH = r" ?[\[({ ]?(?:slash|barra|/)[\])} ]? ?"
_SPELLED = rf"(?:t|wa|telegram|discord|chat(?:\.|{_DOT})whatsapp)(?:{_DOT}| ?\. ?)(?:me|gg|com){_SLASH}[\w+]"
_LETTERS = r"[a-z](?:[ .*_-][a-z]){3,15}"
# between letters, before four of them or behind five: "b12" and "20mg" are what they are
_MIXED = r"[a-z][013457@$]+[a-z]|\b[013457][a-z]{4}|[a-z]{5}[01]\b"
_ODD = Asked(rf"{_MIXED}|\b{_LETTERS}\b|{_SPELLED}")
_PIECE = re.compile(
    rf"\b(?P<spelled>{_SPELLED})|(?<![\w.@$])(?P<letters>{_LETTERS})(?![\w@$])"
    r"|(?<![\w@$])[a-z]{0,30}[013457@$][a-z0-9@$]{1,30}(?![\w@$])|(?<![\w@$])[a-z]{5,30}[01](?![\w@$])"
)
_LOOKS_LIKE = str.maketrans("03457@$", "oeastas")


def read_between(running: Flow) -> Iterator[Flow]:
    """The copies of a text; see the module."""
    if not _ODD.search(running.text):
        return
    seen = {running.text}
    for one in "li":
        copy = _read(running, one)
        if copy.text not in seen:
            seen.add(copy.text)
            yield copy


def _read(running: Flow, one: str) -> Flow:
    """One copy; the letters of a changed piece all lead back to its start or its own place."""
    texts: list[str] = []
    origin: list[int] = []
    position = 0
    for match in _PIECE.finditer(running.lines.replace("\n", " ")):
        piece, places = _plain(match, one)
        texts += [running.lines[position : match.start()], piece]
        origin += [*range(position, match.start()), *places]
        position = match.end()
    texts.append(running.lines[position:])
    origin += range(position, len(running.lines))
    lines = "".join(texts)
    back = origin if running.origin is None else [running.origin[place] for place in origin]
    return Flow(lines.replace("\n", " "), lines, back)


def _plain(match: re.Match[str], one: str) -> tuple[str, list[int]]:
    """What an odd piece reads as, and the place of each of its letters."""
    piece, kind = match.group(), match.lastgroup
    places = list(range(match.start(), match.end()))
    if kind == "letters":
        return piece[::2], places[::2]
    if kind == "spelled":
        text = re.sub(_SLASH, "/", re.sub(_DOT, ".", piece)).replace(" ", "")
        # shorter than it was: its last letter keeps its place, so that a finding covers all of it
        return text, [*places[: len(text) - 1], places[-1]]
    if sum(map(str.isalpha, piece)) > 2:
        return piece.translate(_LOOKS_LIKE).replace("1", one), places
    return piece, places
