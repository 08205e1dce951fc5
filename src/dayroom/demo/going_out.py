"""What became of the alarm that Ivo handed over: Oda fills in the draft, Sue reads it, and it goes out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dayroom.apps.outreach.actions.alerts import approve_alert, ask_for_approval, change_alert, keep_area
from dayroom.apps.outreach.queries.alerts import alert_digest, desk_alert
from dayroom.apps.outreach.vocabulary.alerts import AlertFacts, AlertWords, Certainty, Severity, Urgency

if TYPE_CHECKING:
    from dayroom.demo.loading import House

TUCSON = (32.22, -110.97, 25.0)  # degrees, degrees, kilometers
HOURS = 96
WORDS = (
    AlertWords(
        "en",
        "Stomach bug in Tucson",
        "Two schools and a street fair have many people who vomit. The health office has found norovirus.",
        "Wash your hands with soap, for 20 seconds.\nStay home until two days after you last vomited.\n"
        "Drink often, in small sips. Ask for help if a child is very sleepy or does not pass water.",
        "Do not cook for others while you are ill.",
        "Stomach bug in Tucson: wash hands with soap, stay home until two days after you last vomited.",
    ),
    AlertWords(
        "es",
        "Virus estomacal en Tucson",
        "En dos escuelas y en una feria hay muchas personas con vómitos. La oficina de salud halló norovirus.",
        "Lávese las manos con jabón, 20 segundos.\nQuédese en casa hasta dos días después del último vómito.\n"
        "Beba a menudo, a sorbos. Pida ayuda si un niño está muy dormido o no orina.",
        "No cocine para otros mientras esté enfermo.",
        "Virus estomacal en Tucson: lávese las manos con jabón y quédese en casa hasta dos días después.",
    ),
)


def send_out(house: House, draft: str, now: datetime) -> None:
    """The draft of an alarm about a stomach bug in Tucson: its gaps are filled, and a second person sends it."""
    oda, sue = house.members["oda"].pk, house.members["sue"].pk
    area = keep_area(name="Tucson", circle=TUCSON, by_id=oda, now=now)
    facts = AlertFacts(
        event="Stomach bug",
        urgency=Urgency.EXPECTED,
        severity=Severity.MODERATE,
        certainty=Certainty.OBSERVED,
        hours=HOURS,
        area_id=area.pk,
        source="Health office (made up)",
        contact="202-555-0110",
    )
    alert = change_alert(alert=desk_alert(draft), facts=facts, words=WORDS, by_id=oda, now=now)
    ask_for_approval(alert=alert, by_id=oda, now=now + timedelta(minutes=40))
    asked = desk_alert(draft)
    approve_alert(alert=asked, seen=alert_digest(asked), by_id=sue, now=now + timedelta(hours=1))
