"""Kept answers in words: by topic, with owner, sources and review day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import formats
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.communities.rules import faq as rules

if TYPE_CHECKING:
    from dayroom.apps.communities.models import FaqEntry, FaqVersion


def groups(entries: Iterable[FaqEntry]) -> list[tuple[str, list[dict[str, Any]]]]:
    """(what it is about, entries), in the order of the query."""
    today = localdate()
    return [
        (about, rows(found, today))
        for about, found in groupby(entries, key=lambda row: str(row.get_specialty_display()))
    ]


def rows(entries: Iterable[FaqEntry], today: date) -> list[dict[str, Any]]:
    return [
        {"url": f"/faq/{row.public_id}/", "question": row.current.question if row.current else "",
         "by": owner_words(row), "due": rules.is_due(row.review_by, today)}
        for row in entries
    ]


def page(entry: FaqEntry, versions: list[FaqVersion], today: date) -> dict[str, Any]:
    return {
        "entry": entry, "version": entry.current, "owner": owner_words(entry), "about": entry.get_specialty_display(),
        "sources": [line for line in (entry.current.sources if entry.current else "").splitlines() if line.strip()],
        "due": rules.is_due(entry.review_by, today), "earlier": [one for one in versions if one.pk != entry.current_id],
        "helped_words": helped_words(entry), "listed": rules.is_listed(entry.review_by, today),
    }


def owner_words(entry: FaqEntry) -> str:
    if entry.owner_persona is not None:
        return entry.owner_persona.display_name
    return _("the people of %(site)s") % {"site": settings.SITE_NAME}


def helped_words(entry: FaqEntry) -> str:
    if not entry.helped_count:
        return ""
    said = ngettext("%(count)s person said that this helped.", "%(count)s people said that this helped.",
                    entry.helped_count)
    return said % {"count": formats.number_format(entry.helped_count)}
