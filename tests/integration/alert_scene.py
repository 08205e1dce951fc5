"""An alert in force with an answered question, and a draft: for pages that are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dayroom.apps.outreach.actions.alerts import approve_alert, ask_for_approval, draft_alert, keep_area
from dayroom.apps.outreach.actions.rumours import answer_rumour, enter_rumour
from dayroom.apps.outreach.queries.alerts import facts_of, forget_banners, words_of
from dayroom.apps.outreach.rules.alerts import digest_of
from dayroom.apps.outreach.vocabulary.alerts import AlertFacts, AlertWords

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

WORDS = AlertWords("en", "Measles in Riverside", "Measles was confirmed.", "Look for your vaccine record.",
                   "Sit in a waiting room with a rash.", "Measles in Riverside. Check your vaccine record.")


@dataclass(frozen=True, slots=True)
class Alerts:
    live: str
    draft: str
    rumour: str


def build(writer: Member, second: Member, now: datetime) -> Alerts:
    """Everything is done by two people; the banner stands on every page after this."""
    ring = [(52.0, 4.0), (52.1, 4.0), (52.1, 4.1), (52.0, 4.0)]
    area = keep_area(name="Riverside", polygon=ring, by_id=second.pk, now=now)
    keep_area(name="Old town", circle=(52.05, 4.2, 3), by_id=second.pk, now=now)
    facts = AlertFacts(event="Measles case", urgency="Expected", severity="Moderate", certainty="Observed", hours=48,
                       area_id=area.pk, source="Health office")
    alert = draft_alert(facts=facts, words=[WORDS], by_id=writer.pk, now=now)
    ask_for_approval(alert=alert, by_id=writer.pk, now=now)
    approve_alert(alert=alert, seen=digest_of(facts_of(alert), words_of(alert)), by_id=second.pk, now=now)
    draft = draft_alert(facts=facts, words=[WORDS], by_id=writer.pk, now=now)
    row = enter_rumour(words="The pool is closed.", kind="RUMOUR", alert=alert, by_id=second.pk, now=now, heard=12)
    answer_rumour(row=row, words=row.words, answer="It is open.", by_id=second.pk, now=now)
    forget_banners()
    return Alerts(alert.public_id, draft.public_id, row.public_id)
