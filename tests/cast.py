"""The cast of every test: the same eight people as in the demo."""

from __future__ import annotations

from datetime import UTC, datetime

from dayroom.apps.people.models import Member, RoleGrant
from dayroom.apps.people.vocabulary import Role, TrustLevel

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def member(handle: str, **fields: object) -> Member:
    """A member whose e-mail is confirmed nowhere and whose password cannot be used: for tests without sign-in."""
    made = Member(handle=handle, email=f"{handle}@example.org", joined_at=NOW, trust_level=TrustLevel.KNOWN)
    for name, value in fields.items():
        setattr(made, name, value)
    made.set_unusable_password()
    made.save()
    return made


def with_role(person: Member, *roles: Role) -> Member:
    for role in roles:
        RoleGrant.objects.create(member=person, role=role, granted_by=None, granted_at=NOW)
    person.roles_cached = " ".join(sorted({*person.roles, *roles}))
    person.has_factor_cached = True
    person.save()
    return person


def ann() -> Member:
    return member("ann")


def carl() -> Member:
    return with_role(member("carl"), Role.CARER)


def okoye() -> Member:
    return with_role(member("ngozi-o"), Role.CLINICIAN)


def mo() -> Member:
    return member("mo", has_factor_cached=True)


def oda() -> Member:
    return with_role(member("oda"), Role.COMMUNICATIONS_OFFICER)


def ivo() -> Member:
    return with_role(member("ivo"), Role.ANALYST)


def rea() -> Member:
    return with_role(member("rea"), Role.RESEARCHER)


def sue() -> Member:
    return with_role(member("sue"), Role.STEWARD, Role.OWNER)
