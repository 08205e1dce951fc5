"""Pages and services that fit a text, and the same by what somebody has chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache

from django.urls import reverse

from dayroom.apps.library.models import ArticlePage, Service
from dayroom.apps.library.queries.articles import conditions_known, listed
from dayroom.apps.library.queries.asking import article_stamp
from dayroom.apps.library.queries.directory import services_found, services_listed
from dayroom.apps.library.queries.wordings import wording_of
from dayroom.apps.library.rules.fitting import Signposts, fitting, signposts_of
from dayroom.apps.library.rules.wordings import text_of
from dayroom.apps.library.vocabulary.articles import ArticleKind
from dayroom.apps.library.vocabulary.directory import ServiceKind, Sought
from dayroom.apps.library.vocabulary.fitting import ARTICLE, CONDITION, PROPOSED, SERVICE, Pointer, Signpost


def pages_that_fit(text: str, languages: Sequence[str], most: int = PROPOSED) -> list[Pointer]:
    """Listed articles whose title or condition the words name."""
    return fitting(_articles(article_stamp()), text, languages, most)


def conditions_that_fit(text: str, language: str, most: int = 2) -> list[Pointer]:
    """Condition pages that the words name."""
    return fitting(_conditions(article_stamp()), text, [language], most)


def services_that_fit(text: str, languages: Sequence[str], today: date, most: int = PROPOSED) -> list[Pointer]:
    """Services whose name, condition or purpose the words name; read anew each time, some hundred lines."""
    rows = services_listed(today).only("pk", "public_id", "name", "kind", "what", "conditions", "place", "online")
    posts = signposts_of(
        Signpost(_of_service(row), f"{row.name} {ServiceKind(row.kind).label}", row.conditions, row.what)
        for row in rows.order_by("name", "pk")
    )
    return fitting(posts, text, languages, most)


def pages_sought(words: str, today: date, most: int = PROPOSED * 2) -> list[Pointer]:
    """Articles and services by a few words of their name."""
    told = words.split()[:6]
    if not told:
        return []
    rows = listed().exclude(kind=ArticleKind.HUB)
    for word in told:
        rows = rows.filter(title__icontains=word)
    services, _after = services_found(Sought(words=words), today)
    return [*(_of_article(row) for row in rows[:most]), *(_of_service(row) for row in services[:most])]


def pointers_to(article_ids: Collection[int], service_ids: Collection[int], today: date) -> list[Pointer]:
    """What was chosen, as far as readers may still be led there: live pages, listed services."""
    articles = ArticlePage.objects.live().filter(pk__in=article_ids).order_by("title", "pk") if article_ids else ()
    rows = services_listed(today).filter(pk__in=service_ids).order_by("name", "pk") if service_ids else ()
    return [*(_of_article(row) for row in articles), *(_of_service(row) for row in rows)]


def pointers_named(keys: Collection[str], today: date) -> list[Pointer]:
    """The same by the keys of a form; one that leads nowhere is left out."""
    names = {kind: [key.partition(":")[2] for key in keys if key.startswith(f"{kind}:")] for kind in (ARTICLE, SERVICE)}
    articles = ArticlePage.objects.live().filter(public_id__in=names[ARTICLE]).values_list("pk", flat=True)
    services = services_listed(today).filter(public_id__in=names[SERVICE]).values_list("pk", flat=True)
    return pointers_to(list(articles), list(services), today)


@lru_cache(maxsize=2)
def _articles(stamp: str) -> Signposts:
    return signposts_of(_article_posts())


def _article_posts() -> Iterator[Signpost]:
    for row in listed().exclude(kind=ArticleKind.HUB):
        yield Signpost(_of_article(row), row.title, row.conditions, text_of(wording_of(row)))


@lru_cache(maxsize=2)
def _conditions(stamp: str) -> Signposts:
    return signposts_of(
        Signpost(Pointer(CONDITION, 0, f"{CONDITION}:{one.slug}", one.name,
                         reverse("condition-show", args=[one.slug]), ""), "", one.name)
        for one in conditions_known()
    )


def _of_article(row: ArticlePage) -> Pointer:
    return Pointer(ARTICLE, row.pk, f"{ARTICLE}:{row.public_id}", row.title, reverse("article-show", args=[row.slug]),
                   row.language)


def _of_service(row: Service) -> Pointer:
    url = reverse("service-page", args=[row.public_id])
    return Pointer(SERVICE, row.pk, f"{SERVICE}:{row.public_id}", row.name, url, "", ServiceKind(row.kind).label)
