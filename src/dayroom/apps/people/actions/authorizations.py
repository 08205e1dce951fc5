"""Enter a patient's authorization, note where it is used, take it back and see that everything comes down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dayroom.apps.audit.actions import record
from dayroom.apps.people.models import Authorization, AuthorizationUse, Member
from dayroom.apps.people.ports import AUTHORIZED_SUBJECTS, spread_news
from dayroom.apps.people.queries.authorizations import (
    facts_of_authorization,
    may_forget,
    own_authorization,
    still_up_after,
)
from dayroom.apps.people.rules.authorizations import (
    RevokedAlready,
    check_can_end,
    check_counts,
    check_covers,
    form_type,
    kept_until,
)
from dayroom.apps.people.vocabulary.authorizations import Channel
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.files import delete_files, keep_sealed, open_sealed

FORM_PLACE = "people_authorization.form_file"  # what the sealed file is bound to
AUTHORIZATION_NEWS = "AUTHORIZATION"


def enter_authorization(
    *, member: Member, told: dict[str, Any], form: bytes | None, now: datetime
) -> Authorization:
    """Keep what was signed. It may be incomplete: then it says what is missing, and does not count. Audited.

    Raises TooLarge and WrongType for the form.
    """
    today = timezone.localdate(now)
    media_type = form_type(form) if form else ""
    with transaction.atomic():
        row = Authorization.objects.create(
            made_by=member, made_at=now, kept_until=kept_until(today, told.get("expires_on") or today),
            form_type=media_type, form_file=keep_sealed(form, place=FORM_PLACE) if form else "", **told,
        )
        record(actor_id=member.pk, action="authorization.entered", now=now, subject=("authorization", row.pk))
    return row


def mend_authorization(
    *, member: Member, public_id: str, told: dict[str, Any], form: bytes | None, now: datetime
) -> Authorization:
    """Add what was missing. Once it was used it is a record, and stays as it is. Audited. Raises Invalid, NotFound."""
    with transaction.atomic():
        row = own_authorization(member.pk, public_id)
        if row.revoked_at is not None or row.uses.exists():
            raise RevokedAlready() if row.revoked_at else Invalid()
        for name, value in told.items():
            setattr(row, name, value)
        if form:
            row.form_type = form_type(form)
            old, row.form_file = row.form_file, keep_sealed(form, place=FORM_PLACE)
            transaction.on_commit(lambda: delete_files([old]) if old else None)
        today = timezone.localdate(now)
        row.kept_until = kept_until(today, row.expires_on or today)
        row.save()
        record(actor_id=member.pk, action="authorization.mended", now=now, subject=("authorization", row.pk))
    return row


def authorization_to_use(
    *, member: Member, public_id: str, scopes: frozenset[str], now: datetime
) -> Authorization:
    """One's own authorization, for something that is to be shown here. Raises NotAuthorized, NotCovered, NotFound."""
    row = own_authorization(member.pk, public_id)
    facts = facts_of_authorization(row)
    check_counts(facts, timezone.localdate(now))
    check_covers(facts, scopes=scopes, channel=Channel.HERE)
    return row


def use_authorization(
    *, authorization: Authorization, subject: tuple[str, int], by_id: int, now: datetime
) -> AuthorizationUse:
    """Note that something here stands on it; twice is once. Audited. Raises RevokedAlready where it was taken back a
    moment ago: what is not on the list would not come down."""
    kind, subject_id = subject
    if Authorization.objects.select_for_update().get(pk=authorization.pk).revoked_at is not None:
        raise RevokedAlready()
    row, made = AuthorizationUse.objects.get_or_create(
        authorization=authorization, subject_kind=kind, subject_id=subject_id, defaults={"used_at": now}
    )
    if made:
        record(actor_id=by_id, action="authorization.used", now=now, subject=("authorization", authorization.pk),
               facts={"kind": kind, "subject": subject_id})
    return row


def note_outside(*, authorization: Authorization, place: str, by_id: int, now: datetime) -> AuthorizationUse:
    """Note a place outside of this site, so that it can be taken down there too. Audited. Raises NotAuthorized."""
    check_counts(facts_of_authorization(authorization), timezone.localdate(now))
    row = AuthorizationUse.objects.create(authorization=authorization, outside_place=place, used_at=now)
    record(actor_id=by_id, action="authorization.used_outside", now=now, subject=("authorization", authorization.pk))
    return row


def tick_off(*, authorization: Authorization, use_id: int, by_id: int, now: datetime) -> None:
    """Somebody took it down in a place outside. Audited. Raises NotFound."""
    with transaction.atomic():
        uses = authorization.uses.filter(pk=use_id, subject_id=None, taken_down_at=None)
        if not uses.update(taken_down_at=now, taken_down_by_id=by_id):
            raise NotFound()
        record(actor_id=by_id, action="authorization.taken_down", now=now,
               subject=("authorization", authorization.pk), facts={"use": use_id})


