"""Ivo's desk in the demo: a made-up year of public voices is read, counted and judged by the site's own actions.

What the year holds stands in ``made_up_voices``; which alarms there are is what the detectors find in it. Ivo decides
about the older ones as he would; the newest is left for whoever plays.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import override

from dayroom.apps.listening.actions.alarms import Actor, hand_over, move_alarm
from dayroom.apps.listening.actions.community import count_weeks
from dayroom.apps.listening.actions.detecting import detect
from dayroom.apps.listening.actions.intake import begin, take_in
from dayroom.apps.listening.actions.official import ToldSeries, bring_in_official
from dayroom.apps.listening.actions.sources import SourceWords, keep_pull, keep_source
from dayroom.apps.listening.actions.tallies import count_waiting
from dayroom.apps.listening.actions.topics import ToldTopic, make_topic
from dayroom.apps.listening.vocabulary import AlarmState, Explanation, SourceKind
from dayroom.apps.listening.vocabulary.desk import Columns
from dayroom.apps.listening.vocabulary.posts import Official, Pull
from dayroom.demo.going_out import send_out
from dayroom.demo.made_up_voices import DAYS, EVENTS, MEASLES, SMOKE, STOMACH, Event, lab_counts, voices

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Alarm, Topic
    from dayroom.demo.loading import House

JUDGED_DAYS = 150  # of the past: before, Ivo was not there
# whoever looks at an alarm so many days after the event's first one decides about it; younger ones are left
LEFT_DAYS = 12
TOPICS = {
    STOMACH: (
        "Stomach bug",
        "Vomiting and diarrhea, at home and in schools.",
        {
            "en": [
                "vomiting",
                "vomit",
                "throwing up",
                "diarrhea",
                "norovirus",
                "stomach bug",
                "stomach flu",
                "food poisoning",
            ],
            "es": ["vomitos", "diarrea", "gastroenteritis"],
        },
        ["meeting", "call made me"],
    ),
    MEASLES: (
        "Measles",
        "Measles, its vaccine, and what people fear.",
        {"en": ["measles"], "es": ["sarampion"]},
        ["song spreads"],
    ),
    SMOKE: (
        "Smoke and asthma",
        "Wildfire smoke and breath.",
        {"en": ["smoke", "asthma", "inhaler", "wheezing"], "es": ["humo", "asma"]},
        ["no smoke without fire", "went up in smoke"],
    ),
}
OFFICE = "https://health-office.example/news"
A_YEAR = 365 * 24 * 60  # the address leads nowhere: it is not asked
SAID = (
    (41, "Tucson, Arizona", "Norovirus in two schools: wash hands with soap"),
    (5, "Omaha, Nebraska", "Smoke from wildfires expected until Friday"),
    (3, "Oregon", "One case of measles in the state; who was where"),
)
NOTES = {
    "ill": "Called the health office: they see it too, from two schools and a street fair.",
    "news": "A film about it came out that week. People talk about the film; nobody says they are ill.",
    "": "Nobody knows of anything. The numbers were back to usual after two days.",
}


def tell_listening(house: House) -> None:
    """Read, count, judge, decide: what a year of the desk leaves behind."""
    ivo, today = house.members["ivo"], house.now.astimezone(UTC).date()
    topics = {about: _topic(house, about) for about in TOPICS}
    read = _read_voices(house, today)
    count_waiting(now=house.now)
    bring_in_official(
        by=ivo,
        now=house.now,
        content=lab_counts(today).encode(),
        columns=Columns("week", "cases"),
        told=ToldSeries(
            "Stomach infections, Tucson (made up)",
            "A laboratory that does not exist",
            "people",
            "US-AZ.tucson",
            "week",
            topics[STOMACH],
        ),
    )
    found = detect(now=house.now, since=today - timedelta(days=JUDGED_DAYS)).raised
    about_of = {topic.pk: about for about, topic in topics.items()}
    for alarm in found:
        _decide(house, alarm, about_of[alarm.topic_id], today)
    for weeks in (4, 0):
        count_weeks(house.now - timedelta(weeks=weeks))
    house.say(f"{read} public posts that nobody wrote, {len(found)} alarms found in them")


def _read_voices(house: House, today: date) -> int:
    """A file of posts, and what a health office that does not exist has said."""
    ivo, now = house.members["ivo"].pk, house.now
    source = keep_source(words=SourceWords("Voices (made up)", SourceKind.FILE, keep_days=DAYS + 1), by_id=ivo, now=now)
    intake = begin(source, by_id=ivo, now=now, shown_name="voices.jsonl")
    read = take_in(intake, voices(today), now).kept
    office = keep_source(
        words=SourceWords(
            "Health office (made up)", SourceKind.FEED, OFFICE, language="en", is_official=True, every_minutes=A_YEAR
        ),
        by_id=ivo,
        now=now,
    )
    notices = tuple(
        Official(
            key=f"made-up-{ago}",
            title=title,
            link=f"{OFFICE}/{ago}",
            at=now - timedelta(days=ago),
            language="en",
            place_words=place,
        )
        for ago, place, title in SAID
    )
    keep_pull(office, Pull(notices=notices), now)
    return read


def _topic(house: House, about: str) -> Topic:
    name, says, terms, exclusions = TOPICS[about]
    definition = {
        "name": name,
        "terms": terms,
        "hashtags": [about],
        "symptoms": [],
        "exclusions": exclusions,
        "languages": [],
    }
    return make_topic(
        by=house.members["ivo"],
        told=ToldTopic(name, says, definition, is_public=True),
        now=house.now - timedelta(days=DAYS),
    )


def _decide(house: House, alarm: Alarm, about: str, today: date) -> None:
    """As Ivo finds out on the next morning; the newest stay as they were raised."""
    ago = (today - alarm.day).days
    if ago < LEFT_DAYS:
        return
    event = _event_at(about, ago)
    morning = datetime.combine(alarm.day + timedelta(days=1), datetime.min.time(), tzinfo=UTC) + timedelta(hours=9)
    # a year is judged in one go here; a desk that stood all the time would have been told on the next morning
    alarm.raised_at = morning - timedelta(hours=2, minutes=17)
    alarm.save(update_fields=["raised_at"])
    actor = Actor(house.members["ivo"].pk, house.members["ivo"].roles)
    looked = move_alarm(alarm=alarm, after=AlarmState.LOOKED, actor=actor, now=morning)
    after = {"ill": AlarmState.CONFIRMED, "news": AlarmState.EXPLAINED}.get(event, AlarmState.DISMISSED)
    done = move_alarm(
        alarm=looked,
        after=after,
        actor=actor,
        now=morning + timedelta(hours=2),
        note=NOTES[event],
        explanation=Explanation.NEWS if event == "news" else "",
        is_public=event == "ill",
    )
    if event == "ill" and "." in alarm.place:  # the town, not the country around it
        with override("en"):
            draft = hand_over(
                alarm=done,
                sentence=f"More people than usual write about a {TOPICS[about][0].lower()} here.",
                place_name="Tucson",
                actor=actor,
                now=morning + timedelta(hours=3),
            )
        send_out(house, draft, morning + timedelta(hours=4))


def _event_at(about: str, ago: int) -> str:
    """What was behind it: the words of the event of those days, or nothing."""
    return next((one.words for one in EVENTS if one.about == about and _during(one, ago)), "")


def _during(one: Event, ago: int) -> bool:
    return one.ends - 3 <= ago <= one.begins
