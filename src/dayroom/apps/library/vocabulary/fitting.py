"""What leads on from a text to pages and services that may help with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ARTICLE, SERVICE, CONDITION = "article", "service", "condition"
# a word of a title that stands in the text of more than this share of all pages ("home", "day") does not say what its
# page is about; a word of a condition always does. Chosen on our own questions (tests/spec/library_questions.toml)
TELLING_SHARE = 0.2
PROPOSED = 6


@dataclass(frozen=True, slots=True)
class Pointer:
    """One page that somebody can be led to. ``key`` names it in a form and in a digest."""

    kind: str
    pk: int
    key: str
    title: str
    url: str
    language: str
    note: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Signpost:
    """A page by what its title and its conditions say of it; ``text`` is all of it, to tell rare words from common."""

    pointer: Pointer
    title: str
    conditions: str
    text: str = ""
