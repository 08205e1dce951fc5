"""Whom to turn to, in the country of who is ill: after a dangerous number, and after words or answers of distress."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dayroom.apps.screening.queries import Line, lines_for
from dayroom.apps.tracking.rules.readings import LookAgain
from dayroom.engines.measures import Level

LINES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody: what it is called, and what a tap does (empty: nothing to tap)."""

    kind: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class LineShown:
    name: str
    hours: str
    ways: tuple[Way, ...]
    checked: bool


@dataclass(frozen=True, slots=True)
class Help:
    """What the help panel says.

    urgent    the emergency number stands first
    """

    title: str
    sentence: str
    urgent: bool
    emergency: LineShown | None
    lines: tuple[LineShown, ...] = ()


def danger_help(level: Level, country: str) -> Help:
    """After a dangerous number: whom to call, never what to take."""
    emergency, _others = _lines(country)
    if level is Level.NOW:
        words = _("If it is right, call the emergency number now. Measure again if you can do so at once, but do not "
                  "wait for it.")
        return Help(_("This number can mean danger"), words, urgent=True, emergency=emergency)
    words = _("Please call a doctor today. If you also have chest pain, short breath, trouble speaking or feel faint, "
              "call the emergency number now.")
    return Help(_("This number needs a doctor today"), words, urgent=False, emergency=emergency)


def danger_beside(fault: Exception | None, country: str) -> Help | None:
    """The same beside the question whether an unusual number is right: who is ill may not tap a second time."""
    level = fault.danger if isinstance(fault, LookAgain) else None
    return danger_help(level, country) if level is not None else None


def crisis_help(country: str) -> Help:
    """After words or an answer that speak of not wanting to live."""
    emergency, others = _lines(country)
    words = _("Thank you for saying it. What you feel matters, and help is here right now, day and night. Nobody here "
              "was told: please tell one of these people.")
    return Help(_("You do not have to be alone with this"), words, urgent=True, emergency=emergency, lines=others)


def _lines(country: str) -> tuple[LineShown | None, tuple[LineShown, ...]]:
    found = lines_for(country)
    emergency = next((one for one in found if one.helpline.kind == "emergency"), None)
    # people to talk to; poison lines and the like stand on the page that shows all of them
    others = [one for one in found if one.helpline.kind not in ("emergency", "poison")][:LINES_SHOWN]
    return (_shown(emergency) if emergency else None), tuple(map(_shown, others))


def _shown(line: Line) -> LineShown:
    told = line.helpline
    ways = tuple(Way(one.kind, one.value, _href(one.kind, one.value)) for one in told.channels)
    return LineShown(_(told.name), _(told.hours) if told.hours else "", ways, line.checked_at is not None)


def _href(kind: str, value: str) -> str:
    if kind in ("phone", "sms"):
        digits = "".join(letter for letter in value.partition(",")[0] if letter.isdigit() or letter == "+")
        return f"{'tel' if kind == 'phone' else 'sms'}:{digits}" if digits else ""
    return value if value.startswith("https://") else f"https://{value}"
