"""What readers may find: live articles, by kind, condition and language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from dayroom.apps.library.models import ArticlePage, ReadingWish
from dayroom.apps.library.vocabulary.articles import ArticleKind
from dayroom.kernel.errors import NotFound

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

SHOWN_AT_ONCE = 60
SUGGESTED = 4
BESIDE = 3


def listed() -> QuerySet[ArticlePage]:
    """Live, and not half a year past its review day."""
    rows = ArticlePage.objects.live().filter(standing__listed=True)
    return rows.order_by(F("reviewed_on").desc(nulls_last=True), "title", "pk")


def staying_well(language: str, *, most: int) -> list[ArticlePage]:
    """Pages about not falling ill in the first place; those in the reader's language first."""
    rows = list(listed().filter(prevents=True).exclude(kind=ArticleKind.HUB)[:SHOWN_AT_ONCE])
    return sorted(rows, key=lambda one: one.language[:2] != language[:2])[:most]


def live_article(slug: str) -> ArticlePage:
    """An address keeps answering when the article has left the lists: somebody may have it on paper."""
    found = ArticlePage.objects.live().select_related("standing").filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def articles_about(slugs: Collection[str], *, language: str = "", most: int = BESIDE) -> list[ArticlePage]:
    """Listed articles about any of these conditions; those in the reader's language first."""
    wanted = Q()
    for slug in slugs:
        wanted |= Q(condition_slugs__contains=f" {slug} ")
    if not wanted:
        return []
    rows = list(listed().filter(wanted).exclude(kind=ArticleKind.HUB)[:SHOWN_AT_ONCE])
    return sorted(rows, key=lambda one: one.language != language)[:most]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the A–Z list."""

    slug: str
    name: str
    articles: int


def conditions_known() -> list[Condition]:
    """Every condition that a listed article names, by name."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for told, slugs in listed().values_list("conditions", "condition_slugs"):
        lines = [line.strip() for line in told.splitlines() if line.strip()]
        for slug, name in zip(slugs.split(), lines, strict=False):
            names.setdefault(slug, name)
            counts[slug] = counts.get(slug, 0) + 1
    known = [Condition(slug, name, counts[slug]) for slug, name in names.items()]
    return sorted(known, key=lambda one: one.name.casefold())


def wish_of(member_id: int) -> ReadingWish | None:
    return ReadingWish.objects.filter(member_id=member_id).first()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One article and the reason why it is shown, in the reader's own terms."""

    article: ArticlePage
    because: str
    from_community: bool


def suggestions_for(
    member: Member, followed: Collection[tuple[str, Collection[str]]], *, language: str
) -> list[Suggestion]:
    """Only by what they follow (name, slugs of its conditions) and what they have said they would like to read."""
    wish = wish_of(member.pk)
    if wish is not None and not wish.suggestions:
        return []
    reasons: list[tuple[str, Collection[str], bool]] = []
    if wish is not None and wish.interests:
        reasons += [(slug, [slug], False) for slug in wish.interests.split()]
    reasons += [(name, slugs, True) for name, slugs in followed]
    found: dict[int, Suggestion] = {}
    for because, slugs, from_community in reasons:
        for article in articles_about(slugs, language=language):
            found.setdefault(article.pk, Suggestion(article, because, from_community))
        if len(found) >= SUGGESTED:
            break
    return list(found.values())[:SUGGESTED]


def hub_of(slug: str) -> ArticlePage | None:
    """The opening words of a condition page, where somebody has written some."""
    return listed().filter(kind=ArticleKind.HUB, condition_slugs__contains=f" {slug} ").first()
