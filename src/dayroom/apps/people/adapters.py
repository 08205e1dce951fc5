"""Our answers to allauth's questions, and the rules for passwords."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LENGTH_ALONE = 15  # characters; NIST 800-63B-4: a password that stands alone
LENGTH_WITH_FACTOR = 8  # characters; the same source: beside a second factor


class LengthByFactors:
    """15 characters until a second factor exists, then 8."""

    def validate(self, password: str, user: Any = None) -> None:
        with_factor = bool(user is not None and getattr(user, "has_factor_cached", False))
        least = LENGTH_WITH_FACTOR if with_factor else LENGTH_ALONE
        if len(password) < least:
            raise ValidationError(
                _("Please use at least %(least)d characters. A few words in a row are easy to remember.")
                % {"least": least},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return _("At least 15 characters. A few words in a row work well. With a second factor, 8 are enough.")


class NotTheHandle:
    """A password that is the handle or the e-mail is no secret."""

    def validate(self, password: str, user: Any = None) -> None:
        for known in (getattr(user, "handle", ""), getattr(user, "email", "")):
            if known and password.lower() == known.lower():
                raise ValidationError(_("Please choose something other than your handle or e-mail."), code="too_known")

    def get_help_text(self) -> str:
        return _("Not your handle, and not your e-mail.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in."""


class MFAAdapter(DefaultMFAAdapter):
    """Second factors."""
