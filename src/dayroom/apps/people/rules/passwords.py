"""How long a password must be, and who cannot be without a second factor."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary import SECOND_FACTOR_ROLES
from dayroom.kernel.errors import Invalid, Refused

LENGTH_ALONE = 15  # characters; NIST 800-63B-4 (2025): a password that stands alone
LENGTH_WITH_FACTOR = 8  # characters; the same source: beside a second factor


class PasswordShort(Invalid):
    """Please use a longer password."""


class FactorNeeded(Refused):
    """Your role here needs a second factor. Add another one first, then remove this one."""


def least_length(*, has_factor: bool) -> int:
    return LENGTH_WITH_FACTOR if has_factor else LENGTH_ALONE


def check_password_len(length: int, *, has_factor: bool) -> None:
    """15 characters until a second factor exists, then 8."""
    least = least_length(has_factor=has_factor)
    if length < least:
        raise PasswordShort(
            _("Please use at least %(least)d characters. A few words in a row are easy to remember.")
            % {"least": least}
        )


def needs_second_factor(roles: Collection[str], *, verified_clinician: bool) -> bool:
    """Staff, verified clinicians and those who speak for the organisation sign in with two factors."""
    return verified_clinician or not set(SECOND_FACTOR_ROLES).isdisjoint(roles)


def check_may_remove_last_factor(roles: Collection[str], *, verified_clinician: bool) -> None:
    """Whoever must have a second factor cannot remove the last one."""
    if needs_second_factor(roles, verified_clinician=verified_clinician):
        raise FactorNeeded(_("Your role here needs a second factor. Add another one first, then remove this one."))
