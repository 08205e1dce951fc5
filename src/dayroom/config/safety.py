"""What production must not run without. Each sentence says which setting, and what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from dayroom.config.env import BadSetting
from dayroom.engines import guard


def unsafe(settings: Any) -> Iterator[str]:
    """Everything about the settings that is not safe in production."""
    if settings.DEMO_MODE:
        yield "DAYROOM_DEMO is on: anyone could sign in as anyone. Turn it off."
    if settings.DEBUG:
        yield "DAYROOM_DEBUG is on: error pages would show what members wrote. Turn it off."
    if not settings.HTTPS:
        yield "DAYROOM_HTTPS is off: passwords would travel in the open. Turn it on, behind a proxy with a certificate."
    if not settings.SITE_URL.startswith("https://"):
        yield "DAYROOM_URL does not begin with https://: links in mails would not be safe."
    if not os.environ.get("DAYROOM_SECRET_KEY") and not os.environ.get("DAYROOM_SECRET_KEY_FILE"):
        yield (
            "DAYROOM_SECRET_KEY (or DAYROOM_SECRET_KEY_FILE) is not set: "
            "the key must not lie beside the database."
        )
    if not os.environ.get("DAYROOM_WRAPPING_KEYS") and not os.environ.get("DAYROOM_WRAPPING_KEYS_FILE"):
        yield "DAYROOM_WRAPPING_KEYS (or …_FILE) is not set: the encryption key must not lie beside what it encrypts."
    if len(settings.SECRET_KEY) < 40:
        yield "DAYROOM_SECRET_KEY is shorter than 40 characters."
    if set(settings.ALLOWED_HOSTS) & {"*"}:
        yield "DAYROOM_HOSTS allows any name. List the names of this site."
    if not settings.EMAIL_HOST:
        yield "DAYROOM_MAIL_HOST is empty: nobody could confirm an e-mail address or reset a password."


def refuse_broken_packs(settings: Any) -> None:
    """Raises BadSetting with the name and the line of a pack that cannot be read. Everywhere: a guard with fewer rules
    than the operator believes is worse than none."""
    try:
        guard.choose_packs(settings.GUARD_PACKS)
    except guard.BrokenPack as fault:
        raise BadSetting(f"DAYROOM_PACKS: {fault}") from fault


def refuse_if_unsafe(settings: Any) -> None:
    """Raises BadSetting with every reason, in production only; a broken pack is refused everywhere."""
    refuse_broken_packs(settings)
    if not settings.PRODUCTION:
        return
    reasons = list(unsafe(settings))
    if reasons:
        raise BadSetting("Dayroom does not start like this:\n- " + "\n- ".join(reasons))
