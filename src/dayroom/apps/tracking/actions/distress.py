"""Whether private words speak of not wanting to live. Nothing of it is kept, and nobody is told: only help is shown."""

from __future__ import annotations

from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.kernel.errors import DayroomError


def needs_help(text: str, *, language: str, country: str) -> bool:
    """True where the guard hears a crisis. A text that cannot be read is no reason to alarm anybody: the way to crisis
    help stands on every page."""
    if not text.strip():
        return False
    context = guard.Context(place=guard.Place.DIRECT, language=language, country=country)
    try:
        report, _decision = examine(text, context=context)
    except DayroomError:
        return False
    return report is not None and report.tier >= guard.Tier.T2
