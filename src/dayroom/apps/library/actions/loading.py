"""Articles out of files, through the true steps: what a person has to approve is approved by that person."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dayroom.apps.library.actions.publishing import publish_article
from dayroom.apps.library.actions.reviews import decide_on_desk, send_to_review
from dayroom.apps.library.actions.writing import Draft, begin_article
from dayroom.apps.library.models import ArticlePage
from dayroom.apps.library.rules.articles import NotReady, add_months
from dayroom.apps.library.vocabulary.articles import EXPLAINABLE, REVIEW_MONTHS

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

# how far an article of a file goes
DRAFT, CLINICAL, PLAIN, LIVE = "draft", "clinical", "plain", "live"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of one file; ``held`` says what a reviewer would have to answer for."""

    slug: str
    article: ArticlePage
    reached: str
    held: str = ""


def read_files(folder: Path) -> Iterator[dict[str, Any]]:
    """The files of a folder by name."""
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            yield tomllib.load(file)


def draft_of(told: Mapping[str, Any], people: Mapping[str, Member]) -> Draft:
    """A file's words as a draft. Raises KeyError with the handle of somebody who is not here."""
    return Draft(
        title=told["title"], slug=told["slug"], kind=told.get("kind", "article"), summary=told.get("summary", ""),
        language=told.get("language", "en"), audience=tuple(told.get("audience", ())),
        conditions=tuple(told.get("conditions", ())), author=people[told["author"]],
        clinical_reviewer=people[told["clinical_reviewer"]], plain_reviewer=people[told["plain_reviewer"]],
        funding=told.get("funding", ""), interests=told.get("interests", ""), ai_role=told.get("ai_role", "NONE"),
        blocks=tuple(
            (block["type"], {name: value for name, value in block.items() if name != "type"})
            for block in told.get("blocks", ())
        ),
        sources=tuple(told.get("sources", ())),
        editions=tuple((one["date"], one["what"]) for one in told.get("versions", ())),
        written_on=told.get("written"), review_by=told.get("review_by"),
        prevents=bool(told.get("prevents")),
    )


def load_article(
    told: Mapping[str, Any], people: Mapping[str, Member], *, reach: str = LIVE, reason: str = "", now: datetime
) -> Loaded:
    """Write, send, review, publish: each by the person the file names, at the day the file names, as far as ``reach``.

    ``reason`` is what a reviewer writes where the checks ask for words. What does not pass stays where it stopped.
    """
    draft = draft_of(told, people)
    reviewed = _at(told.get("reviewed"), now)
    written = min(_at(told.get("written"), reviewed), reviewed)
    author, clinical, plain = people[told["author"]], draft.clinical_reviewer, draft.plain_reviewer
    article = begin_article(draft=_with_days(draft, reviewed.date()), by=author, now=written)
    if reach == DRAFT or clinical is None or plain is None:
        return Loaded(draft.slug, article, DRAFT)
    reached = DRAFT
    try:
        send_to_review(article=article, by=author, now=written + timedelta(days=1))
        reached = CLINICAL
        if reach == CLINICAL:
            return Loaded(draft.slug, article, reached)
        _approve(article, clinical, reason, now=reviewed - timedelta(hours=3))
        reached = PLAIN
        if reach == PLAIN:
            return Loaded(draft.slug, article, reached)
        _approve(article, plain, reason, now=reviewed - timedelta(hours=1))
        publish_article(article=article, by=plain, now=reviewed)
        reached = LIVE
    except NotReady as fault:
        return Loaded(draft.slug, article, reached, held=" ".join(fault.missing))
    return Loaded(draft.slug, article, reached)


def _approve(article: ArticlePage, by: Member, reason: str, *, now: datetime) -> None:
    """The reviewer's reason is written where the checks ask for one, and nowhere else."""
    try:
        decide_on_desk(article=article, by=by, approve=True, words="", now=now)
    except NotReady as fault:
        if not reason or not EXPLAINABLE.issuperset(fault.missing):
            raise
        decide_on_desk(article=article, by=by, approve=True, words=reason, now=now)


def _with_days(draft: Draft, reviewed: date) -> Draft:
    return replace(draft, review_by=draft.review_by or add_months(reviewed, REVIEW_MONTHS))


def _at(day: date | None, otherwise: datetime) -> datetime:
    """Ten in the morning of that day, never later than now."""
    return min(datetime.combine(day, time(10), tzinfo=UTC), otherwise) if day else otherwise
