"""Names people have elsewhere: "my insta is …", "u/…", "add me on snap …", and a bare @name.

what      HIPAA Safe Harbor classes A and R: a handle names its owner, and a search leads to their pages
format    3 to 30 letters, digits, dots and underscores, behind the name of a service, or behind @
returns   hits; 0.85 behind the name of a service, 0.4 a bare @name (in a community it is how one speaks to another)
source    45 CFR 164.514(b)(2)(i)(A), (R)
errs      prefers a miss: the word behind "my insta" is only taken when it looks like a handle or a verb ties it
measured  the spec set in tests/spec/guard
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import Folded
from ..vocabulary import Context
from .base import Hit

_SERVICE = (
    r"(?:insta(?:gram)?|ig|twitter|tik ?tok|snap(?:chat)?|facebook|fb|reddit|discord|telegram|youtube|kik|bluesky"
    r"|threads|linkedin|skype|venmo|cash ?app|pinterest|tumblr)"
)
_NAMED = re.compile(
    rf"\b(?:my|our|his|her|their|mi|su|the) (?:\w{{2,12}} )?(?:{_SERVICE}(?: (?:handle|account|name|id|page"
    rf"|user(?:name)?))?"
    r"|handle|user ?name|screen ?name|gamertag|usuario)\s{0,2}(?:is|was|es|:|="
    r"|->)\s{0,2}@?([a-z0-9_][a-z0-9_.]{2,29})"
    rf"|\b{_SERVICE}\s?(?:handle|name|id|user(?:name)?|account)?\s{{0,2}}[:=]\s{{0,2}}@?([a-z0-9_][a-z0-9_.]{{2,29}})"
    rf"|\b(?:find|follow|add|dm|message|text|me|us|am|i'm) (?:me |us )?(?:on|at|en) {_SERVICE}\s{{0,2}}(?:at|as"
    rf"|is|:|@|-|,)?\s{{0,2}}"
    r"(@[a-z0-9_.]{3,30}|[a-z0-9.]*[a-z][a-z.]*[_\d][a-z0-9_.]{1,29})"
    rf"|(@[a-z0-9_][a-z0-9_.]{{2,29}}) (?:on|en) {_SERVICE}\b"
    r"|(?<![\w/])(/?u/[a-z0-9_-]{3,30})\b"
)
_BARE = re.compile(r"(?<![\w@./])@[a-z0-9_]{3,30}(?![\w@]|\.[a-z])")
_WORDS = frozenset(
    {"private", "public", "down", "gone", "full", "hacked", "locked", "not", "the", "down.", "just", "mostly", "also"}
)


def find_handles(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every handle."""
    taken = []
    for match in _NAMED.finditer(folded.low):
        group = next(number for number in range(1, 6) if match.group(number))
        value = match.group(group).rstrip(".")
        if value not in _WORDS:
            start = match.start(group)
            taken.append(start)
            yield Hit(start, start + len(value), 0.85)
    for match in _BARE.finditer(folded.low):
        if not {match.start(), match.start() + 1} & set(taken[-2:]):
            yield Hit(*match.span(), 0.4)
