"""What stands under a post about whether it is true: the fact check, the question, the answer.

The order is the one that does not spread the myth: what is true, the warning once, why it misleads, then the way to
more (Debunking Handbook 2020, standards 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from dayroom.apps.communities.presenters.words import icon
from dayroom.apps.screening.vocabulary import AskState

if TYPE_CHECKING:
    from dayroom.apps.screening.queries import Card, Under


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """Everything here is already escaped."""

    label: str
    not_so: str
    why: str
    more: str
    asked: str
    answered: str
    by: str  # with %s
    ask: str
    wrong_label: str


@lru_cache(maxsize=8)
def claim_words(language: str) -> ClaimWords:
    with translation.override(language):
        return ClaimWords(
            label=escape(_("Good to know")),
            not_so=escape(_("Something said above does not fit this.")),
            why=escape(_("Why it misleads:")),
            more=escape(_("Sources")),
            asked=escape(_("Somebody asked whether this is true. The answer will stand here.")),
            answered=escape(_("Is this true? The answer of the reviewers:")),
            by=escape(_("Answered by %(who)s.")) % {"who": "%s"},
            ask=escape(_("Is this true?")),
            wrong_label=escape(_("This label does not fit")),
        )


def notes_under(found: Under, language: str) -> str:
    """Cards and answer as safe HTML; every word of the register is escaped here."""
    words = claim_words(language)
    parts = [_card(card, words, words.label, words.not_so) for card in found.cards]
    question = found.question
    if question is not None and question.state == AskState.OPEN:
        parts.append(f'<p class="callout callout--info small">{words.asked}</p>')
    elif question is not None and found.answer is not None:
        parts.append(_card(found.answer, words, words.answered, ""))
    elif question is not None and question.answer:
        parts.append(
            f'<aside class="callout callout--info fact"><p class="small"><strong>{words.answered}</strong></p>'
            f"<p>{escape(question.answer)}</p><p class=\"small muted\">{escape(question.source)}"
            f" {words.by % escape(question.byline)}</p></aside>"
        )
    return "".join(parts)


def _card(card: Card, words: ClaimWords, heading: str, warning: str) -> str:
    warned = f"<p>{warning}</p>" if warning else ""
    return (
        f'<aside class="callout callout--info fact" aria-label="{heading}"><p class="small">{icon("shield")}'
        f"<strong>{heading}</strong></p><p>{escape(card.truth)}</p>{warned}"
        f"<p>{words.why} {escape(card.misleads)}</p>"
        f'<p class="small"><a href="/fact-checks/{card.public_id}/">{words.more}</a></p></aside>'
    )
