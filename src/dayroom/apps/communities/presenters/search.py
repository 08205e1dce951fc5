"""Results as lines of HTML: extracts around the words that were found, each part escaped."""

from __future__ import annotations

from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.communities.presenters.communities import ago
from dayroom.apps.communities.queries.search import HITS_OF_TOPIC, Hit, TopicHits
from dayroom.platform import markup
from dayroom.platform.terms import WORD, terms_of_word

EXTRACT = 220  # characters
BEFORE = 70  # of them before the first word that was found
LOOKED_AT = 20_000  # characters of a post in which an extract is sought


def marked(text: str, terms: frozenset[str]) -> str:
    """The text escaped, with the words that were sought in ``<mark>``."""
    parts: list[str] = []
    position = 0
    for found in WORD.finditer(text):
        if not terms.isdisjoint(terms_of_word(found[0])):
            parts += [escape(text[position : found.start()]), f"<mark>{escape(found[0])}</mark>"]
            position = found.end()
    return "".join([*parts, escape(text[position:])])


def extract(html: str, terms: frozenset[str]) -> str:
    """The piece of a post in which most of the sought words stand together."""
    text = markup.plain(html, LOOKED_AT)
    places = [found.start() for found in WORD.finditer(text) if not terms.isdisjoint(terms_of_word(found[0]))]
    if len(text) <= EXTRACT or not places:
        return marked(_cut(text, 0), terms)
    best = max(places, key=lambda at: (sum(at <= other < at + EXTRACT - BEFORE for other in places), -at))
    start = max(0, best - BEFORE)
    if start:
        start = text.find(" ", start) + 1
    return ("…" if start else "") + marked(_cut(text, start), terms)


def _cut(text: str, start: int) -> str:
    piece = text[start : start + EXTRACT]
    return piece if start + EXTRACT >= len(text) else piece.rsplit(" ", 1)[0] + "…"


def rows(topics: list[TopicHits], terms: frozenset[str], *, now: datetime) -> SafeString:
    """The list of topics that were found, or nothing."""
    lines = "".join(_topic(found, terms, now) for found in topics)
    return mark_safe(f'<ul class="list-rows found">{lines}</ul>' if lines else "")


def _topic(found: TopicHits, terms: frozenset[str], now: datetime) -> str:
    topic = found.topic
    replies = ngettext("%(n)d reply", "%(n)d replies", topic.replies) % {"n": topic.replies}
    hits = "".join(_hit(hit, found.bodies.get(hit.id, ""), terms, now) for hit in found.hits[:HITS_OF_TOPIC])
    return (
        f'<li class="row"><div><p dir="auto"><a class="row__title" href="{address(topic)}">'
        f"{marked(topic.title, terms)}</a></p>"
        f'<p class="row__meta"><a href="/c/{topic.slug}/">{escape(topic.community_name)}</a> · {replies}</p>'
        f"{hits}{_more(len(found.hits))}</div></li>"
    )


def _hit(hit: Hit, html: str, terms: frozenset[str], now: datetime) -> str:
    who = f'{escape(byline(hit))} · <time datetime="{hit.made_at.isoformat()}">{escape(ago(hit.made_at, now))}</time>'
    warning = hit.content_warning or hit.topic_warning
    # what its writer has folded is not unfolded by a search
    folded = escape(_("Content warning: %(words)s") % {"words": warning}) if warning else ""
    words = folded or extract(html, terms)
    return f'<p dir="auto">{words}</p><p class="small muted"><a href="{address(hit)}">{who}</a></p>'


def _more(count: int) -> str:
    left = count - HITS_OF_TOPIC
    if left <= 0:
        return ""
    words = ngettext("and %(n)d more post in this topic", "and %(n)d more posts in this topic", left) % {"n": left}
    return f'<p class="small muted">{escape(words)}</p>'


def address(hit: Hit) -> str:
    """The post within its topic; the opening post is the topic."""
    if hit.position == 1:
        return f"/t/{hit.topic_public_id}/"
    return f"/t/{hit.topic_public_id}/?after={hit.position - 1}#post-{hit.position}"


def byline(hit: Hit) -> str:
    if hit.byline_number is not None:
        return _("Anonymous %(number)d") % {"number": hit.byline_number}
    return hit.persona_name or hit.handle or hit.imported_byline or _("a former member")
