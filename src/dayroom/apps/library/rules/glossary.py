"""Words of the glossary in the text of an article: the first time each comes, it leads to what it means.

Works on HTML that our own sanitiser has made. Tags stay as they are; nothing is marked inside a link, a heading or
code. One walk over the text, so that a long one costs as much more as it is longer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from itertools import pairwise

from dayroom.apps.library.rules.words import word_key

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)(?:[^<>"]|"[^"]*")*>')
WORD = re.compile(r"&[a-z0-9#]+;|[^\W_]+(?:[-’'][^\W_]+)*")
QUIET = frozenset({"a", "h1", "h2", "h3", "h4", "code", "pre"})
LONGEST = 4  # words of one entry


def mark_first(html: str, known: Mapping[str, str], seen: dict[str, int]) -> str:
    """``known``: every spelling (as ``word_key`` writes it) → the word it stands for. ``seen`` is filled: word → its
    number on the page.

    >>> seen = {}
    >>> mark_first("<p>A <em>stent</em>. <a>Stent</a></p>", {"stent": "stent"}, seen), seen
    ('<p>A <em><a class="word" id="at-1" href="#word-1">stent</a></em>. <a>Stent</a></p>', {'stent': 1})
    """
    pieces: list[str] = []
    quiet, position = 0, 0
    for tag in TAG.finditer(html):
        text = html[position : tag.start()]
        pieces += [text if quiet else _mark(text, known, seen), tag[0]]
        if tag[2] in QUIET:
            quiet = max(0, quiet - 1) if tag[1] else quiet + 1
        position = tag.end()
    rest = html[position:]
    return "".join([*pieces, rest if quiet else _mark(rest, known, seen)])


def mark_line(text: str, known: Mapping[str, str], seen: dict[str, int]) -> str:
    """The same for a line of plain text, escaped here."""
    return _mark(escape(text), known, seen)


def _mark(text: str, known: Mapping[str, str], seen: dict[str, int]) -> str:
    found = list(WORD.finditer(text))
    pieces: list[str] = []
    position = at = 0
    while at < len(found):
        reach = _reach(text, found, at, known)
        if reach is None:
            at += 1
            continue
        last, word = reach
        start, end = found[at].start(), found[last].end()
        at = last + 1
        if word in seen:
            continue
        seen[word] = len(seen) + 1
        pieces += [text[position:start],
                   f'<a class="word" id="at-{seen[word]}" href="#word-{seen[word]}">{text[start:end]}</a>']
        position = end
    return "".join([*pieces, text[position:]])


def _reach(text: str, found: list[re.Match[str]], at: int, known: Mapping[str, str]) -> tuple[int, str] | None:
    """The longest entry that begins with this word: (index of its last word, the word it stands for)."""
    for last in range(min(at + LONGEST, len(found)) - 1, at - 1, -1):
        told = text[found[at].start() : found[last].end()]
        if len(told) > 80 or (last > at and not _joined(text, found[at : last + 1])):
            continue
        key = word_key(unescape(told))
        word = known.get(key) or (known.get(key[:-1]) if len(key) > 4 and key.endswith("s") else None)
        if word:
            return last, word
    return None


def _joined(text: str, run: list[re.Match[str]]) -> bool:
    """Nothing but one space between the words."""
    return all(text[one.end() : next_one.start()].isspace() for one, next_one in pairwise(run))
