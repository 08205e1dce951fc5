"""Who may give and take away roles."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary import Role
from dayroom.kernel.errors import Refused

# given by owners only: these see or decide about everything
OWNERS_GIVE = frozenset({Role.OWNER, Role.STEWARD, Role.AUDITOR})
# never by hand: comes with a verified credential, and goes with it
BY_CREDENTIAL = frozenset({Role.CLINICIAN})


class NotYoursToGive(Refused):
    """This role is given by an owner of the site."""


def _check_giver(actor_roles: Collection[str], role: str, *, own: bool) -> None:
    if own:
        raise Refused(_("Nobody changes their own roles. Please ask a colleague."))
    if role in OWNERS_GIVE and Role.OWNER not in actor_roles:
        raise NotYoursToGive(_("This role is given and taken by an owner of the site."))
    if not {Role.OWNER, Role.STEWARD} & set(actor_roles):
        raise NotYoursToGive(_("Roles are given and taken by stewards and owners."))
    if role in BY_CREDENTIAL:
        raise Refused(_("This role comes with a checked licence. See the credentials desk."))


def check_may_grant(actor_roles: Collection[str], role: str, *, own: bool) -> None:
    """Stewards and owners give roles; the strongest roles only by owners; nobody to themselves."""
    _check_giver(actor_roles, role, own=own)


def check_may_withdraw(actor_roles: Collection[str], role: str, *, own: bool, owners_left: int) -> None:
    """Whoever may give a role may take it; the last owner stays."""
    _check_giver(actor_roles, role, own=own)
    if role == Role.OWNER and owners_left < 1:
        raise Refused(_("A site needs at least one owner."))
