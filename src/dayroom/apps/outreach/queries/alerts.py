"""Alerts as the public, the members who asked, and the desk see them."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from dayroom.apps.library.queries.fitting import pages_that_fit, pointers_to, services_that_fit
from dayroom.apps.library.vocabulary.fitting import Pointer
from dayroom.apps.outreach.models import Alert, AlertArea, AlertText, AreaWish, Rumour
from dayroom.apps.outreach.rules.alerts import digest_of
from dayroom.apps.outreach.vocabulary.alerts import (
    BANNER_SECONDS,
    BANNERS_MOST,
    AlertFacts,
    AlertMessage,
    AlertState,
    AlertStatus,
    AlertWords,
    RumourState,
)
from dayroom.kernel.errors import NotFound

log = logging.getLogger("dayroom.outreach")
OUT = (AlertState.LIVE, AlertState.UPDATED, AlertState.CANCELLED)
LISTED = 50
RUMOURS_SHOWN = 60
SEVERITY_ORDER = {"Extreme": 0, "Severe": 1, "Moderate": 2, "Minor": 3, "Unknown": 4}


@dataclass(frozen=True, slots=True)
class Banner:
    """One line on every page. ``headlines`` by language; severity and urgency as CAP's words."""

    public_id: str
    severity: str
    urgency: str
    headlines: dict[str, str]
    expires_at: datetime

    def headline(self, language: str) -> str:
        return self.headlines.get(language[:2]) or next(iter(self.headlines.values()), "")


def public_alerts() -> QuerySet[Alert]:
    """What the public may see: real messages that went out. Exercises and tests are never in here."""
    return Alert.objects.filter(status=AlertStatus.ACTUAL, state__in=OUT).select_related("area", "earlier")


def standing(now: datetime) -> QuerySet[Alert]:
    """In force at this moment; a cancellation tells that something is over and is not in force itself."""
    return public_alerts().filter(state=AlertState.LIVE, expires_at__gt=now).exclude(message=AlertMessage.CANCEL)


class _Held:
    """The banner of this process, a few seconds old at most: one small query then, and none on other pages."""

    until = 0.0
    banners: tuple[Banner, ...] = ()


def banners() -> tuple[Banner, ...]:
    """What stands on every page. Without the database the last known stays: reading always works."""
    if time.monotonic() >= _Held.until:
        try:
            _Held.banners = _read_banners()
        except DatabaseError as fault:
            log.error("no banner could be read: %s", type(fault).__name__)
        _Held.until = time.monotonic() + BANNER_SECONDS
    now = timezone.now()
    return tuple(one for one in _Held.banners if one.expires_at > now)


def forget_banners() -> None:
    """Read again at the next page of this process; the others follow within their few seconds."""
    _Held.until = 0.0


def _read_banners() -> tuple[Banner, ...]:
    rows = list(standing(timezone.now()).prefetch_related("texts"))
    rows.sort(key=lambda row: (SEVERITY_ORDER.get(row.severity, 9), -row.pk))
    return tuple(
        Banner(row.public_id, row.severity, row.urgency, {one.language: one.headline for one in row.texts.all()},
               row.expires_at)
        for row in rows[:BANNERS_MOST]
        if row.expires_at is not None
    )


def alerts_listed() -> list[Alert]:
    return list(public_alerts().prefetch_related("texts", "links").order_by("-live_at", "-pk")[:LISTED])


def public_alert(public_id: str) -> Alert:
    found = public_alerts().prefetch_related("texts").filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def chain_of(alert: Alert) -> list[Alert]:
    """The messages before this one, newest first."""
    found: list[Alert] = []
    one = alert.earlier
    while one is not None and len(found) < LISTED:
        found.append(one)
        one = one.earlier
    return found


def replaced_by(alert: Alert) -> Alert | None:
    """The update or cancellation that took its place, as far as the public may know."""
    return public_alerts().filter(earlier=alert).order_by("-pk").first()


def text_for(alert: Alert, language: str) -> AlertText | None:
    """The words in the reader's language, else the first there are."""
    texts = list(alert.texts.all())
    return next((one for one in texts if one.language == language[:2]), texts[0] if texts else None)


def last_ended_alert() -> Alert | None:
    """The newest cancellation that went out, with all that it ended."""
    rows = public_alerts().filter(message=AlertMessage.CANCEL).prefetch_related("texts")
    return rows.order_by("-live_at", "-pk").first()


def desk_alert(public_id: str) -> Alert:
    found = (
        Alert.objects.select_related("area", "earlier", "made_by", "approved_by", "reviewed_by")
        .prefetch_related("texts").filter(public_id=public_id).first()
    )
    if found is None:
        raise NotFound()
    return found


def desk_alerts() -> list[Alert]:
    return list(Alert.objects.select_related("area", "made_by").prefetch_related("texts").order_by("-pk")[:LISTED])


def waiting_for_second(by_id: int) -> list[Alert]:
    rows = Alert.objects.filter(state=AlertState.WAITING).exclude(made_by_id=by_id)
    return list(rows.prefetch_related("texts").order_by("asked_at"))


