"""The Common Alerting Protocol 1.2 (OASIS, 2010-07-01): written, read, and held against the tables of the standard.

Elements, their order, how often they may come and which values they take are facts of the standard; they stand here as
tables, so that one walk checks what we write and what comes in. No queries, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from dayroom.kernel.errors import Invalid, TooLarge

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
FILE_MOST = 256_000  # bytes of a message from outside
ONE, MAYBE, MANY, ONE_OR_MORE = (1, 1), (0, 1), (0, 10_000), (1, 10_000)

STATUSES = ("Actual", "Exercise", "System", "Test", "Draft")
MESSAGES = ("Alert", "Update", "Cancel", "Ack", "Error")
SCOPES = ("Public", "Restricted", "Private")
CATEGORIES = (
    "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other",
)
RESPONSES = ("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None")
URGENCIES = ("Immediate", "Expected", "Future", "Past", "Unknown")
SEVERITIES = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
CERTAINTIES = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")
# what a program may send here to the public; the others are rehearsals and talk between machines
PUBLIC_STATUS = "Actual"

# name → how often it may come, in the order of the standard
ALERT = {
    "identifier": ONE, "sender": ONE, "sent": ONE, "status": ONE, "msgType": ONE, "source": MAYBE, "scope": ONE,
    "restriction": MAYBE, "addresses": MAYBE, "code": MANY, "note": MAYBE, "references": MAYBE, "incidents": MAYBE,
    "info": MANY,
}
INFO = {
    "language": MAYBE, "category": ONE_OR_MORE, "event": ONE, "responseType": MANY, "urgency": ONE, "severity": ONE,
    "certainty": ONE, "audience": MAYBE, "eventCode": MANY, "effective": MAYBE, "onset": MAYBE, "expires": MAYBE,
    "senderName": MAYBE, "headline": MAYBE, "description": MAYBE, "instruction": MAYBE, "web": MAYBE,
    "contact": MAYBE, "parameter": MANY, "resource": MANY, "area": MANY,
}
AREA = {"areaDesc": ONE, "polygon": MANY, "circle": MANY, "geocode": MANY, "altitude": MAYBE, "ceiling": MAYBE}
RESOURCE = {"resourceDesc": ONE, "mimeType": ONE, "size": MAYBE, "uri": MAYBE, "derefUri": MAYBE, "digest": MAYBE}
PAIR = {"valueName": ONE, "value": ONE}
INSIDE: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "alert": ALERT, "info": INFO, "area": AREA, "resource": RESOURCE, "eventCode": PAIR, "parameter": PAIR,
    "geocode": PAIR,
}
VALUES: Mapping[str, Sequence[str]] = {
    "status": STATUSES, "msgType": MESSAGES, "scope": SCOPES, "category": CATEGORIES, "responseType": RESPONSES,
    "urgency": URGENCIES, "severity": SEVERITIES, "certainty": CERTAINTIES,
}
TIMES = frozenset({"sent", "effective", "onset", "expires"})
PLAIN_NAMES = frozenset({"identifier", "sender"})  # no spaces, commas, < or & (they stand in references)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
POINT = r"-?\d{1,2}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?"
POLYGON = re.compile(rf"{POINT}(?: {POINT}){{3,}}")
CIRCLE = re.compile(rf"{POINT} \d+(?:\.\d+)?")
REFERENCE = re.compile(r"[^\s,<&]+,[^\s,<&]+,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


class CapWrong(Invalid):
    """This message does not fit the Common Alerting Protocol 1.2."""

    def __init__(self, element: str, sentence: object) -> None:
        super().__init__(sentence)
        self.element = element


@dataclass(frozen=True, slots=True)
class Area:
    """A named area. A polygon is closed: its last point is its first. A circle is (latitude, longitude, kilometers)."""

    name: str
    polygon: tuple[tuple[float, float], ...] = ()
    circle: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Info:
    """What is said, in one language."""

    language: str
    event: str
    urgency: str
    severity: str
    certainty: str
    expires: datetime
    headline: str
    description: str
    instruction: str = ""
    categories: tuple[str, ...] = ("Health",)
    responses: tuple[str, ...] = ()
    onset: datetime | None = None
    sender_name: str = ""
    web: str = ""
    contact: str = ""
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier message that this one changes or takes back."""

    sender: str
    identifier: str
    sent: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    identifier: str
    sender: str
    sent: datetime
    status: str = PUBLIC_STATUS
    message: str = "Alert"
    scope: str = "Public"
    note: str = ""
    references: tuple[Reference, ...] = field(default=())
    infos: tuple[Info, ...] = field(default=())


