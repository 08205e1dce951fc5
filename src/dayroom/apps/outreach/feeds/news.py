"""RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1 of what the organization has published; never of what members write."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree

from django.conf import settings
from django.urls import reverse

from dayroom.apps.outreach.presenters.campaigns import body_html
from dayroom.apps.outreach.queries.events import lines_of
from dayroom.apps.outreach.queries.messages import hashtags_of, small_print_of

if TYPE_CHECKING:
    from dayroom.apps.outreach.models import Message

ATOM = "http://www.w3.org/2005/Atom"
FEED_TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8",
              "json": "application/feed+json; charset=utf-8"}


def feed_of(kind: str, rows: Sequence[Message]) -> bytes:
    return {"rss": _rss, "atom": _atom, "json": _json}[kind](rows)


def _address(row: Message) -> str:
    return f"{settings.SITE_URL}{reverse('news-show', args=[row.public_id])}"


def _self(kind: str) -> str:
    return f"{settings.SITE_URL}{reverse('outreach-feed', args=[kind])}"


def _home() -> str:
    return f"{settings.SITE_URL}{reverse('news-list')}"


def _when(row: Message) -> datetime:
    return (row.out_at or row.changed_at).astimezone(UTC)


def _html(row: Message) -> str:
    told = "".join(f"<p>{line}</p>" for line in map(_escaped, lines_of(row)))
    small = "".join(f"<p><small>{line}</small></p>" for line in map(_escaped, small_print_of(row)))
    return f"{body_html(row)}{told}{small}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _rss(rows: Sequence[Message]) -> bytes:
    Tree.register_namespace("atom", ATOM)
    root = Tree.Element("rss", {"version": "2.0"})
    channel = Tree.SubElement(root, "channel")
    for name, text in (("title", settings.SITE_NAME), ("link", _home()), ("description", settings.SITE_NAME)):
        Tree.SubElement(channel, name).text = text
    Tree.SubElement(channel, f"{{{ATOM}}}link", {"href": _self("rss"), "rel": "self", "type": "application/rss+xml"})
    for row in rows:
        item = Tree.SubElement(channel, "item")
        for name, text in (("title", row.title), ("link", _address(row)), ("description", _html(row)),
                           ("pubDate", format_datetime(_when(row)))):
            Tree.SubElement(item, name).text = text
        Tree.SubElement(item, "guid", {"isPermaLink": "true"}).text = _address(row)
        for word in hashtags_of(row):
            Tree.SubElement(item, "category").text = word
    return Tree.tostring(root, encoding="utf-8", xml_declaration=True)


def _atom(rows: Sequence[Message]) -> bytes:
    Tree.register_namespace("", ATOM)
    root = Tree.Element(f"{{{ATOM}}}feed")
    newest = max((_when(row) for row in rows), default=datetime(2026, 1, 1, tzinfo=UTC))
    for name, text in (("id", _home()), ("title", settings.SITE_NAME), ("updated", newest.isoformat())):
        Tree.SubElement(root, f"{{{ATOM}}}{name}").text = text
    Tree.SubElement(root, f"{{{ATOM}}}link", {"href": _self("atom"), "rel": "self"})
    Tree.SubElement(root, f"{{{ATOM}}}link", {"href": _home()})
    author = Tree.SubElement(root, f"{{{ATOM}}}author")
    Tree.SubElement(author, f"{{{ATOM}}}name").text = settings.SITE_NAME
    for row in rows:
        entry = Tree.SubElement(root, f"{{{ATOM}}}entry")
        for name, text in (("id", _address(row)), ("title", row.title), ("updated", _when(row).isoformat()),
                           ("published", _when(row).isoformat())):
            Tree.SubElement(entry, f"{{{ATOM}}}{name}").text = text
        Tree.SubElement(entry, f"{{{ATOM}}}link", {"href": _address(row)})
        Tree.SubElement(entry, f"{{{ATOM}}}content", {"type": "html"}).text = _html(row)
    return Tree.tostring(root, encoding="utf-8", xml_declaration=True)


def _json(rows: Sequence[Message]) -> bytes:
    return json.dumps({
        "version": "https://jsonfeed.org/version/1.1", "title": settings.SITE_NAME, "home_page_url": _home(),
        "feed_url": _self("json"), "authors": [{"name": settings.SITE_NAME}],
        "items": [{"id": _address(row), "url": _address(row), "title": row.title, "content_html": _html(row),
                   "date_published": _when(row).isoformat(), "language": row.language,
                   "tags": list(hashtags_of(row))} for row in rows],
    }, ensure_ascii=False).encode()
