"""Who may define what is listened for, what a definition needs, and how little of a post the desk shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dayroom.apps.listening.rules.series import wilson
from dayroom.apps.listening.vocabulary import ANALYST_ROLES
from dayroom.apps.listening.vocabulary.desk import Fragment
from dayroom.kernel.errors import Refused

WORDS_EACH_SIDE = 8  # of a fragment, docs/adr/0026
PIECES = 10  # posts that are judged at a time
ENOUGH_JUDGED = 20  # verdicts below which a precision is only a hint


class NotTheAnalyst(Refused):
    """Topics and official counts are changed by analysts. You can read everything here."""


def check_member_can_define(roles: Collection[str]) -> None:
    if not set(roles) & set(ANALYST_ROLES):
        raise NotTheAnalyst()


@dataclass(frozen=True, slots=True)
class Precision:
    """How often a definition found what it is meant for, by an analyst's verdicts on this version of it."""

    fits: int
    judged: int

    @property
    def ends(self) -> tuple[float, float]:
        return wilson(self.fits, self.judged)

    @property
    def is_enough(self) -> bool:
        return self.judged >= ENOUGH_JUDGED


def fragment(text: str, wanted: str, *, post_key: int, on: date, language: str = "") -> Fragment | None:
    """A few words of a folded post around what was found; None where nothing is found in it.

    text     folded by engines.meaning: no links, no handles, no capitals; identifiers were taken out before the lake
    wanted   the pattern of a compiled topic, linear in the text

    >>> made = fragment("one two three four five six seven eight nine flu ten", "(^| )flu( |$)", post_key=1,
    ...                 on=date(2026, 3, 1))
    >>> made.before, made.found, made.after
    ('two three four five six seven eight nine', 'flu', 'ten')
    """
    found = re.search(wanted, text)
    if found is None:
        return None
    # the pattern takes the sign on either side with it
    core = found.group(0)
    start = found.start() + len(core) - len(core.lstrip(" .,;:!?\"'()-"))
    end = found.end() - (len(core) - len(core.rstrip(" .,;:!?\"'()-")))
    before, after = text[:start].split(), text[end:].split()
    return Fragment(
        post_key=post_key,
        on=on,
        found=text[start:end],
        language=language,
        before=" ".join(before[-WORDS_EACH_SIDE:]),
        after=" ".join(after[:WORDS_EACH_SIDE]),
    )


# the parts of a definition in the order of the form; each is a list of lines
PARTS = ("terms", "hashtags", "symptoms", "exclusions")


def lines_of(text: str) -> list[str]:
    """One entry on each line, without blank ones and doubles, in their order.

    >>> lines_of(" flu \\n\\nfever\\nflu")
    ['flu', 'fever']
    """
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def changed_parts(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Which parts of a definition differ: for the record, which holds no words of it."""
    return sorted(part for part in {*before, *after} if before.get(part) != after.get(part))


def void_share(asked: Sequence[int], answered: Sequence[bool]) -> float | None:
    """The share of questions that no reviewed page answers; None where nobody asked.

    >>> void_share([30, 10], [False, True])
    0.75
    """
    total = sum(asked)
    if not total:
        return None
    return sum(count for count, good in zip(asked, answered, strict=True) if not good) / total
