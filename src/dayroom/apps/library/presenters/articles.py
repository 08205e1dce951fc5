"""An article as its page draws it: blocks with safe HTML, bylines, days, sources, and the same for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from dayroom.apps.library.models import ArticlePage
from dayroom.apps.library.queries.bylines import Byline, byline_of
from dayroom.apps.library.queries.pictures import drawn_pictures, recordings_named
from dayroom.apps.library.queries.wordings import wording_of
from dayroom.apps.library.queries.words import glossary
from dayroom.apps.library.rules.articles import Freshness, freshness
from dayroom.apps.library.rules.glossary import mark_first, mark_line
from dayroom.apps.library.rules.wordings import text_of
from dayroom.apps.library.vocabulary.articles import AiRole, Reader, Urgency
from dayroom.apps.library.vocabulary.wordings import Block, Wording
from dayroom.apps.library.vocabulary.words import Explained
from dayroom.platform import markup

# how the care card of the site looks for each urgency
CARD = {
    Urgency.EMERGENCY: "now", Urgency.NOW: "soon", Urgency.URGENT: "soon", Urgency.SOON: "routine",
    Urgency.SELF: "routine",
}
ICON = {
    Urgency.EMERGENCY: "phone", Urgency.NOW: "lamp", Urgency.URGENT: "clock", Urgency.SOON: "clock",
    Urgency.SELF: "lamp",
}
WORDS_A_MINUTE = 200  # of a calm reader; our own choice, 2026-11-21


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page of one article."""

    page: ArticlePage
    wording: Wording
    blocks: list[dict[str, Any]]
    author: Byline | None
    clinical: Byline | None
    plain: Byline | None
    audience: list[str]
    ai_line: str
    late: bool
    minutes: int
    conditions: list[tuple[str, str]]
    words: list[Explained]
    json_ld: SafeString
    address: str


def shown(page: ArticlePage, *, today: date) -> Shown:
    wording = wording_of(page)
    author, clinical = byline_of(page.author_id), byline_of(page.clinical_reviewer_id)
    address = settings.SITE_URL + reverse("article-show", args=[page.slug])
    blocks = drawn(wording.blocks)
    return Shown(
        page=page, wording=wording, blocks=blocks, words=explain_words(blocks, page.language),
        author=author, clinical=clinical,
        plain=byline_of(page.plain_reviewer_id),
        audience=[str(Reader(one).label) for one in wording.audience if one in Reader.values],
        ai_line=str(AiRole(page.ai_role).label) if page.ai_role != AiRole.NONE else "",
        late=freshness(page.review_by, today) is not Freshness.FRESH,
        minutes=max(1, round(len(text_of(wording).split()) / WORDS_A_MINUTE)),
        conditions=condition_links(page), json_ld=json_ld(wording, author, clinical, address), address=address,
    )


def condition_links(page: ArticlePage) -> list[tuple[str, str]]:
    """(name, slug); a name that leaves no slug has no page."""
    names = [line.strip() for line in page.conditions.splitlines() if line.strip()]
    return list(zip(names, page.condition_slugs.split(), strict=False))


def drawn(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Blocks for the template; pictures and recordings are fetched together."""
    pictures = drawn_pictures([int(one.value["picture"]) for one in blocks if one.value.get("picture")])
    names = [str(one.value["recording"]) for one in blocks if one.type == "recording"]
    recordings = recordings_named(names) if names else {}
    return [_draw(one, pictures, recordings) for one in blocks]


def explain_words(blocks: list[dict[str, Any]], language: str) -> list[Explained]:
    """Mark the first use of each word of the glossary in the running text; what they mean, in the order of the text.
    Headings, links and what to do in a hurry stay as they are."""
    known, explained = glossary(language)
    seen: dict[str, int] = {}
    for block in blocks if known else ():
        if "html" in block:
            # both make nothing but links around words of HTML that is safe already
            block["html"] = mark_safe(mark_first(block["html"], known, seen))
        if block["type"] == "facts":
            block["lines"] = [mark_safe(mark_line(str(line), known, seen)) for line in block["lines"]]
    return [explained[word] for word in seen]


def _draw(block: Block, pictures: Mapping[int, Any], recordings: Mapping[str, Any]) -> dict[str, Any]:
    value: dict[str, Any] = {"type": block.type, **block.value}
    if "markdown" in value:
        value["html"] = html(str(value["markdown"]))
    if block.type == "now":
        # Django's templates read "items" of a dict as a method
        value["cards"] = [_card(one) for one in block.value.get("items", ())]
    if block.type in ("facts", "questions"):
        value["lines"] = list(block.value.get("items", ()))
    if block.value.get("picture"):
        value["drawn"] = pictures.get(int(block.value["picture"]))
    if block.type == "infographic":
        value["twin_html"] = html(str(value.get("twin") or ""))
    if block.type == "recording":
        value["played"] = recordings.get(str(value.get("recording")))
    return value


def _card(item: Mapping[str, Any]) -> dict[str, str]:
    urgency = Urgency(item["urgency"]) if item.get("urgency") in Urgency.values else Urgency.SELF
    return {"title": str(item.get("title") or ""), "text": str(item.get("text") or ""), "label": str(urgency.label),
            "look": CARD[urgency], "icon": ICON[urgency]}


def html(text: str) -> SafeString:
    # the renderer lets through nothing but its own short list of tags
    return mark_safe(markup.render(markup.clean(text)))


def json_ld(wording: Wording, author: Byline | None, clinical: Byline | None, address: str) -> SafeString:
    """schema.org MedicalWebPage as a block of data. It is no script: browsers do not run it, and no policy lets it."""
    told: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "MedicalWebPage", "name": wording.title,
        "description": wording.summary, "inLanguage": wording.language, "url": address,
        "lastReviewed": wording.reviewed_on.isoformat() if wording.reviewed_on else None,
        "datePublished": wording.written_on.isoformat() if wording.written_on else None,
        "author": _person(author), "reviewedBy": _person(clinical),
        "about": [{"@type": "MedicalCondition", "name": name} for name in wording.conditions],
        "audience": [{"@type": "MedicalAudience", "audienceType": one} for one in wording.audience],
        "citation": [f"{one.body}: {one.title} ({one.year})" for one in wording.sources],
    }
    text = json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False)
    for sign, safe in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, safe)
    # every sign that could end the element was replaced above
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def _person(byline: Byline | None) -> dict[str, str] | None:
    if byline is None:
        return None
    return {"@type": "Person", "name": byline.name, **({"jobTitle": byline.credentials} if byline.credentials else {})}
