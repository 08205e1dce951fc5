"""An alert as CAP, as a feed, as a drawing; times and lines as people read them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as Tree

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from dayroom.apps.outreach.queries.alerts import banners, linked, place_of, text_for
from dayroom.apps.outreach.rules import cap
from dayroom.apps.outreach.vocabulary.alerts import AlertMessage, Severity, Urgency

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from dayroom.apps.outreach.models import Alert, AlertArea, AlertText

ATOM = "http://www.w3.org/2005/Atom"
DRAWN = 320  # width and height of the drawing, in its own units
RING = 36  # points of a circle
LANGUAGES = {"en": "en-US", "es": "es"}


@dataclass(frozen=True, slots=True)
class BannerLine:
    """One alert on top of every page, in the reader's language."""

    public_id: str
    title: str
    severity: StrOrPromise
    urgency: StrOrPromise


def banner_lines(language: str) -> list[BannerLine]:
    return [
        BannerLine(one.public_id, one.headline(language), Severity(one.severity).label, Urgency(one.urgency).label)
        for one in banners()
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of an alert for one reader; ``event`` and ``place`` in the language of the text where it has them."""

    text: AlertText
    do: list[str]
    dont: list[str]
    event: str
    place: str


def said(alert: Alert, language: str) -> Said | None:
    text = text_for(alert, language)
    if text is None:
        return None
    place = place_of(alert.area, text.language)
    return Said(text, _lines(text.do), _lines(text.dont), text.event or alert.event, place)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def identifier_of(alert: Alert) -> str:
    return f"dayroom-{alert.public_id}"


def sender_name() -> str:
    """CAP's sender: a name that is this site's, without signs that references cannot hold."""
    return f"alerts@{urlsplit(settings.SITE_URL).hostname or 'localhost'}"


def cap_of(alert: Alert) -> bytes:
    """The message as CAP 1.2. Raises CapWrong."""
    sent = alert.live_at or alert.made_at
    earlier = alert.earlier
    references = () if earlier is None else (
        cap.Reference(sender_name(), identifier_of(earlier), (earlier.live_at or earlier.made_at).astimezone(UTC)),
    )
    message = cap.Alert(
        identifier=identifier_of(alert), sender=sender_name(), sent=sent.astimezone(UTC), status=alert.status,
        message=alert.message, references=references,
        infos=tuple(_info(alert, text) for text in alert.texts.all()),
    )
    return cap.write_cap(message)


def _info(alert: Alert, text: AlertText) -> cap.Info:
    do, dont = _lines(text.do), _lines(text.dont)
    ends = alert.expires_at or alert.made_at
    return cap.Info(
        language=LANGUAGES.get(text.language, text.language), event=text.event or alert.event, urgency=alert.urgency,
        severity=alert.severity, certainty=alert.certainty, expires=ends.astimezone(UTC), headline=text.headline,
        description=text.what, instruction="\n".join([*do, *(f"Do not: {line}" for line in dont)]),
        responses=("AllClear",) if alert.message == AlertMessage.CANCEL else (), sender_name=settings.SITE_NAME,
        web=f"{settings.SITE_URL}{reverse('alert-show', args=[alert.public_id])}", contact=alert.contact,
        areas=(_area(alert.area, text.language),) if alert.area else (),
    )


def _area(area: AlertArea, language: str) -> cap.Area:
    circle = tuple(float(one) for one in area.circle)
    return cap.Area(
        name=place_of(area, language), polygon=tuple((float(lat), float(lon)) for lat, lon in area.polygon),
        circle=(circle[0], circle[1], circle[2]) if len(circle) == 3 else None,
    )


def feed_of(alerts: Iterable[Alert], language: str = "en") -> bytes:
    """Atom (RFC 4287), each entry with its CAP message and the pages that were linked beside it."""
    Tree.register_namespace("", ATOM)
    rows = list(alerts)
    root = Tree.Element(f"{{{ATOM}}}feed")
    home = f"{settings.SITE_URL}{reverse('alert-list')}"
    newest = max((row.live_at for row in rows if row.live_at), default=None)
    _put(root, id=home, title=f"{settings.SITE_NAME}: alerts",
         updated=newest.astimezone(UTC).isoformat() if newest else "1970-01-01T00:00:00+00:00")
    Tree.SubElement(root, f"{{{ATOM}}}link", {"href": f"{settings.SITE_URL}{reverse('alert-feed')}", "rel": "self"})
    _put(Tree.SubElement(root, f"{{{ATOM}}}author"), name=settings.SITE_NAME)
    for row in rows:
        text = text_for(row, language)
        if text is None or row.live_at is None:
            continue
        entry, page = Tree.SubElement(root, f"{{{ATOM}}}entry"), reverse("alert-show", args=[row.public_id])
        _put(entry, id=f"{settings.SITE_URL}{page}", title=text.headline,
             updated=row.live_at.astimezone(UTC).isoformat(), summary=text.what)
        Tree.SubElement(entry, f"{{{ATOM}}}link", {"href": f"{settings.SITE_URL}{page}"})
        Tree.SubElement(entry, f"{{{ATOM}}}link", {
            "href": f"{settings.SITE_URL}{reverse('alert-cap', args=[row.public_id])}", "rel": "related",
            "type": "application/cap+xml",
        })
        for one in linked(row):
            Tree.SubElement(entry, f"{{{ATOM}}}link", {
                "href": f"{settings.SITE_URL}{one.url}", "rel": "related", "type": "text/html", "title": one.title})
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))


def _put(place: Tree.Element, **values: str) -> None:
    for name, value in values.items():
        Tree.SubElement(place, f"{{{ATOM}}}{name}").text = value


def map_code() -> str:
    """The line that shows the map of what is in force on another site."""
    title = escape(_("Alerts on the map"))
    return (f'<iframe src="{settings.SITE_URL}{reverse("alert-map")}" title="{title}" width="400" height="640" '
            'loading="lazy"></iframe>')


@dataclass(frozen=True, slots=True)
class Outline:
    """One area on the drawing; ``points`` as SVG takes them."""

    name: str
    points: str
    chosen: bool
    label_x: float
    label_y: float


def drawing(
    areas: Sequence[AlertArea], chosen_id: int | None, language: str = "en", *, also: Collection[int] = ()
) -> list[Outline]:
    """Every area on one sheet, north up. A plate carrée with the width corrected in the middle is true enough for a
    region; the list beside it says the same in words."""
    rings = {area.pk: ring_of(area) for area in areas}
    points = [point for ring in rings.values() for point in ring]
    if not points:
        return []
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = (DRAWN - 24) / max(north - south, (east - west) * narrow, 1e-9)

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return round(12 + (point[1] - west) * narrow * scale, 1), round(12 + (north - point[0]) * scale, 1)

    found = []
    for area in areas:
        placed = [place(point) for point in rings[area.pk]]
        if placed:
            found.append(Outline(
                place_of(area, language), " ".join(f"{x},{y}" for x, y in placed),
                area.pk == chosen_id or area.pk in also,
                round(sum(x for x, _y in placed) / len(placed), 1), round(sum(y for _x, y in placed) / len(placed), 1),
            ))
    return sorted(found, key=lambda one: one.chosen)


def ring_of(area: AlertArea) -> list[tuple[float, float]]:
    """The outline as (latitude, longitude): the polygon, or a ring of points around the circle's middle."""
    if area.polygon:
        return [(float(lat), float(lon)) for lat, lon in area.polygon[:-1]]
    if len(area.circle) != 3:
        return []
    lat, lon, kilometers = (float(one) for one in area.circle)
    reach = kilometers / 111.2  # kilometers of one degree of latitude
    narrow = max(math.cos(math.radians(lat)), 0.01)
    return [
        (lat + reach * math.sin(2 * math.pi * at / RING), lon + reach / narrow * math.cos(2 * math.pi * at / RING))
        for at in range(RING)
    ]
