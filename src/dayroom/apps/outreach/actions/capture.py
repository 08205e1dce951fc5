"""A message of another office as a draft of ours. Nothing goes out by itself."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.outreach.actions.alerts import draft_alert
from dayroom.apps.outreach.models import Alert, AlertArea
from dayroom.apps.outreach.rules.cap import CapWrong, Info, read_cap
from dayroom.apps.outreach.vocabulary.alerts import HOURS_MOST, SHORT_MOST, AlertFacts, AlertWords


def draft_from_cap(*, data: bytes, by_id: int, now: datetime) -> Alert:
    """Facts and words of a CAP message. Its area is ours where the names are the same; somebody looks at the rest.

    Raises CapWrong, TooLarge.
    """
    message = read_cap(data)
    if not message.infos:
        raise CapWrong("info", "")
    first = message.infos[0]
    names = [area.name for area in first.areas]
    hours = int((first.expires - message.sent).total_seconds() // 3600)
    facts = AlertFacts(
        event=first.event[:80], urgency=first.urgency, severity=first.severity, certainty=first.certainty,
        hours=max(1, min(hours, HOURS_MOST)),
        area_id=AlertArea.objects.filter(name__in=names, retired_at=None).values_list("pk", flat=True).first(),
        source=(first.sender_name or message.sender)[:200], url=first.web[:300], contact=first.contact[:120],
        status=message.status if message.status in ("Exercise", "Test") else "Actual",
    )
    words: dict[str, AlertWords] = {}
    for info in message.infos:
        words.setdefault(info.language[:2].lower(), _words(info))
    return draft_alert(facts=facts, words=words.values(), by_id=by_id, now=now)


def _words(info: Info) -> AlertWords:
    headline = info.headline or info.event
    return AlertWords(language=info.language[:2].lower(), headline=headline[:160], what=info.description[:2000],
                      do=info.instruction[:2000], short=headline[:SHORT_MOST])