def sent_alone(by_id: int) -> list[Alert]:
    """Sent by one person in an emergency, and nobody else has looked at it since."""
    rows = Alert.objects.filter(alone=True, reviewed_at=None, state__in=OUT).exclude(approved_by_id=by_id)
    return list(rows.prefetch_related("texts").order_by("live_at"))


def facts_of(alert: Alert) -> AlertFacts:
    return AlertFacts(
        event=alert.event, urgency=alert.urgency, severity=alert.severity, certainty=alert.certainty,
        hours=alert.hours, area_id=alert.area_id, source=alert.source, url=alert.url, contact=alert.contact,
        status=alert.status, links=tuple(sorted(one.key for one in linked(alert))),
    )


def linked(alert: Alert) -> list[Pointer]:
    """What readers are led to from an alert: live pages and listed services that somebody chose."""
    chosen = [(one.article_id, one.service_id) for one in alert.links.all()]
    if not chosen:
        return []
    return pointers_to([article for article, _service in chosen if article],
                       [service for _article, service in chosen if service], timezone.localdate())


def proposed_links(alert: Alert) -> list[Pointer]:
    """What may fit, by the words of the alert. A person decides; nothing is linked by itself."""
    texts = list(alert.texts.all())
    told = " ".join([alert.event, *(f"{one.event} {one.headline}" for one in texts)])
    languages = [one.language for one in texts] or ["en"]
    held = {one.key for one in linked(alert)}
    found = [*pages_that_fit(told, languages), *services_that_fit(told, languages, timezone.localdate(), most=3)]
    return [one for one in found if one.key not in held]


def words_of(alert: Alert) -> list[AlertWords]:
    rows = alert.texts.all()
    return [AlertWords(one.language, one.headline, one.what, one.do, one.dont, one.short, one.event) for one in rows]


def alert_digest(alert: Alert) -> str:
    """What somebody has before their eyes when they approve."""
    return digest_of(facts_of(alert), words_of(alert))


def areas() -> list[AlertArea]:
    return list(AlertArea.objects.filter(retired_at=None).order_by("name"))


def place_of(area: AlertArea | None, language: str) -> str:
    """The name of an area as people of that language say it."""
    return str(area.names.get(language[:2]) or area.name) if area else ""


def area_named(public_id: str) -> AlertArea:
    found = AlertArea.objects.filter(public_id=public_id, retired_at=None).first()
    if found is None:
        raise NotFound()
    return found


def wished_areas(member_id: int) -> set[int]:
    return set(AreaWish.objects.filter(member_id=member_id).values_list("area_id", flat=True))


def wishers_of(area_id: int) -> list[int]:
    return list(AreaWish.objects.filter(area_id=area_id).values_list("member_id", flat=True))


def alert_cards(ids: list[int]) -> dict[int, tuple[str, str]]:
    """Alert id → (headline, public id), for notices; real ones only."""
    rows = public_alerts().filter(pk__in=ids).prefetch_related("texts")
    return {row.pk: (alert_name(row), row.public_id) for row in rows}


def alert_paths(alert_id: int, language: str) -> list[str]:
    """The page of an alert that went out, then the pages linked to it; those in the reader's language first."""
    alert = public_alerts().filter(pk=alert_id).first()
    if alert is None:
        return []
    pages = sorted(linked(alert), key=lambda one: one.language not in ("", language[:2]))
    return [reverse("alert-show", args=[alert.public_id]), *(one.url for one in pages)]


def alerts_to_tie() -> QuerySet[Alert]:
    """Alerts a rumour can belong to: what went out, the newest first."""
    return public_alerts().prefetch_related("texts").order_by("-live_at", "-pk")


def alert_name(alert: Alert) -> str:
    return next((one.headline for one in alert.texts.all()), alert.event)


def answered_rumours(alert: Alert | None = None) -> list[Rumour]:
    """What everybody sees: answered ones only, those heard most often first."""
    rows = Rumour.objects.filter(state=RumourState.ANSWERED).select_related("fact_check", "alert")
    if alert is not None:
        rows = rows.filter(alert=alert)
    return list(rows.order_by("-heard_count", "-answered_at", "pk")[:RUMOURS_SHOWN])


def desk_rumours() -> list[Rumour]:
    order = {RumourState.HEARD: 0, RumourState.CHECKING: 1, RumourState.ANSWERED: 2, RumourState.CLOSED: 3}
    rows = list(Rumour.objects.select_related("alert", "fact_check").order_by("-last_heard_at")[:RUMOURS_SHOWN * 3])
    return sorted(rows, key=lambda row: (order[RumourState(row.state)], -row.heard_count))


def rumour_named(public_id: str) -> Rumour:
    found = Rumour.objects.select_related("alert", "fact_check").filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


@dataclass(frozen=True, slots=True)
class AfterAction:
    """What happened, in times and counts, drawn from the rows."""

    alert: Alert
    chain: list[Alert]
    rumours: int
    answered: int
    heard: int


def after_action(alert: Alert) -> AfterAction:
    counts = Rumour.objects.filter(alert=alert).aggregate(all=Count("pk"))
    rows = list(Rumour.objects.filter(alert=alert).values_list("state", "heard_count"))
    return AfterAction(alert, [alert, *chain_of(alert)][::-1], counts["all"],
                       sum(state == RumourState.ANSWERED for state, _count in rows), sum(count for _s, count in rows))
