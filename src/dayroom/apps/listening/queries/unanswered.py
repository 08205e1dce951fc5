"""Questions without an answer: what is asked about each topic, beside what this site has to say to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from dayroom.apps.library.queries.finding import find_in_library
from dayroom.apps.library.vocabulary.articles import ARTICLE_KIND
from dayroom.apps.screening.queries.fact_checks import card_of, usable_about
from dayroom.engines.meaning.concepts import concept
from dayroom.engines.meaning.errors import UnknownConcept
from dayroom.platform.terms import terms_of

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Topic

WORDS_MOST = 8  # of a definition that are looked for in the library
TITLES_MOST, LOOKED_AT = 3, 10


@dataclass(frozen=True, slots=True)
class Answers:
    """Reviewed pages and fact checks of tier 1 that speak of a topic."""

    pages: tuple[tuple[str, str], ...]  # title, address
    checks: tuple[tuple[str, str], ...]  # what is true, public id

    @property
    def is_there(self) -> bool:
        return bool(self.pages or self.checks)


def answers_to(words: Iterable[str], language: str) -> Answers:
    """What the site says about any of these words: articles with it in their title, and fact checks."""
    sought = list(dict.fromkeys(word for word in words if word))[:WORDS_MOST]
    pages: dict[str, str] = {}
    checks: dict[str, str] = {}
    today = timezone.localdate()
    for word in sought:
        for found in find_in_library(word, kinds=[ARTICLE_KIND], language=language, most=LOOKED_AT):
            # a page that names it in passing answers nothing about it
            if all(f" {term} " in found.title_terms for term in terms_of(word)):
                pages.setdefault(found.url, found.title)
        for row in usable_about(word, today=today, best_tier=1, most=TITLES_MOST):
            checks.setdefault(row.public_id, card_of(row, language).truth)
    return Answers(
        pages=tuple((title, url) for url, title in list(pages.items())[:TITLES_MOST]),
        checks=tuple((truth, key) for key, truth in list(checks.items())[:TITLES_MOST]),
    )


def words_of_topic(topic: Topic) -> list[str]:
    """The plain words of a definition: its name, terms, hashtags without their sign, and names of its symptoms."""
    told = topic.definition
    words = [topic.name, *(word for some in dict(told.get("terms", {})).values() for word in some)]
    words += [tag.lstrip("#") for tag in told.get("hashtags", ())]
    for code in told.get("symptoms", ()):
        try:
            words += list(concept(code).words)[:1]
        except UnknownConcept:
            continue
    return [word.rstrip("*").strip() for word in words]
