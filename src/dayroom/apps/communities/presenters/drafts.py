"""Where a draft belongs, as an address and as words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Draft

PATHS = (
    (re.compile(r"/t/([0-9a-z]{20})/reply"), "topic"),
    (re.compile(r"/c/([-a-z0-9_]{1,60})/new"), "community"),
    (re.compile(r"/p/([0-9a-z]{20})/edit"), "post"),
)


def place_of_path(path: str) -> str | None:
    """The draft place of a composer's address, or None."""
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
    return {"topic": f"/t/{name}/#reply", "community": f"/c/{name}/new", "post": f"/p/{name}/edit"}.get(kind)


def draft_lines(drafts: Iterable[Draft]) -> list[dict[str, object]]:
    kinds = {"topic": _("A reply"), "community": _("A new topic"), "post": _("A change to a post")}
    return [
        {
            "kind": kinds.get(draft.place.partition(":")[0], ""), "url": url_of_place(draft.place),
            "place": draft.place, "title": draft.title, "saved_at": draft.saved_at,
            "extract": draft.body if len(draft.body) <= 240 else draft.body[:240] + "…",
        }
        for draft in drafts
    ]
