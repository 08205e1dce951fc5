"""The public map of health notices: what the desk confirmed and what authorities say; picture, table and feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dayroom.apps.listening.rules.gazetteer import facts_in
from dayroom.apps.listening.vocabulary import QUIET_DAYS

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Alarm
    from dayroom.apps.listening.vocabulary.alarms import Official
    from dayroom.apps.listening.vocabulary.desk import PlaceFacts

ATOM = "http://www.w3.org/2005/Atom"
NEAR = 11.0  # on the sheet: marks closer than this would cover one another and stand side by side
MARK = 9
# one of them in somebody's title, and no reader takes the whole feed (XML 1.0 §2.2)
_NO_SIGN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table. ``kind`` is OURS for a confirmed alarm, OFFICIAL for a notice of an authority."""

    number: int
    kind: str
    title: str
    place: str
    code: str
    on: date
    who: str
    link: str = ""
    key: str = ""


def entries(alarms: Iterable[Alarm], notices: Iterable[tuple[Official, str]]) -> list[Entry]:
    """Both kinds, the newest first."""
    facts = facts_in(get_language() or "en")
    made = [
        Entry(0, "OURS", _("More people than usual speak about: %(topic)s") % {"topic": one.topic.name},
              facts(one.place).name if one.place else "", one.place, one.day, settings.SITE_NAME, key=one.public_id)
        for one in _narrowest(list(alarms), facts)
    ] + [
        Entry(0, "OFFICIAL", one.title, facts(one.place).name if one.place else "", one.place, one.at, who, one.link)
        for one, who in notices
    ]  # fmt: skip
    made.sort(key=lambda one: (-one.on.toordinal(), one.kind, one.title))
    return [
        Entry(at, one.kind, one.title, one.place, one.code, one.on, one.who, one.link, one.key)
        for at, one in enumerate(made, 1)
    ]


def _narrowest(alarms: Sequence[Alarm], facts: Callable[[str], PlaceFacts]) -> list[Alarm]:
    """Of alarms about one topic within a week, the wide ones are left out where a narrower place says the same."""
    return [
        wide
        for wide in alarms
        if not any(
            one.topic_id == wide.topic_id
            and one.place != wide.place
            and abs((one.day - wide.day).days) <= QUIET_DAYS
            and _lies_in(one.place, wide.place, facts)
            for one in alarms
        )
    ]


def _lies_in(code: str, wide: str, facts: Callable[[str], PlaceFacts]) -> bool:
    while code and code != wide:
        code = facts(code).parent
        if not wide and not code:
            return True
    return bool(code)


def drawn(rows: Sequence[Entry], *, sheet: str = "") -> SafeString:
    """The world with a numbered mark for every entry that has a place: round for ours, a square for an authority's.

    sheet    address of the outlines, which a browser keeps; without it they stand in the picture itself
    """
    from dayroom.engines.meaning.maps import frame, outlines, project  # noqa: PLC0415 - read where a map is drawn

    left, top, width, height = frame()
    ground = (
        f'<use class="health-map__ground" href="{escape(sheet)}#world"/>'
        if sheet
        else f'<path class="health-map__ground" d="{"".join(outlines().values())}"/>'
    )
    taken: list[tuple[float, float]] = []
    marks = []
    for one in rows:
        fact = facts_in("en")(one.code) if one.code else None
        if fact is None or fact.lat is None or fact.lon is None:
            continue
        x, y = _free(*project(fact.lat, fact.lon), taken)
        taken.append((x, y))
        marks.append(_mark(one, x, y))
    words = escape(
        _("Map of the world with %(number)d notices. The table below says the same.") % {"number": len(marks)}
    )
    return mark_safe(
        f'<svg class="health-map" viewBox="{left} {top} {width} {height}" role="img" aria-label="{words}">'
        f"{ground}{''.join(marks)}</svg>"
    )  # numbers and outlines of ours; every word is escaped where it is put in


def _free(x: float, y: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """A mark moves to the side until it covers no other."""
    while any(abs(x - other) < 2 * NEAR and abs(y - below) < 2 * NEAR for other, below in taken):
        x = round(x + 2 * NEAR, 1)
    return x, y


def _mark(one: Entry, x: float, y: float) -> str:
    shape = (
        f'<circle cx="{x}" cy="{y}" r="{MARK + 1}"/>'
        if one.kind == "OURS"
        else f'<rect x="{x - MARK}" y="{y - MARK}" width="{2 * MARK}" height="{2 * MARK}"/>'
    )
    told = escape(f"{one.place}: {one.title}")
    return (
        f'<g class="health-map__mark health-map__mark--{one.kind.lower()}"><title>{told}</title>{shape}'
        f'<text x="{x}" y="{round(y + 4.2, 1)}" text-anchor="middle">{one.number}</text></g>'
    )


def feed_of(rows: Sequence[Entry]) -> bytes:
    """Atom (RFC 4287): titles, places and links, as they stand in the table."""
    Tree.register_namespace("", ATOM)
    root = Tree.Element(f"{{{ATOM}}}feed")
    home = f"{settings.SITE_URL}{reverse('health-map')}"
    newest = max((one.on for one in rows), default=date(1970, 1, 1))
    _put(root, id=home, title=f"{settings.SITE_NAME}: {_('health notices')}", updated=_stamp(newest))
    Tree.SubElement(
        root, f"{{{ATOM}}}link", {"href": f"{settings.SITE_URL}{reverse('health-map-feed')}", "rel": "self"}
    )
    _put(Tree.SubElement(root, f"{{{ATOM}}}author"), name=settings.SITE_NAME)
    for one in rows:
        entry = Tree.SubElement(root, f"{{{ATOM}}}entry")
        link = one.link or f"{home}#n-{one.key}"
        _put(entry, id=link, title=f"{one.place}: {one.title}" if one.place else one.title, updated=_stamp(one.on))
        _put(Tree.SubElement(entry, f"{{{ATOM}}}author"), name=one.who)
        Tree.SubElement(entry, f"{{{ATOM}}}link", {"href": link})
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))


def _stamp(on: date) -> str:
    return datetime.combine(on, time(), tzinfo=UTC).isoformat()


def _put(place: Tree.Element, **values: str) -> None:
    for name, value in values.items():
        Tree.SubElement(place, f"{{{ATOM}}}{name}").text = _NO_SIGN.sub("", value)


def frame_code() -> str:
    """The line that shows the map on another site."""
    return (
        f'<iframe src="{settings.SITE_URL}{reverse("health-map-frame")}" title="{escape(_("Health notices"))}" '
        'width="640" height="720" loading="lazy"></iframe>'
    )
