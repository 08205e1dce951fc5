"""Articles for the tests that look at every page: one is live and late, one waits for a review, one has just begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dayroom.apps.library.actions.feedback import ask_unclear
from dayroom.apps.library.actions.loading import DRAFT, LIVE, PLAIN, load_article
from dayroom.apps.library.models import ArticlePage, Recording
from dayroom.apps.people.models import Member


@dataclass(frozen=True, slots=True)
class Shelf:
    slug: str
    live: str
    waiting: str
    begun: str
    question: str


def told(slug: str, title: str) -> dict[str, Any]:
    return {
        "slug": slug, "title": title, "audience": ["patients"], "conditions": ["type 2 diabetes"],
        "summary": "What to do, in short.", "author": "author", "clinical_reviewer": "clinical", "plain_reviewer": "plain",
        "funding": "None.", "interests": "None.", "written": date(2026, 1, 2), "reviewed": date(2026, 2, 1),
        "versions": [{"date": date(2026, 2, 1), "what": "First published."}],
        "sources": [{"body": "NHS", "title": "Low blood sugar", "year": 2024, "tier": 1, "checked": False}],
        "blocks": [
            {"type": "now", "items": [
                {"urgency": "emergency", "title": "Will not wake", "text": "Call for help."},
                {"urgency": "soon", "title": "It keeps coming", "text": "Ring your team this week."},
            ]},
            {"type": "text", "heading": "How it feels", "markdown": "You may shake. **Sugar** helps."},
            {"type": "dos", "do": ["Carry sugar."], "dont": ["Drive."]},
            {"type": "facts", "items": ["It passes."]}, {"type": "questions", "items": ["Why me?"]},
            {"type": "note", "markdown": "Ask when you are not sure."},
        ],
    }


def build(author: Member, clinical: Member, plain: Member, now: datetime) -> Shelf:
    """``author`` and ``clinical`` have a checked licence, ``plain`` a desk."""
    people = {"author": author, "clinical": clinical, "plain": plain}
    titles = (("low", "Low blood sugar", LIVE), ("feet", "Your feet", PLAIN), ("new", "New pills", DRAFT))
    live, waiting, begun = (
        load_article(told(slug, title), people, reach=reach, now=now).article for slug, title, reach in titles
    )
    ArticlePage.objects.filter(pk=live.pk).update(review_by=now.date() - timedelta(days=3))
    ask_unclear(article=live, text="How much sugar is that?", who="a reader", now=now)
    Recording.objects.create(title="A low", media_type="video/mp4", file_name="none.mp4", transcript="Hello.", made_at=now)
    return Shelf(live.slug, live.public_id, waiting.public_id, begun.public_id, live.unclear.get().public_id)