def revoke_authorization(*, authorization: Authorization, by_id: int, now: datetime) -> int:
    """The person took it back: everything that stands here on it is shown no more, at once; places outside stay on the
    list until somebody ticks them off. Whoever entered it is told. Audited. Returns how many came down here.

    Raises RevokedAlready.
    """
    with transaction.atomic():
        row = Authorization.objects.select_for_update().get(pk=authorization.pk)
        if row.revoked_at is not None:
            raise RevokedAlready()
        today = timezone.localdate(now)
        row.revoked_at, row.revoked_by_id, row.kept_until = now, by_id, max(row.kept_until, kept_until(today, today))
        row.save(update_fields=["revoked_at", "revoked_by", "kept_until"])
        down = _end_here(row, by_id, now)
        record(actor_id=by_id, action="authorization.revoked", now=now, subject=("authorization", row.pk),
               facts={"taken_down": down})
    return down


def end_authorization(*, authorization: Authorization, by_id: int, now: datetime) -> int:
    """What it was to end with has happened ("the campaign is over"): as if it were taken back, but nobody took it back.
    Audited. Returns how many came down here. Raises EndedAlready, NoEvent."""
    with transaction.atomic():
        row = Authorization.objects.select_for_update().get(pk=authorization.pk)
        check_can_end(facts_of_authorization(row))
        today = timezone.localdate(now)
        row.event_happened_at, row.kept_until = now, max(row.kept_until, kept_until(today, today))
        row.save(update_fields=["event_happened_at", "kept_until"])
        down = _end_here(row, by_id, now)
        record(actor_id=by_id, action="authorization.ended", now=now, subject=("authorization", row.pk),
               facts={"taken_down": down})
    return down


def end_expired(*, now: datetime) -> int:
    """Daily: what stands here on an authorization whose last day has passed is shown no more. Returns how many came
    down. Audited."""
    down = 0
    for row in list(still_up_after(timezone.localdate(now))[:200]):
        with transaction.atomic():
            gone = _end_here(row, None, now)
            record(actor_id=None, action="authorization.ended", now=now, subject=("authorization", row.pk),
                   facts={"taken_down": gone})
        down += gone
    return down


def _end_here(row: Authorization, by_id: int | None, now: datetime) -> int:
    """Take down what stands here, and tell whoever entered it where something came down."""
    down = _take_down_here(row, by_id, now)
    if row.made_by_id is not None and down:
        spread_news(member_id=row.made_by_id, kind=AUTHORIZATION_NEWS, now=now, actor_id=None,
                    subject=("authorization", row.pk))
    return down


def _take_down_here(row: Authorization, by_id: int | None, now: datetime) -> int:
    down = 0
    for use in row.uses.filter(subject_id__isnull=False, taken_down_at=None):
        plug = AUTHORIZED_SUBJECTS.get(use.subject_kind)
        if plug is None or use.subject_id is None:
            continue
        plug.take_down(use.subject_id, now=now)
        use.taken_down_at, use.taken_down_by_id = now, by_id
        use.save(update_fields=["taken_down_at", "taken_down_by"])
        down += 1
    return down


def read_form(*, authorization: Authorization, by_id: int, now: datetime) -> bytes:
    """The signed form. Who looked is recorded before it is shown. Raises NotFound."""
    if not authorization.form_file:
        raise NotFound()
    record(actor_id=by_id, action="authorization.form_read", now=now, subject=("authorization", authorization.pk))
    try:
        return open_sealed(authorization.form_file, place=FORM_PLACE)
    except FileNotFoundError as fault:
        raise NotFound() from fault


def note_reading(
    *, authorization_ids: list[int], by_id: int, now: datetime, action: str = "authorization.read"
) -> None:
    """Names of patients were shown to somebody who keeps the records: that is recorded too."""
    for pk in authorization_ids[:1]:
        record(actor_id=by_id, action=action, now=now, subject=("authorization", pk),
               facts={"count": len(authorization_ids)})


def forget_old_authorizations(*, now: datetime) -> int:
    """Forget those whose six years are over, with their forms; returns how many. Audited."""
    gone = 0
    for row in list(may_forget(now)[:200]):
        with transaction.atomic():
            row.uses.all().delete()
            names = [row.form_file] if row.form_file else []
            record(actor_id=None, action="authorization.forgotten", now=now, subject=("authorization", row.pk))
            row.delete()
            transaction.on_commit(lambda names=names: delete_files(names))  # type: ignore[misc]  # bound now, not later
        gone += 1
    return gone
