"""The fixed words of a post card, translated once per language: a page of 25 posts says each of them 25 times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from django.templatetags.static import static
from django.utils import formats, translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from dayroom.apps.communities.vocabulary import ReactionKind
from dayroom.apps.people.vocabulary import PROFESSIONS


@dataclass(frozen=True, slots=True)
class Words:
    """Everything here is already escaped."""

    anonymous: str  # with %d
    former: str
    edited: str
    new: str
    new_here: str
    moderator: str
    supporter: str
    you: str
    interests: str
    own_views: str
    works_for: str
    verified: str  # with two %s
    check_over: str
    warning: str
    bookmark: str
    bookmarked: str
    quote: str
    flag: str
    edit: str
    take_back: str
    card_end: str
    undo: str
    answers: str
    not_answer: str
    answer_badge: str
    taken_back: str
    former_gap: str
    hidden_person: str
    held: str
    kept: str
    from_professional: str
    general: str
    take_private: str
    hidden: str
    removed: str
    members_only: str
    more: str
    since_last: str
    transcript: str
    react: str
    reactions: tuple[tuple[str, str], ...]


@lru_cache(maxsize=8)
def words_in(language: str) -> Words:
    with translation.override(language):
        return Words(
            anonymous=escape(_("Anonymous %(number)s")) % {"number": "%d"},
            former=escape(_("a former member")),
            edited=escape(_("edited")),
            new=escape(_("new")),
            new_here=escape(_("new here")),
            moderator=escape(_("moderator")),
            supporter=escape(_("peer supporter")),
            you=escape(_("you")),
            interests=escape(_("Interests to know about:")),
            own_views=escape(_("Views are my own.")),
            works_for=escape(_("Works for")),
            verified=escape(_("Verified %(profession)s · until %(year)s")) % {"profession": "%s", "year": "%s"},
            check_over=escape(_("The check of the license has run out")),
            warning=escape(_("Content warning:")),
            bookmark=escape(_("Bookmark")),
            bookmarked=escape(_("Bookmarked")),
            quote=escape(_("Quote")),
            flag=escape(_("Flag")),
            edit=escape(_("Edit")),
            take_back=escape(_("Take back")),
            card_end=escape(_("Take this card back")),
            undo=escape(_("Put it back")),
            answers=escape(_("This answered my question")),
            not_answer=escape(_("This is not the answer after all")),
            answer_badge=escape(_("This answered the question")),
            taken_back=escape(_("The author took this post back.")),
            former_gap=escape(_("A former member took this back.")),
            hidden_person=escape(_("This post is by somebody hidden from you.")),
            held=escape(_("Waiting to be looked at. Only you and the people who look after this community see it.")),
            kept=escape(_("Until it is answered, you, the professionals and those who look after this site see it.")),
            from_professional=escape(_("Answer of a professional")),
            general=escape(_("This is general information, not advice for one person.")),
            take_private=escape(_("Take it private")),
            hidden=escape(_("A moderator has hidden this. Only you and the moderators see it.")),
            removed=escape(_("A moderator has removed this. Only you and the moderators see it.")),
            members_only=escape(_("For members of this community only")),
            more=escape(_("More")),
            since_last=escape(_("New since your last visit")),
            transcript=escape(_("What is said in it")),
            react=escape(_("Answer with a word")),
            reactions=tuple((kind.value, escape(kind.label).capitalize()) for kind in ReactionKind),
        )


@lru_cache(maxsize=64)
def profession_in(language: str, profession: str) -> str:
    with translation.override(language):
        return escape(str(PROFESSIONS.get(profession, PROFESSIONS["other"])))


# dates are kept by language: the caller's language is the active one
@lru_cache(maxsize=1024)
def day_in(language: str, year: int, month: int, day: int) -> str:
    return escape(formats.date_format(date(year, month, day), "DATE_FORMAT", use_l10n=True))


@lru_cache(maxsize=1440)
def minute_in(language: str, hour: int, minute: int) -> str:
    return escape(formats.time_format(time(hour, minute), "TIME_FORMAT", use_l10n=True))


@lru_cache(maxsize=64)
def icon(name: str) -> str:
    return (
        f'<svg class="icon" aria-hidden="true" focusable="false">'
        f'<use href="{escape(static("dayroom/icons.svg"))}#{name}"></use></svg>'
    )
