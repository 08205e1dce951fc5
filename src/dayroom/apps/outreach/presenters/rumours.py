"""What people say and ask, as everybody sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from dayroom.apps.outreach.vocabulary.alerts import SHOWN_FROM

if TYPE_CHECKING:
    from dayroom.apps.outreach.models import Rumour


@dataclass(frozen=True, slots=True)
class RumourLine:
    """``heard`` is None while fewer than eleven said so."""

    rumour: Rumour
    heard: int | None
    check_url: str


def rumour_lines(rows: Iterable[Rumour]) -> list[RumourLine]:
    return [
        RumourLine(row, row.heard_count if row.heard_count >= SHOWN_FROM else None,
                   reverse("fact-check-show", args=[row.fact_check.public_id]) if row.fact_check else "")
        for row in rows
    ]
