"""The demo's alerts: one that was sent, updated and cancelled, one that waits for a second person, an exercise."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dayroom.apps.library.queries.fitting import pages_sought
from dayroom.apps.outreach.actions.alerts import (
    approve_alert,
    ask_for_approval,
    begin_later,
    draft_alert,
    keep_area,
    keep_lessons,
    link_alert,
    wish_areas,
)
from dayroom.apps.outreach.actions.rumours import answer_rumour, ask_about, enter_rumour
from dayroom.apps.outreach.queries.alerts import alert_digest
from dayroom.apps.outreach.vocabulary.alerts import AlertFacts, AlertWords, alert_templates

if TYPE_CHECKING:
    from dayroom.apps.outreach.models import Alert, AlertArea
    from dayroom.demo.loading import House

# a made-up town beside a made-up river
RIVERSIDE = ((52.300, 4.800), (52.345, 4.810), (52.360, 4.880), (52.318, 4.905), (52.300, 4.800))
HILLTOP = ((52.318, 4.905), (52.360, 4.880), (52.385, 4.960), (52.330, 4.985), (52.318, 4.905))
GAPS = {"[place]": "Riverside", "[day and hours]": "Monday from 9 to 11", "[day]": "Friday", "[temperature]": "36 °C"}


def tell_alerts(house: House) -> None:
    """Oda writes, Sue sends: the alert of three weeks ago is over, and one waits today."""
    oda, sue, now = house.members["oda"].pk, house.members["sue"].pk, house.now
    area = keep_area(name="Riverside", polygon=RIVERSIDE, by_id=oda, now=now - timedelta(days=90))
    keep_area(name="Hilltop", polygon=HILLTOP, by_id=oda, now=now - timedelta(days=90))
    keep_area(name="Old harbor", circle=(52.285, 4.93, 2.2), by_id=oda, now=now - timedelta(days=90))
    for handle in ("ann", "carl", "tuesday-tom"):
        wish_areas(member_id=house.members[handle].pk, area_ids=[area.pk], now=now - timedelta(days=60))
    then = now - timedelta(days=21)
    first = _draft("measles", area, oda, then)
    # what Oda picked out of the library; nothing is linked by itself
    link_alert(alert=first, keys=[one.key for one in pages_sought("measles", now.date())], by_id=oda, now=then)
    first = _sent(first, oda, sue, then + timedelta(minutes=25))
    _rumours(first, oda, then)
    over = AlertWords(
        "en", "Measles in Riverside: no new cases", "For two weeks nobody else has fallen ill. The alert is over.",
        "If you have had one dose of the vaccine, the second one is still worth it.", "",
        "Measles in Riverside: no new cases. The alert is over.",
    )
    ends = then + timedelta(days=2)
    last = begin_later(alert=first, message="Cancel", words=[over], by_id=oda, now=ends)
    last = _sent(last, oda, sue, ends + timedelta(minutes=40))
    keep_lessons(alert=last, went_well="It was out half an hour after the call.", by_id=sue, now=ends,
                 to_change="Have the Spanish words ready before the call.")
    waiting = _draft("heat", area, oda, now - timedelta(hours=1))
    ask_for_approval(alert=waiting, by_id=oda, now=now - timedelta(minutes=50))
    drill = _draft("water", area, oda, now - timedelta(days=40), status="Exercise")
    _sent(drill, oda, sue, now - timedelta(days=40))


def _draft(slug: str, area: AlertArea, by_id: int, now: datetime, status: str = "Actual") -> Alert:
    told = alert_templates()[slug]
    facts = AlertFacts(event=told.event, urgency=told.urgency, severity=told.severity, certainty=told.certainty,
                       hours=told.hours, area_id=area.pk, source="Health office of the town", contact="202-555-0110",
                       status=status)
    return draft_alert(facts=facts, words=[_filled(one) for one in told.words], by_id=by_id, now=now)


def _filled(words: AlertWords) -> AlertWords:
    def fill(text: str) -> str:
        for gap, value in GAPS.items():
            text = text.replace(gap, value)
        return text

    return replace(words, headline=fill(words.headline), what=fill(words.what), do=fill(words.do),
                   dont=fill(words.dont), short=fill(words.short))


def _sent(alert: Alert, writer: int, second: int, now: datetime) -> Alert:
    ask_for_approval(alert=alert, by_id=writer, now=now - timedelta(minutes=10))
    return approve_alert(alert=alert, seen=alert_digest(alert), by_id=second, now=now)


def _rumours(alert: Alert, by_id: int, now: datetime) -> None:
    row = enter_rumour(words="The pool is closed because of measles.", kind="RUMOUR", alert=alert, by_id=by_id,
                       now=now + timedelta(hours=3), heard=34)
    answer_rumour(row=row, words=row.words, by_id=by_id, now=now + timedelta(hours=5), answer=(
        "The pool is open. It closes on Wednesdays for cleaning, as always. Measles does not spread through water."))
    row = enter_rumour(words="Can I get the vaccine if I am pregnant?", kind="QUESTION", alert=alert, by_id=by_id,
                       now=now + timedelta(hours=4), heard=19)
    answer_rumour(row=row, words=row.words, by_id=by_id, now=now + timedelta(hours=6), answer=(
        "Not this one while you are pregnant. If you met somebody with measles, ring your maternity unit today. "
        "There is something else they can give you."))
    ask_about(words="Is the school open on Thursday?", alert=alert, who="a reader of the demo", now=now)