def cap_time(at: datetime) -> str:
    """A time with its offset. The letter Z is not allowed, and UTC is written -00:00.

    >>> from datetime import UTC
    >>> cap_time(datetime(2026, 11, 21, 9, 30, tzinfo=UTC))
    '2026-11-21T09:30:00-00:00'
    """
    told = at.replace(microsecond=0).isoformat()
    return told[:-6] + "-00:00" if at.utcoffset() == timedelta(0) else told


def read_time(text: str, element: str) -> datetime:
    """Raises CapWrong, which names the element."""
    if not TIME.fullmatch(text):
        raise CapWrong(element, _("“%(element)s” is no time with an offset, such as 2026-11-21T09:30:00-00:00. The "
                                  "letter Z is not allowed.") % {"element": element})
    try:
        return datetime.fromisoformat(text.replace("-00:00", "+00:00") if text.endswith("-00:00") else text)
    except ValueError as fault:
        raise CapWrong(element, _("“%(element)s” is no time of any day.") % {"element": element}) from fault


def write_cap(alert: Alert) -> bytes:
    """The message as XML. Raises CapWrong where it would not be a valid one."""
    root = Element("alert", xmlns=NAMESPACE)
    _put(root, identifier=alert.identifier, sender=alert.sender, sent=cap_time(alert.sent), status=alert.status,
         msgType=alert.message, scope=alert.scope, note=alert.note,
         references=" ".join(f"{one.sender},{one.identifier},{cap_time(one.sent)}" for one in alert.references))
    for info in alert.infos:
        _put_info(SubElement(root, "info"), info)
    written = tostring(root, encoding="utf-8", xml_declaration=True)
    check(_bare(fromstring(written)))
    return bytes(written)


def _put_info(place: Element, info: Info) -> None:
    _put(place, language=info.language)
    for category in info.categories:
        _put(place, category=category)
    _put(place, event=info.event)
    for response in info.responses:
        _put(place, responseType=response)
    _put(place, urgency=info.urgency, severity=info.severity, certainty=info.certainty,
         onset=cap_time(info.onset) if info.onset else "", expires=cap_time(info.expires),
         senderName=info.sender_name, headline=info.headline, description=info.description,
         instruction=info.instruction, web=info.web, contact=info.contact)
    for area in info.areas:
        inner = SubElement(place, "area")
        _put(inner, areaDesc=area.name, polygon=" ".join(f"{lat},{lon}" for lat, lon in area.polygon))
        if area.circle:
            lat, lon, kilometers = area.circle
            _put(inner, circle=f"{lat},{lon} {kilometers}")


def _put(place: Element, **values: str) -> None:
    for name, value in values.items():
        if value:
            SubElement(place, name).text = value


def read_cap(data: bytes) -> Alert:
    """A message from outside, held against the whole table.

    Raises:
        CapWrong: names the element that is missing, doubled, in the wrong place or of a wrong value.
        TooLarge: longer than a message can be.
    """
    if len(data) > FILE_MOST:
        raise TooLarge()
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as fault:
        raise CapWrong("alert", _("This is no XML that can be read.")) from fault
    if root.tag != f"{{{NAMESPACE}}}alert":
        raise CapWrong("alert", _("This is no message of the Common Alerting Protocol 1.2."))
    bare = _bare(root)
    check(bare)
    return Alert(
        identifier=_text(bare, "identifier"), sender=_text(bare, "sender"), sent=_time(bare, "sent"),
        status=_text(bare, "status"), message=_text(bare, "msgType"), scope=_text(bare, "scope"),
        note=_text(bare, "note"), references=_references(_text(bare, "references")),
        infos=tuple(_info(one) for one in bare.findall("info")),
    )


def _bare(root: Element) -> Element:
    """The same tree with names without their namespace."""
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.partition("}")[2] if element.tag.startswith("{") else element.tag
    return root


