"""Warnings of the Common Alerting Protocol (OASIS, versions 1.0 to 1.2), as authorities really write them.

Read with a light hand: what a warning says matters more than whether every element stands in its place. What we write
ourselves is held against the whole standard elsewhere.
"""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dayroom.apps.listening.rules.dates import reader_of
from dayroom.apps.listening.rules.reading_feeds import notice_of, trouble_of
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import Official, Pull, Refusal, SourceFacts
from dayroom.apps.listening.vocabulary.sources import DateForm
from dayroom.platform.feeds import SEVERITIES, Entry, digest, link_of, words_of

AREAS_MOST = 5
TAKEN_BACK = frozenset({"Cancel", "Update"})  # an update stands in the place of what it names


def is_warning(body: bytes) -> bool:
    """A message itself, not a list of messages."""
    head = body[:2000].lower()
    return b"<alert" in head or b":alert" in head


def pull_of_warning(body: bytes, source: SourceFacts, now: datetime, *, link: str = "") -> Pull:
    """One message. What cannot be read is a refusal, not an error: the feed goes on."""
    try:
        root = fromstring(body.strip())
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return Pull(refused=(Refusal(Trouble.BROKEN, 0),))
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    if _text(root, "status") not in ("Actual", "") or _text(root, "scope") not in ("Public", ""):
        return Pull(refused=(Refusal(Trouble.REHEARSAL, 0),))
    gone = tuple(digest(one) for one in _text(root, "references").split()[:50])
    kind = _text(root, "msgType")
    withdrawn = gone if kind in TAKEN_BACK else ()
    if kind in ("Cancel", "Ack", "Error"):
        return Pull(withdrawn=withdrawn)
    found = _notice(root, source, link)
    trouble = Trouble.BROKEN if found is None else trouble_of(found.at, source, now)
    if found is None or trouble:
        return Pull(refused=(Refusal(trouble, 0),), withdrawn=withdrawn)
    return Pull(notices=(found,), withdrawn=withdrawn)


def pull_of_entry(entry: Entry, source: SourceFacts, now: datetime) -> Pull:
    """An entry of a list that names the severity and the area itself."""
    trouble = trouble_of(entry.at, source, now)
    if entry.status not in ("", "Actual"):
        trouble = Trouble.REHEARSAL
    if trouble:
        return Pull(refused=(Refusal(trouble, 0),))
    return Pull() if entry.message == "Cancel" else Pull(notices=(notice_of(entry, source, now),))


def _notice(root: Element, source: SourceFacts, link: str) -> Official | None:
    """None without a name, a time or a headline."""
    at = reader_of(DateForm.ISO, "UTC")(_text(root, "sent"))
    infos = root.findall("info")
    wanted = [one for one in infos if source.language and _text(one, "language").lower().startswith(source.language)]
    info = next(iter([*wanted, *infos]), None)
    if info is None or at is None or not _text(root, "identifier"):
        return None
    title = words_of(_text(info, "headline") or _text(info, "event"), 300)
    severity = _text(info, "severity")
    areas = [words_of(_text(area, "areaDesc"), 100) for area in info.findall("area")[:AREAS_MOST]]
    name = f"{_text(root, 'sender')},{_text(root, 'identifier')},{_text(root, 'sent')}"
    return Official(
        key=digest(name), title=title, link=link_of(_text(info, "web"), source.address) or link,
        at=at.astimezone(UTC), language=(_text(info, "language")[:2].lower() or source.language),
        place_words=", ".join(areas)[:200], severity=severity if severity in SEVERITIES else "",
    ) if title else None  # fmt: skip


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
