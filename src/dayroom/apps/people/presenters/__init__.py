"""How people are shown: badges, and the marks in a text that gives somebody away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dayroom.apps.people.models import Persona
from dayroom.apps.people.vocabulary import PROFESSIONS
from dayroom.apps.people.vocabulary.profiles import WordsSeen


def profession_name(code: str) -> str:
    return str(PROFESSIONS.get(code, PROFESSIONS["other"]))


def is_verified(persona: Persona, today: date) -> bool:
    return persona.retired_at is None and persona.verified_until is not None and persona.verified_until >= today


def verified_badge(persona: Persona, today: date) -> str:
    """As in "Verified nurse · until 2027"; empty when the check has run out."""
    if not is_verified(persona, today):
        return ""
    return _("Verified %(profession)s · until %(year)s") % {
        "profession": profession_name(persona.profession), "year": persona.verified_until.year,  # type: ignore[union-attr]
    }


def expired_badge(persona: Persona, today: date) -> str:
    """What stands in the badge's place once the check has run out."""
    if is_verified(persona, today) or persona.verified_until is None:
        return ""
    return _("Check ran out in %(year)s") % {"year": persona.verified_until.year}


def employer_line(persona: Persona) -> str:
    """Whoever names an employer says that the views are their own (professional conduct, standards 3.1)."""
    if not persona.employer:
        return ""
    return _("%(employer)s. Views are their own.") % {"employer": persona.employer}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``sentence`` says why it is marked, empty for plain stretches."""

    text: str
    sentence: str = ""


def pieces(look: WordsSeen) -> list[Piece]:
    """The text cut at what gives somebody away, in order."""
    cut, position = [], 0
    for giveaway in look.giveaways:
        cut.append(Piece(look.text[position : giveaway.start]))
        cut.append(Piece(look.text[giveaway.start : giveaway.end], giveaway.sentence))
        position = giveaway.end
    cut.append(Piece(look.text[position:]))
    return [piece for piece in cut if piece.text]


# first match wins: nearly every browser also names those that came before it
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
             ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS X", "Mac"), ("Linux", "Linux"))


def device_name(user_agent: str) -> str:
    """As in "Firefox on Android", as well as a browser tells it; enough to know one's own devices again."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser we do not know")
