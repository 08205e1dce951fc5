"""Warm words and telephone numbers after a text that speaks of danger; and how long a held text waits."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dayroom.engines.guard import Action, Helpline, Tier, helplines_for

LINES_SHOWN = 4


def help_words(tier: int, country: str, language: str) -> dict[str, Any]:
    """What the help panel shows for a tier; nothing below T1. Static data: it shows with the database down as well."""
    if tier < Tier.T1:
        return {"help_lines": []}
    lines = helplines_for(country)
    emergency = next((line for line in lines if line.kind == "emergency"), None)
    # at this moment: people to talk to; poison lines and the like stand on the page that shows all of them
    shown = [line for line in lines if line.kind not in ("emergency", "poison")][:LINES_SHOWN]
    return {
        "help_full": tier >= Tier.T4,
        "help_emergency": _line(emergency) if emergency else None,
        "help_lines": [_line(line) for line in shown],
        "help_sentence": _sentence(tier),
    }


def _sentence(tier: int) -> str:
    if tier >= Tier.T4:
        return _("You matter, and help is here right now. Your words are safe with us, and a person is being called to "
                 "read them. Please reach one of these people first.")
    if tier == Tier.T3:
        return _("Thank you for telling us. You do not have to hold this alone. These people are there day and night, "
                 "and a moderator will read your words very soon.")
    if tier == Tier.T2:
        return _("This sounds very heavy. You do not have to carry it alone. Somebody from here will ask how you are.")
    return _("If this brings up hard feelings, for you or for somebody you know, help is one tap away.")


def _line(line: Helpline) -> dict[str, Any]:
    return {
        "name": _(line.name), "hours": _(line.hours), "checked": line.verified_at,
        "ways": [(channel.kind, channel.value, _address(channel.kind, channel.value)) for channel in line.channels],
    }


def _address(kind: str, value: str) -> str:
    """What a tap does: call, text, open. "111, then option 2" calls 111; "your local number" calls nothing."""
    if kind in ("phone", "sms"):
        digits = "".join(letter for letter in value.partition(",")[0] if letter.isdigit() or letter == "+")
        return f"{'tel' if kind == 'phone' else 'sms'}:{digits}" if digits else ""
    return value if value.startswith("https://") else f"https://{value}"


def waiting_words(*, tier: int, action: str, checked: bool) -> dict[str, str]:
    """Why a text waits, and how long by the clocks of moderation."""
    return {"why": _why(tier, action, checked), "how_long": _how_long(tier)}


def _why(tier: int, action: str, checked: bool) -> str:
    if tier >= Tier.T2:
        return _("It sounds heavy, and we want somebody to read it with care before others do.")
    if not checked:
        return _("Our check could not read it, so a person does.")
    if action in (Action.NUDGE, Action.BLOCK, Action.ALLOW):
        return _("You asked for it.")
    return _("Something in it may point at a person, or could do harm.")


def _how_long(tier: int) -> str:
    if tier >= Tier.T3:
        return _("We aim to read it within 15 minutes.")
    if tier >= Tier.T2:
        return _("We aim to read it within 4 hours.")
    return _("We aim to read it within 3 days, and mostly the same day.")
