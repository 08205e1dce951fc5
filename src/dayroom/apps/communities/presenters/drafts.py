"""Where a draft belongs, as an address and as words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dayroom.apps.communities.vocabulary import ASK_SLUG

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Draft

PATHS = (
    (re.compile(r"/t/([0-9a-z]{20})/reply"), "topic"),
    (re.compile(r"/c/([-a-z0-9_]{1,60})/new"), "community"),
    (re.compile(r"/p/([0-9a-z]{20})/edit"), "post"),
    (re.compile(r"/c/([-a-z0-9_]{1,60})/ask-a-professional"), "ask"),
    (re.compile(r"/q/([0-9a-z]{20})/again"), "again"),
    (re.compile(r"/pro/questions/([0-9a-z]{20})/answer"), "answer"),
)
WHOLE_PATHS = {"/ask/": f"ask:{ASK_SLUG}"}
FORMS = {
    "topic": "/t/{}/#reply", "community": "/c/{}/new", "post": "/p/{}/edit", "ask": "/c/{}/ask-a-professional",
    "again": "/q/{}/again", "answer": "/pro/questions/{}/",
}


def place_of_path(path: str) -> str | None:
    """The draft place of a composer's address, or None."""
    if path in WHOLE_PATHS:
        return WHOLE_PATHS[path]
    for pattern, kind in PATHS:
        found = pattern.fullmatch(path)
        if found:
            return f"{kind}:{found[1]}"
    return None


def url_of_place(place: str) -> str | None:
    """Where a draft is opened again."""
    kind, _colon, name = place.partition(":")
    if not re.fullmatch(r"[-a-z0-9_]{1,60}", name):
        return None
    if place == f"ask:{ASK_SLUG}":
        return "/ask/"
    return FORMS[kind].format(name) if kind in FORMS else None


def draft_lines(drafts: Iterable[Draft]) -> list[dict[str, object]]:
    kinds = {"topic": _("A reply"), "community": _("A new topic"), "post": _("A change to a post"),
             "ask": _("A question to a professional"), "again": _("A follow-up question"),
             "answer": _("An answer to a question")}
    return [
        {
            "kind": kinds.get(draft.place.partition(":")[0], ""), "url": url_of_place(draft.place),
            "place": draft.place, "title": draft.title, "saved_at": draft.saved_at,
            "files": len(draft.attachments.all()),
            "extract": draft.body if len(draft.body) <= 240 else draft.body[:240] + "…",
        }
        for draft in drafts
    ]
