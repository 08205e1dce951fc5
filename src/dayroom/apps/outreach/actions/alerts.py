"""Write, ask, approve, send, update, cancel. Two people stand behind every alert, except in an emergency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dayroom.apps.audit.actions import record
from dayroom.apps.library.queries.fitting import pointers_named
from dayroom.apps.library.vocabulary.fitting import ARTICLE
from dayroom.apps.notices.actions import tell
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.outreach.models import Alert, AlertArea, AlertLink, AlertText, AreaWish
from dayroom.apps.outreach.queries.alerts import facts_of, forget_banners, wishers_of, words_of
from dayroom.apps.outreach.rules.alerts import (
    AlertIncomplete,
    AlertOver,
    check_complete,
    check_links,
    check_second_person,
    check_unchanged,
    digest_of,
)
from dayroom.apps.outreach.vocabulary.alerts import (
    ALERT_KIND,
    AlertFacts,
    AlertMessage,
    AlertState,
    AlertStatus,
    AlertWords,
)
from dayroom.kernel.errors import NotFound
from dayroom.platform import markup

EDITABLE = (AlertState.DRAFT, AlertState.WAITING)


def draft_alert(
    *, facts: AlertFacts, words: Iterable[AlertWords], by_id: int | None, now: datetime,
    message: str = AlertMessage.ALERT, earlier: Alert | None = None,
) -> Alert:
    """A draft, which nobody but the desk sees. Audited."""
    with transaction.atomic():
        alert = Alert.objects.create(message=message, earlier=earlier, made_by_id=by_id, made_at=now,
                                     **_columns(facts))
        _put_words(alert, words)
        _put_links(alert, facts.links)
        _note(alert, "alert.drafted", by_id, now)
    return alert


def change_alert(
    *, alert: Alert, facts: AlertFacts, words: Iterable[AlertWords], by_id: int, now: datetime
) -> Alert:
    """Change a draft; one that waits for approval goes back to being one. Audited. Raises AlertOver."""
    with transaction.atomic():
        row = _locked(alert, EDITABLE)
        for name, value in _columns(facts).items():
            setattr(row, name, value)
        # whoever changes it last is its author: the second person has to be another one
        row.state, row.approved_digest, row.asked_at, row.made_by_id = AlertState.DRAFT, "", None, by_id
        row.save()
        _put_words(row, words)
        _note(row, "alert.changed", by_id, now)
    return row


def link_alert(*, alert: Alert, keys: Sequence[str], by_id: int, now: datetime) -> Alert:
    """The pages and services that somebody chose for an alert; those not named are taken out. A draft that waits for
    approval goes back to being one. Audited. Raises AlertOver, TooManyLinks."""
    check_links(len(set(keys)))
    with transaction.atomic():
        row = _locked(alert, EDITABLE)
        _put_links(row, keys)
        row.state, row.approved_digest, row.asked_at, row.made_by_id = AlertState.DRAFT, "", None, by_id
        row.save(update_fields=["state", "approved_digest", "asked_at", "made_by"])
        _note(row, "alert.linked", by_id, now)
    return row


def ask_for_approval(*, alert: Alert, by_id: int, now: datetime) -> None:
    """Audited. Raises AlertIncomplete, AlertOver."""
    with transaction.atomic():
        row = _locked(alert, (AlertState.DRAFT,))
        check_complete(facts_of(row), words_of(row))
        row.state, row.asked_at = AlertState.WAITING, now
        row.approved_digest = digest_of(facts_of(row), words_of(row))
        row.save(update_fields=["state", "asked_at", "approved_digest"])
        _note(row, "alert.asked", by_id, now)


def approve_alert(*, alert: Alert, seen: str, by_id: int, now: datetime) -> Alert:
    """A second person sends it. ``seen`` is the digest of what that person had before their eyes. Audited.

    Raises OwnAlert, AlertChanged, AlertIncomplete, AlertOver.
    """
    with transaction.atomic():
        row = _locked(alert, (AlertState.WAITING,))
        check_second_person(by_id=by_id, made_by_id=row.made_by_id)
        current = digest_of(facts_of(row), words_of(row))
        check_unchanged(seen, current)
        check_unchanged(row.approved_digest, current)
        return _send(row, by_id, now)


def send_alone(*, alert: Alert, why: str, by_id: int, now: datetime) -> Alert:
    """One person in an emergency: with a reason, loud for everybody at the desk, looked at afterwards. Audited.

    Raises AlertIncomplete, AlertOver.
    """
    if markup.is_blank(why):
        raise AlertIncomplete()
    with transaction.atomic():
        row = _locked(alert, EDITABLE)
        row.alone, row.alone_why = True, markup.clean_line(why)[:300]
        row.approved_digest = digest_of(facts_of(row), words_of(row))
        return _send(row, by_id, now)


def _send(row: Alert, by_id: int, now: datetime) -> Alert:
    check_complete(facts_of(row), words_of(row))
    row.state, row.approved_by_id, row.approved_at, row.live_at = AlertState.LIVE, by_id, now, now
    row.expires_at = now + timedelta(hours=row.hours)
    if row.earlier is not None:
        before = _locked(row.earlier, (AlertState.LIVE,))
        before.state = AlertState.CANCELLED if row.message == AlertMessage.CANCEL else AlertState.UPDATED
        before.ended_at = now
        before.save(update_fields=["state", "ended_at"])
    if row.status == AlertStatus.ACTUAL and row.area_id:
        row.told_count = tell(member_ids=wishers_of(row.area_id), kind=NoticeKind.ALERT, now=now,
                              subject=(ALERT_KIND, row.pk))
    row.save()
    _note(row, "alert.sent_alone" if row.alone else "alert.sent", by_id, now)
    transaction.on_commit(forget_banners)
    return row


def look_over(*, alert: Alert, by_id: int, now: datetime) -> None:
    """Somebody else has looked at what one person sent. Audited. Raises OwnAlert, NotFound."""
    with transaction.atomic():
        row = Alert.objects.select_for_update().filter(pk=alert.pk, alone=True, reviewed_at=None).first()
        if row is None:
            raise NotFound()
        check_second_person(by_id=by_id, made_by_id=row.approved_by_id)
        row.reviewed_by_id, row.reviewed_at = by_id, now
        row.save(update_fields=["reviewed_by", "reviewed_at"])
        _note(row, "alert.looked_over", by_id, now)


def begin_later(*, alert: Alert, message: str, words: Sequence[AlertWords], by_id: int, now: datetime) -> Alert:
    """A draft that updates or cancels one in force; it takes effect when it is sent. An update keeps the pages that
    were linked; what is over needs its own. Audited. Raises AlertOver."""
    if alert.state != AlertState.LIVE:
        raise AlertOver()
    facts = facts_of(alert)
    if message == AlertMessage.CANCEL:
        facts = replace(facts, links=())
    return draft_alert(facts=facts, words=words, by_id=by_id, now=now, message=message, earlier=alert)


def stop_draft(*, alert: Alert, by_id: int, now: datetime) -> None:
    """A draft that is not needed. Audited. Raises AlertOver."""
    with transaction.atomic():
        row = _locked(alert, EDITABLE)
        row.state, row.ended_at = AlertState.STOPPED, now
        row.save(update_fields=["state", "ended_at"])
        _note(row, "alert.stopped", by_id, now)


def keep_lessons(*, alert: Alert, went_well: str, to_change: str, by_id: int, now: datetime) -> None:
    """What the desk learned, for the report. Audited."""
    with transaction.atomic():
        Alert.objects.filter(pk=alert.pk).update(went_well=markup.clean(went_well), to_change=markup.clean(to_change))
        _note(alert, "alert.lessons", by_id, now)


def keep_area(
    *, name: str, polygon: Sequence[Sequence[float]] = (), circle: Sequence[float] = (), by_id: int | None,
    now: datetime, names: Mapping[str, str] | None = None,
) -> AlertArea:
    """An area that alerts can be for, with its name in other languages; the same name again changes its outline.
    Audited."""
    with transaction.atomic():
        area, _made = AlertArea.objects.update_or_create(
            name=markup.clean_line(name),
            defaults={
                "polygon": [list(point) for point in polygon], "circle": list(circle), "retired_at": None,
                "names": {code: markup.clean_line(told) for code, told in (names or {}).items() if told.strip()},
            },
        )
        record(actor_id=by_id, action="alert.area_kept", now=now, subject=("alert area", area.pk), facts={})
    return area


def wish_areas(*, member_id: int, area_ids: Iterable[int], now: datetime) -> None:
    """The areas a member wants to hear of; those not named are forgotten."""
    wanted = set(area_ids)
    with transaction.atomic():
        AreaWish.objects.filter(member_id=member_id).exclude(area_id__in=wanted).delete()
        held = set(AreaWish.objects.filter(member_id=member_id).values_list("area_id", flat=True))
        known = AlertArea.objects.filter(pk__in=wanted - held, retired_at=None).values_list("pk", flat=True)
        AreaWish.objects.bulk_create(AreaWish(member_id=member_id, area_id=pk, since=now) for pk in known)


def _locked(alert: Alert, states: Sequence[str]) -> Alert:
    row = Alert.objects.select_for_update().filter(pk=alert.pk, state__in=states).first()
    if row is None:
        raise AlertOver()
    return row


def _columns(facts: AlertFacts) -> dict[str, object]:
    return {
        "event": markup.clean_line(facts.event), "urgency": facts.urgency, "severity": facts.severity,
        "certainty": facts.certainty, "hours": facts.hours, "area_id": facts.area_id,
        "source": markup.clean_line(facts.source), "url": facts.url, "contact": markup.clean_line(facts.contact),
        "status": facts.status,
    }


def _put_words(alert: Alert, words: Iterable[AlertWords]) -> None:
    alert.texts.all().delete()
    AlertText.objects.bulk_create(
        AlertText(alert=alert, language=one.language, headline=markup.clean_line(one.headline),
                  what=markup.clean(one.what), do=markup.clean(one.do), dont=markup.clean(one.dont),
                  short=markup.clean_line(one.short), event=markup.clean_line(one.event))
        for one in words if not markup.is_blank(one.headline + one.what)
    )


def _put_links(alert: Alert, keys: Sequence[str]) -> None:
    alert.links.all().delete()
    AlertLink.objects.bulk_create(
        AlertLink(alert=alert, article_id=one.pk) if one.kind == ARTICLE else AlertLink(alert=alert, service_id=one.pk)
        for one in (pointers_named(keys, timezone.localdate()) if keys else ())
    )


def _note(alert: Alert, action: str, by_id: int | None, now: datetime) -> None:
    record(actor_id=by_id, action=action, now=now, subject=(ALERT_KIND, alert.pk),
           facts={"status": str(alert.status), "message": str(alert.message)})
