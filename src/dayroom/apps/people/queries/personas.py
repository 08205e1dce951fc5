from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.models import Credential, Member, Persona
from dayroom.apps.people.rules import is_handle_like
from dayroom.apps.people.vocabulary import MemberState
from dayroom.kernel.errors import NotFound, Refused
from dayroom.kernel.ids import is_public_id


class NotYourPersona(Refused):
    """You cannot speak as this professional right now."""


def verified_personas(member_id: int, today: date) -> list[Persona]:
    """The professional faces this member may speak with today."""
    rows = Persona.objects.filter(member_id=member_id, retired_at=None, verified_until__gte=today)
    return list(rows.order_by("made_at", "id"))


def _own(member_id: int, public_id: str) -> Persona | None:
    if not is_public_id(public_id):
        return None
    return Persona.objects.filter(member_id=member_id, public_id=public_id, retired_at=None).first()


def persona_for_speaking(member: Member, public_id: str, today: date) -> Persona:
    """The persona the member wants to speak as; raises Refused when it is not theirs, not verified, or has no factor.

    Not theirs and not there are the same answer: the link between persona and member is nobody's business.
    """
    persona = _own(member.pk, public_id)
    if persona is None:
        raise NotYourPersona(_("You cannot speak as this professional right now."))
    if persona.verified_until is None or persona.verified_until < today:
        raise NotYourPersona(_("Your licence is not checked, or the check has run out. See your professional page."))
    if not member.has_second_factor():
        raise NotYourPersona(_("To speak as a professional you need a second factor. Set one up under Security."))
    return persona


def personas_of(member_id: int) -> QuerySet[Persona]:
    """The member's own personas, for the member's own page."""
    return Persona.objects.filter(member_id=member_id, retired_at=None).order_by("made_at", "id")


def persona_by_handle(handle: str) -> Persona:
    """A public professional page exists once a licence was checked, and stays (as expired) until it is retired."""
    if not is_handle_like(handle):
        raise NotFound()
    persona = Persona.objects.filter(
        handle=handle.lower(), retired_at=None, verified_until__isnull=False,
        member__state__in=(MemberState.ACTIVE, MemberState.LIMITED, MemberState.LEAVING),
    ).first()
    if persona is None:
        raise NotFound()
    return persona


def credentials_of(member_id: int) -> QuerySet[Credential]:
    return Credential.objects.filter(persona__member_id=member_id).select_related("persona").order_by("-claimed_at")


def persona_of_own(member_id: int, public_id: str) -> Persona:
    """One of the member's own; raises NotFound, the same for somebody else's."""
    persona = _own(member_id, public_id)
    if persona is None:
        raise NotFound()
    return persona


def credential_cards(ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
    """Credential id → (title, address), for the member's own notices; one query."""
    own = Credential.objects.filter(pk__in=ids, persona__member_id=reader_id).values_list("pk", "register")
    return {pk: (str(_("Your licence: %(register)s") % {"register": register}), "/me/professional/")
            for pk, register in own}


def verified_member_ids(today: date) -> list[int]:
    """Members who may speak as a professional today: for telling them that somebody waits, never for showing."""
    rows = Persona.objects.filter(retired_at=None, verified_until__gte=today).order_by()
    return list(rows.values_list("member_id", flat=True).distinct())


def office_hours(today: date, most: int) -> list[tuple[str, str, str, str]]:
    """(name, profession, when they answer, language they write) of professionals who have said so, newest first."""
    rows = Persona.objects.filter(retired_at=None, verified_until__gte=today).exclude(office_hours="")
    found = rows.order_by("-made_at").values_list("display_name", "profession", "office_hours", "member__language")
    return list(found[:most])
