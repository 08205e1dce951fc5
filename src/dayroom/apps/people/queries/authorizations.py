"""Patients' authorizations: one's own, those of a post, all of them for stewards and auditors."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from dayroom.apps.people.models import Authorization, AuthorizationUse
from dayroom.apps.people.ports import AUTHORIZED_SUBJECTS
from dayroom.apps.people.rules.authorizations import lacks
from dayroom.apps.people.vocabulary.authorizations import AuthorizationFacts, Lack
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id


@dataclass(frozen=True, slots=True)
class UseLine:
    """One place where it was used: a title and a way there, and whether it is down."""

    use: AuthorizationUse
    title: str
    url: str


def facts_of_authorization(row: Authorization) -> AuthorizationFacts:
    return AuthorizationFacts(
        description=row.description, discloser=row.discloser, recipients=row.recipients, purpose=row.purpose,
        expires_on=row.expires_on, expiry_event=row.expiry_event, event_happened=row.event_happened_at is not None,
        signer_name=row.signer_name, signed_on=row.signed_on, by_representative=row.by_representative,
        representative_authority=row.representative_authority, says_revocation=row.says_revocation,
        says_conditioning=row.says_conditioning, says_redisclosure=row.says_redisclosure,
        in_plain_language=row.in_plain_language, copy_given=row.copy_given, scopes=frozenset(row.scopes.split()),
        channels=frozenset(row.channels.split()), signed_how=row.signed_how, has_form=bool(row.form_file),
        revoked=row.revoked_at is not None,
    )


def lacks_of(row: Authorization, today: date) -> tuple[Lack, ...]:
    return lacks(facts_of_authorization(row), today)


def own_authorizations(member_id: int) -> QuerySet[Authorization]:
    return Authorization.objects.filter(made_by_id=member_id).order_by("-made_at", "-pk")


def valid_authorizations(member_id: int, today: date) -> list[Authorization]:
    """Those of one's own that count today: what a composer offers."""
    return [row for row in own_authorizations(member_id).filter(revoked_at=None) if not lacks_of(row, today)]


def own_authorization(member_id: int, public_id: str) -> Authorization:
    """Raises NotFound, the same for somebody else's."""
    found = (
        own_authorizations(member_id).filter(public_id=public_id).first() if is_public_id(public_id) else None
    )
    if found is None:
        raise NotFound()
    return found


def authorization_named(public_id: str) -> Authorization:
    """For the desk. Raises NotFound."""
    rows = Authorization.objects.select_related("made_by", "revoked_by")
    found = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if found is None:
        raise NotFound()
    return found


def all_authorizations() -> QuerySet[Authorization]:
    return Authorization.objects.select_related("made_by").order_by("-made_at", "-pk")


def authorizations_of(subject: tuple[str, int]) -> list[Authorization]:
    """Those that one post stands on."""
    kind, subject_id = subject
    rows = Authorization.objects.filter(uses__subject_kind=kind, uses__subject_id=subject_id)
    return list(rows.distinct().order_by("pk"))


def uses_of(row: Authorization) -> list[UseLine]:
    """Every use, those that still stand first."""
    uses = list(row.uses.order_by("used_at", "pk"))
    named: dict[tuple[str, int], tuple[str, str]] = {}
    for kind, plug in AUTHORIZED_SUBJECTS:
        ids = [use.subject_id for use in uses if use.subject_kind == kind and use.subject_id is not None]
        named |= {(kind, pk): found for pk, found in plug.describe(ids).items()}
    lines = [
        UseLine(use, *named.get((use.subject_kind, use.subject_id or 0), (use.outside_place, ""))) for use in uses
    ]
    return sorted(lines, key=lambda line: line.use.taken_down_at is not None)


def authorization_cards(ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
    """Authorization id → (name, address), for the notices of whoever entered it."""
    rows = Authorization.objects.filter(pk__in=list(ids), made_by_id=reader_id).values_list("pk", "label", "public_id")
    return {pk: (label, f"/me/authorizations/{public_id}") for pk, label, public_id in rows}


def still_up_after(today: date) -> QuerySet[Authorization]:
    """Those whose last day has passed, while something still stands here on them."""
    ended = Authorization.objects.filter(expires_on__lt=today, revoked_at=None)
    return ended.filter(uses__subject_id__isnull=False, uses__taken_down_at=None).distinct().order_by("pk")


def may_forget(now: datetime) -> QuerySet[Authorization]:
    """Those whose years of keeping are over."""
    return Authorization.objects.filter(kept_until__lt=now.date())
