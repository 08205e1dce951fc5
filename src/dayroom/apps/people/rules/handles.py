"""What a handle may look like: a pseudonym that cannot be mistaken for staff, for another member or for a real name."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from dayroom.kernel.errors import Conflict, Invalid

HANDLE_LEAST, HANDLE_MOST = 2, 24  # characters
_FORM = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_DIGITS_LIKE_A_NUMBER = 7  # that many digits are a telephone or a record number, not a name; house convention

RESERVED = frozenset({
    "about", "account", "accounts", "admin", "administrator", "all", "anonymous", "anybody", "anyone", "api",
    "auditor", "bot", "carer", "clinician", "clinicians", "communities", "community", "dayroom", "deleted", "demo",
    "desk", "doctor", "dr", "everybody", "everyone", "gone", "guest", "help", "helpdesk", "here", "hospital",
    "info", "login", "logout", "mail", "me", "medic", "member", "members", "messages", "mod", "moderation",
    "moderator", "moderators", "moderator-team", "network", "news", "nobody", "none", "noreply", "notices", "null",
    "nurse", "official", "owner", "patient", "pharmacist", "physician", "postmaster", "privacy", "pro", "profile",
    "root", "safety", "search", "security", "service", "settings", "signup", "site", "staff", "steward", "stewards",
    "superuser", "support", "sysadmin", "system", "team", "tour", "undefined", "user", "webmaster", "you",
})


class HandleOdd(Invalid):
    """A handle has 2 to 24 letters or digits, and may have - or _ inside."""


class HandleReserved(Invalid):
    """Please choose another handle. This one could be taken for somebody who works here."""


class HandleTaken(Conflict):
    """This handle, or one that looks much like it, is taken. Please choose another."""


def handle_key(handle: str) -> str:
    """What a hurried eye sees: case, dashes and look-alikes (0 o, 1 l i, rn m, vv w) fall together."""
    folded = handle.lower().replace("-", "").replace("_", "")
    folded = folded.translate(str.maketrans("01i", "oll"))
    return folded.replace("rn", "m").replace("vv", "w")


_RESERVED_KEYS = frozenset(handle_key(word) for word in RESERVED)


def is_handle_like(text: str) -> bool:
    """Could this be anybody's handle at all, old ones and those of the erased included?"""
    return len(text) <= HANDLE_MOST and _FORM.fullmatch(text) is not None


def check_handle_form(handle: str) -> None:
    """A handle is 2 to 24 letters, digits, - or _, is no reserved word, and holds no long number."""
    if not HANDLE_LEAST <= len(handle) <= HANDLE_MOST or not _FORM.fullmatch(handle):
        raise HandleOdd(_("A handle has 2 to 24 letters or digits, and may have - or _ inside."))
    if sum(character.isdigit() for character in handle) >= _DIGITS_LIKE_A_NUMBER:
        raise HandleOdd(_("This looks like a telephone or record number. A made-up name keeps you safer."))
    if handle_key(handle) in _RESERVED_KEYS:
        raise HandleReserved(
            _("Please choose another handle. This one could be taken for somebody who works here.")
        )


def check_persona_handle(handle: str) -> None:
    """A professional handle follows the same form; professions are allowed in it, staff words are not."""
    check_handle_form(handle)
