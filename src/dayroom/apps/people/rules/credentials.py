"""Which registers we know, which numbers can be checked by their digits, and who decides about a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dayroom.engines.guard.detectors.npi import is_npi
from dayroom.kernel.errors import Invalid, Refused

VERIFIED_AT_MOST_DAYS = 3 * 366  # licences are renewed every one to three years; house convention


class UntilOdd(Invalid):
    """Please choose a day after today, and at most three years away."""


class OwnClaim(Refused):
    """Nobody decides about their own licence. Please ask a colleague."""


@dataclass(frozen=True, slots=True)
class Register:
    code: str
    country: str
    name: Promise
    how_to_check: Promise


REGISTERS: tuple[Register, ...] = (
    Register("NPI", "US", _("NPI, National Provider Identifier"), _("Look it up in the public NPI registry.")),
    Register("US_STATE", "US", _("State licence"), _("Look it up at the board of the state.")),
    Register("GMC", "GB", _("General Medical Council"), _("Look it up in the public medical register.")),
    Register("NMC", "GB", _("Nursing and Midwifery Council"), _("Look it up in the public register of nurses.")),
    Register("HCPC", "GB", _("Health and Care Professions Council"), _("Look it up in the public register.")),
    Register("OTHER", "", _("Another register"), _("Ask for the public page of the register, and look there.")),
)


def register_named(code: str) -> Register | None:
    return next((register for register in REGISTERS if register.code == code), None)


def is_checksum_right(register: str, number: str) -> bool | None:
    """Whether the number can be one of this register at all; None where the register has no check digit we know."""
    bare = "".join(character for character in number if character.isalnum())
    return is_npi(bare) if register == "NPI" else None


def check_may_decide(*, own: bool) -> None:
    """Nobody decides about their own licence."""
    if own:
        raise OwnClaim(_("Nobody decides about their own licence. Please ask a colleague."))


def check_until(until: date, today: date) -> None:
    """A check holds until a day after today, and at most three years."""
    if not today < until <= today + timedelta(days=VERIFIED_AT_MOST_DAYS):
        raise UntilOdd(_("Please choose a day after today, and at most three years away."))
