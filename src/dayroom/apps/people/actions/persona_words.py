"""What a professional page says is read by the guard before anybody sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dayroom.apps.screening.actions import examine, settled_action
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid, Unavailable

WORD_FIELDS = ("display_name", "employer", "interests", "about", "office_hours")
_STOPS = frozenset({guard.Action.HOLD, guard.Action.BLOCK})


class WordsStopped(Invalid):
    """One of the fields says what a professional page must not say."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def check_persona_words(words: Mapping[str, Any], *, language: str, country: str) -> None:
    """Raises WordsStopped with the field for what would be held or stopped in a post; Unavailable when the guard
    cannot tell."""
    context = guard.Context(author=guard.Author.PROFESSIONAL, place=guard.Place.PROFILE, language=language,
                            country=country or "US")
    for field in WORD_FIELDS:
        text = str(words.get(field) or "")
        report, _decision = examine(text, context=context)
        if report is None:
            raise Unavailable(_("We could not check your words just now. Nothing was changed. Please try again later."))
        told = next((found for found in report.findings if settled_action(found, context) in _STOPS), None)
        if told is not None:
            raise WordsStopped(field, _(told.sentence) if told.sentence else _("Please put this another way."))
