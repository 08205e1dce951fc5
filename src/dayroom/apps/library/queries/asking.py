"""The shelf of approved passages, kept between requests until a page changes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.db.models import Count, Max
from django.urls import reverse

from dayroom.apps.library.models import ArticlePage
from dayroom.apps.library.queries.articles import listed
from dayroom.apps.library.queries.wordings import wording_of
from dayroom.apps.library.rules.asking import Shelf, answers, shelf_of
from dayroom.apps.library.rules.wordings import lines_of
from dayroom.apps.library.vocabulary.articles import ArticleKind
from dayroom.apps.library.vocabulary.asking import Quoted
from dayroom.platform.ports import PASSAGES, Passage


def find_answers(question: str, language: str) -> list[Quoted]:
    """What approved pages in this language say about it; empty where they do not."""
    return answers(_shelf(_stamp(), language[:2]), question, language)


def _stamp() -> str:
    return "|".join(f"{key}:{source.stamp()}" for key, source in PASSAGES)


@lru_cache(maxsize=8)
def _shelf(stamp: str, language: str) -> Shelf:
    """Read anew when a stamp changes: some hundred pages, once."""
    return shelf_of(
        passage for _key, source in PASSAGES for passage in source.passages() if passage.language[:2] == language
    )


def article_stamp() -> str:
    told = listed().order_by().aggregate(pages=Count("pk"), last=Max("last_published_at"))
    return f"{told['pages']}-{told['last']}"


def article_passages() -> Iterator[Passage]:
    """One passage for each building block of every listed article; condition pages only point on."""
    for page in listed().exclude(kind=ArticleKind.HUB):
        yield from _of_article(page)


def _of_article(page: ArticlePage) -> Iterator[Passage]:
    wording, url = wording_of(page), reverse("article-show", args=[page.slug])

    def passage(text: str, heading: str = "") -> Passage:
        return Passage(page.title, url, text, page.language, heading, page.reviewed_on)

    if wording.summary:
        yield passage(wording.summary)
    for block in wording.blocks:
        if block.type == "questions":  # they ask; they do not answer
            continue
        if block.type == "now":
            for item in block.value.get("items", ()):
                yield passage(f"{item.get('title', '')}. {item.get('text', '')}")
            continue
        heading = str(block.value.get("heading") or "")
        lines = [line for line in lines_of(block) if line and line != heading]
        if lines:
            yield passage(" ".join(lines), heading)
