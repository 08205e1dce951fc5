"""An answer without what decides for one person, with the way to those who may."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from dayroom.apps.communities.rules.mending import with_referral


def referred(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without the sentences in which something was found, and the referral below it."""
    return with_referral(text, spans, _("Please ask your own doctor, nurse or pharmacist. They know you and can decide "
                                        "with you."))
