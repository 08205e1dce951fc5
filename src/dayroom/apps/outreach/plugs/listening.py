"""A confirmed alarm becomes a draft here: numbers and the name of the topic; everything else is a gap to fill."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from dayroom.apps.listening.ports import ALERT_DESKS
from dayroom.apps.outreach.actions.alerts import draft_alert
from dayroom.apps.outreach.queries.alerts import areas
from dayroom.apps.outreach.vocabulary.alerts import SHORT_MOST, AlertFacts, AlertWords, Certainty, Severity, Urgency

EVENT_MOST, HEADLINE_MOST, SOURCE_MOST = 80, 160, 200
HOURS = 48  # a beginning; the officer decides


class CrisisDraft:
    """Nothing of it can go out before somebody has filled the gaps and a second person has read it."""

    def draft(self, *, topic: str, place: str, since: date, sentence: str, by_id: int, now: datetime) -> str:
        area = next((one for one in areas() if place and place in (one.name, *one.names.values())), None)
        facts = AlertFacts(
            event=topic[:EVENT_MOST],
            urgency=Urgency.UNKNOWN,
            severity=Severity.UNKNOWN,
            certainty=Certainty.POSSIBLE,
            hours=HOURS,
            area_id=area.pk if area else None,
            source=_("Listening desk, %(day)s: %(sentence)s")[:SOURCE_MOST]
            % {"day": since.isoformat(), "sentence": sentence[: SOURCE_MOST // 2]},
        )
        words = [_words(code, topic, place) for code, _name in settings.LANGUAGES]
        return draft_alert(facts=facts, words=words, by_id=by_id, now=now).public_id

    def url(self, public_id: str) -> str:
        return reverse("alert-desk-show", args=[public_id])


def _words(language: str, topic: str, place: str) -> AlertWords:
    with override(language):
        told = {"topic": topic, "place": place or _("[place]")}
        headline = _("%(topic)s: %(place)s") % told
        return AlertWords(
            language,
            headline[:HEADLINE_MOST],
            _("[what is known, and who has found it]"),
            _("[what people should do]"),
            _("[what people should not do]"),
            headline[:SHORT_MOST],
        )


ALERT_DESKS.plug("alerts", CrisisDraft())
