"""What becomes of an approved message, and why a sentence is marked: in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dayroom.apps.outreach.ports import CHANNELS
from dayroom.apps.outreach.vocabulary.campaigns import DeliveryState, MessageState

if TYPE_CHECKING:
    from dayroom.apps.outreach.actions.evidence import Looked
    from dayroom.apps.outreach.models import Delivery, Message

# the worker looks every minute; after five it is more likely that there is none. Our own choice, 2026-11-21
LATE_AFTER = timedelta(minutes=5)
EXCERPT = 90  # signs of a marked passage, as it stands beside its reason


@dataclass(frozen=True, slots=True)
class Leaving:
    """Of a message that is approved and waits: when it goes, and whether that moment has passed without anything."""

    due_at: datetime
    at_once: bool
    late: bool


def leaving_of(row: Message, deliveries: Sequence[Delivery], now: datetime) -> Leaving | None:
    """None where nothing waits to leave."""
    if row.state not in (MessageState.APPROVED, MessageState.OUT):
        return None
    due = [one.due_at for one in deliveries if one.state == DeliveryState.QUEUED and one.tries == 0]
    if not due:
        return None
    first = min(due)
    return Leaving(first, first <= now, now - first >= LATE_AFTER)


def approved_words(row: Message, now: datetime) -> str:
    """What whoever approves is told."""
    if row.publish_at is None or row.publish_at <= now:
        return _("Approved. It goes out as soon as this site’s worker runs, mostly within a minute.")
    when = localtime(row.publish_at)
    return _("Approved. It goes out on %(day)s at %(time)s.") % {
        "day": date_format(when, "DATE_FORMAT"), "time": f"{date_format(when, 'TIME_FORMAT')} {when.tzname()}"}


def anchor_words(anchor: str) -> str:
    """Where a remark belongs, as the form of remarks says it."""
    channel = CHANNELS.get(anchor.removeprefix("variant:"))
    if channel is not None:
        return str(channel.label)
    told = {"title": _("the title"), "body": _("the text"), "pictures": _("the pictures"), "sources": _("the sources")}
    return told.get(anchor, _("the message"))


def reasons_of(one: Looked) -> list[tuple[str, str]]:
    """(marked words, why) for everything that is marked in one text, in its order, each pair once."""
    found = [(span.start, span.end, _(span.sentence)) for span in one.report.findings if span.sentence] if (
        one.report) else []
    found += [(start, end, check.sentence) for check in one.conduct if check.sentence for start, end in check.spans]
    if one.report:
        # what the guard marks without a sentence of its own is still for somebody to look at
        found += [(span.start, span.end, _("Please look whether this belongs there."))
                  for span in one.report.findings if not span.sentence]
    return list(dict.fromkeys((_excerpt(one.text[start:end]), why) for start, end, why in sorted(found)))


def _excerpt(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"