def check(root: Element) -> None:
    """Hold a message against the standard and against what a public alert of this house needs. Raises CapWrong."""
    _check_inside(root)
    for info in root.findall("info"):
        if info.find("expires") is None:
            raise _missing("expires")
        if _time(info, "expires") <= _time(root, "sent"):
            raise CapWrong("expires", _("“expires” must be later than “sent”."))
    scope = _text(root, "scope")
    if scope == "Restricted" and not _text(root, "restriction"):
        raise _missing("restriction")
    if scope == "Private" and not _text(root, "addresses"):
        raise _missing("addresses")
    if _text(root, "msgType") in ("Update", "Cancel", "Ack", "Error") and not _text(root, "references"):
        raise _missing("references")
    for told in _text(root, "references").split():
        if not REFERENCE.fullmatch(told):
            raise CapWrong("references", _("“references” names a message as sender,identifier,sent."))


def _missing(name: str) -> CapWrong:
    return CapWrong(name, _("“%(element)s” is missing.") % {"element": name})


def _check_inside(element: Element) -> None:
    table = INSIDE[element.tag]
    order, last = list(table), -1
    counts = dict.fromkeys(table, 0)
    for child in element:
        name = str(child.tag)
        if name not in table:
            if name.endswith("Signature"):  # the standard lets a signature stand at the end
                continue
            raise CapWrong(name, _("“%(element)s” does not belong there.") % {"element": name})
        at = order.index(name)
        if at < last:
            raise CapWrong(name, _("“%(element)s” stands in the wrong place.") % {"element": name})
        last = at
        counts[name] += 1
        if name in INSIDE:
            _check_inside(child)
        else:
            _check_value(name, (child.text or "").strip())
    for name, (least, most) in table.items():
        if counts[name] < least:
            raise _missing(name)
        if counts[name] > most:
            raise CapWrong(name, _("“%(element)s” comes more than once.") % {"element": name})


def _check_value(name: str, value: str) -> None:
    if name in VALUES and value not in VALUES[name]:
        raise CapWrong(name, _("“%(element)s” must be one of: %(values)s.")
                       % {"element": name, "values": ", ".join(VALUES[name])})
    if name in TIMES:
        read_time(value, name)
    if not value and name not in ("note", "description", "instruction", "contact", "audience", "headline", "web"):
        raise _missing(name)
    if name in PLAIN_NAMES and re.search(r"[\s,<&]", value):
        raise CapWrong(name, _("“%(element)s” may hold no space, comma, < or &.") % {"element": name})
    if name == "polygon" and not _is_closed(value):
        raise CapWrong(name, _("A polygon has at least four points, and its last is its first."))
    if name == "circle" and not CIRCLE.fullmatch(value):
        raise CapWrong(name, _("A circle is a point, a space and kilometers."))


def _is_closed(polygon: str) -> bool:
    points = polygon.split()
    return POLYGON.fullmatch(polygon) is not None and points[0] == points[-1]


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _time(element: Element, name: str) -> datetime:
    return read_time(_text(element, name), name)


def _references(text: str) -> tuple[Reference, ...]:
    parts = [one.split(",") for one in text.split()]
    return tuple(Reference(sender, name, read_time(sent, "references")) for sender, name, sent in parts)


def _info(element: Element) -> Info:
    onset = _text(element, "onset")
    return Info(
        language=_text(element, "language") or "en-US", event=_text(element, "event"),
        urgency=_text(element, "urgency"), severity=_text(element, "severity"),
        certainty=_text(element, "certainty"), expires=_time(element, "expires"),
        onset=read_time(onset, "onset") if onset else None, headline=_text(element, "headline"),
        description=_text(element, "description"), instruction=_text(element, "instruction"),
        categories=tuple((one.text or "").strip() for one in element.findall("category")),
        responses=tuple((one.text or "").strip() for one in element.findall("responseType")),
        sender_name=_text(element, "senderName"), web=_text(element, "web"), contact=_text(element, "contact"),
        areas=tuple(_area(one) for one in element.findall("area")),
    )


def _area(element: Element) -> Area:
    polygon = tuple(
        (float(lat), float(lon)) for lat, lon in (one.split(",") for one in _text(element, "polygon").split())
    )
    circle = re.split("[ ,]", _text(element, "circle"))
    return Area(
        name=_text(element, "areaDesc"), polygon=polygon,
        circle=(float(circle[0]), float(circle[1]), float(circle[2])) if len(circle) == 3 else None,
    )
