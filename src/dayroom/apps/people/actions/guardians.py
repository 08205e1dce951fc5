"""A guardian asks, confirms, opens and ends the account of a child under 13; a steward checks in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from smtplib import SMTPException

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from dayroom.apps.audit.actions import record
from dayroom.apps.people.actions.members import open_account, register_member
from dayroom.apps.people.actions.sessions import end_sessions
from dayroom.apps.people.models import GuardianConsent, Member
from dayroom.apps.people.ports import FORGETTING, YOUNG_PLACES
from dayroom.apps.people.queries.guardians import own_request, request_by_token, token_of, young_places
from dayroom.apps.people.rules import adult_on, age_band, check_birth_date
from dayroom.apps.people.rules import guardians as rules
from dayroom.apps.people.vocabulary import AgeBand, MemberState, Purpose
from dayroom.apps.people.vocabulary.guardians import ASKED_PER_DAY, GuardianState, guardian_text
from dayroom.kernel.errors import Invalid, NotFound, Unavailable
from dayroom.platform.limits import spend

KIND = "guardian_consent"


@dataclass(frozen=True, slots=True)
class Child:
    """What is typed to open the account; the date of birth is used and not kept."""

    handle: str
    email: str
    password: str
    born_on: date


def _check_guardian(guardian: Member) -> None:
    rules.check_allowed(settings.YOUNG_COMMUNITIES)
    rules.check_guardian(
        adult=guardian.age_band == AgeBand.ADULT, may_write=guardian.state == MemberState.ACTIVE
    )


def _move(row: GuardianConsent, to: str, **fields: object) -> GuardianConsent:
    """One step, looked at again where nobody can come between; the caller holds the transaction."""
    locked = GuardianConsent.objects.select_for_update().get(pk=row.pk)
    rules.check_move(locked.state, to)
    locked.state = to
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *fields])
    return locked


def ask_for_child(
    *, guardian: Member, place_id: int, agrees: bool, shares: bool, language: str, now: datetime
) -> GuardianConsent:
    """Keep the yes with its words, and send the link to the guardian's own address. Recorded.

    Raises NotFound where it is switched off, ForAdults, Invalid, TooMany.
    """
    _check_guardian(guardian)
    if place_id not in dict(young_places()):
        raise Invalid(_("Please choose one of the communities in the list."))
    if not agrees:
        raise Invalid(_("Without your yes we cannot open an account for a child."))
    spend(what="guardian", who=str(guardian.pk), most=ASKED_PER_DAY, per_seconds=86_400, now=now)
    text = guardian_text(language)
    with transaction.atomic():
        row = GuardianConsent.objects.create(
            guardian=guardian, place_id=place_id, text_version=text.version, language=text.language, shares=shares,
            asked_at=now,
        )
        record(actor_id=guardian.pk, action="guardian.ask", now=now, subject=(KIND, row.pk),
               facts={"version": text.version, "shares": shares})
        transaction.on_commit(partial(_mail, guardian, f"/guardian/confirm/{token_of(row)}"))
    return row


def confirm_request(*, guardian: Member, token: str, now: datetime) -> GuardianConsent:
    """The link of the mail was opened by the guardian. Raises NotFound, GuardianMoved."""
    _check_guardian(guardian)
    with transaction.atomic():
        row = _move(request_by_token(guardian.pk, token), GuardianState.CONFIRMED, confirmed_at=now)
        record(actor_id=guardian.pk, action="guardian.confirm", now=now, subject=(KIND, row.pk))
    return row


def check_request(*, by: Member, public_id: str, accepts: bool, method: str, now: datetime) -> GuardianConsent:
    """A steward has made sure, or could not. The way is recorded, nothing else. Raises NotFound, Refused, Invalid."""
    rules.check_allowed(settings.YOUNG_COMMUNITIES)
    row = GuardianConsent.objects.filter(public_id=public_id, guardian__isnull=False).first()
    if row is None:
        raise NotFound()
    rules.check_decider(own=row.guardian_id == by.pk, accepts=accepts, method=method)
    with transaction.atomic():
        moved = _move(row, GuardianState.CHECKED if accepts else GuardianState.REFUSED, decided_at=now, decided_by=by,
                      method=method if accepts else "")
        record(actor_id=by.pk, action="guardian.check" if accepts else "guardian.refuse", now=now,
               subject=(KIND, row.pk), facts={"method": moved.method})
        transaction.on_commit(partial(_mail, row.guardian, "/guardian/"))
    return moved


def open_child_account(*, guardian: Member, public_id: str, child: Child, now: datetime) -> Member:
    """The account, in the one community; an address confirms itself at the first sign-in. Recorded.

    Raises NotFound, GuardianMoved, NotUnderAge, HandleOdd, Invalid.
    """
    _check_guardian(guardian)
    row, today = own_request(guardian.pk, public_id), now.date()
    check_birth_date(child.born_on, today)
    rules.check_child(age_band(child.born_on, today))
    with transaction.atomic():
        member = register_member(
            handle=child.handle, email=child.email, password=child.password, now=now, language=guardian.language,
            band=AgeBand.CHILD, teen_until=adult_on(child.born_on, today), guardian_confirmed_at=row.decided_at,
            country=guardian.country, time_zone=guardian.time_zone,
        )
        EmailAddress.objects.create(user=member, email=member.email, verified=False, primary=True)
        _move(row, GuardianState.OPEN, opened_at=now, child=member)
        open_account(member=member, purposes=[Purpose.TERMS, Purpose.HEALTH_DATA], language=row.language, now=now)
        for _key, places in YOUNG_PLACES:
            places.admit(place_id=row.place_id, member_id=member.pk, now=now)
        record(actor_id=guardian.pk, action="guardian.open", now=now, subject=(KIND, row.pk))
    return member


def end_consent(*, guardian_id: int, public_id: str, now: datetime) -> None:
    """The yes is taken back: the child is signed out, the account closed and its data erased at once. Recorded.

    Works also where the operator has switched the communities off. Raises NotFound, GuardianMoved.
    """
    row = own_request(guardian_id, public_id)
    if not rules.may_end(row.state, grown=row.child is not None and not row.child.is_child):
        raise rules.GuardianMoved()
    with transaction.atomic():
        _move(row, GuardianState.ENDED, ended_at=now, child=None)
        record(actor_id=guardian_id, action="guardian.end", now=now, subject=(KIND, row.pk))
        if row.child is not None:
            end_sessions(row.child.pk)
            for _key, eraser in FORGETTING:
                eraser.forget(member_id=row.child.pk, public_id=row.child.public_id, now=now)


def let_go_of_guardian(member_id: int, now: datetime) -> None:
    """Somebody is erased: as a guardian, the accounts of their children close with theirs; as a child, the yes ends."""
    for row in GuardianConsent.objects.filter(guardian_id=member_id).select_related("child"):
        if rules.may_end(row.state, grown=row.child is not None and not row.child.is_child):
            end_consent(guardian_id=member_id, public_id=row.public_id, now=now)
    GuardianConsent.objects.filter(guardian_id=member_id).update(guardian=None)
    GuardianConsent.objects.filter(child_id=member_id).update(child=None, state=GuardianState.ENDED, ended_at=now)


def _mail(guardian: Member | None, path: str) -> None:
    """A link and no more: neither the child nor the place stands in it."""
    if guardian is None:
        return
    with override(guardian.language):
        message = EmailMessage(
            subject=_("Please look at your request on %(site)s") % {"site": settings.SITE_NAME},
            body=_("Hello,\n\nthere is something to do about a request that you made on %(site)s:\n\n%(url)s\n\n"
                   "If you did not ask for anything, do nothing.\n")
            % {"site": settings.SITE_NAME, "url": f"{settings.SITE_URL}{path}"},
            to=[guardian.email or ""],
        )
    try:
        message.send()
    except (SMTPException, OSError):
        # without the original error: it holds the address
        raise Unavailable(_("The mail could not be sent right now. Please try again later.")) from None
