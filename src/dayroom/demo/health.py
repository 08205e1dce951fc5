"""My health in the demo: Ann's two years, Carl and his father, and three thousand people who do not exist."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dayroom.apps.people.actions.many import register_made_up
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.bulk import Line, Whole, bring_records, enter_many
from dayroom.apps.tracking.actions.carers import answer_proxy, ask_proxy
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.counting import publish_numbers
from dayroom.apps.tracking.actions.forms import answer_form
from dayroom.apps.tracking.actions.goals import GoalWords, begin_goal, begin_programme, note_goal, tick_step
from dayroom.apps.tracking.actions.kept import keep_person
from dayroom.apps.tracking.actions.profiles import AboutMe, keep_profile
from dayroom.apps.tracking.actions.told import keep_told
from dayroom.apps.tracking.actions.trackers import follow_measure, follow_symptom
from dayroom.apps.tracking.queries.access import record_for
from dayroom.apps.tracking.vocabulary import known
from dayroom.apps.tracking.vocabulary.reports import ForPurpose, Said, SideEffect
from dayroom.demo.made_up_days import MOODS, NIGHTS_END, TABLET_CHANGED, TABLETS_BEGIN, anns_entries, fathers_entries
from dayroom.demo.made_up_people import people
from dayroom.engines.measures import measures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dayroom.apps.tracking.vocabulary.records import Record
    from dayroom.demo.loading import House
    from dayroom.demo.made_up_days import Entry
    from dayroom.demo.made_up_people import Said as MadeUp
    from dayroom.demo.made_up_people import Somebody

    Days = Callable[[int], str]

MADE_UP_PEOPLE = 3_000
ABOUT = "Nobody: made up by a program, so that this demo has numbers. What I report is not true of any treatment."
AGREED = [Purpose.TERMS, Purpose.HEALTH_DATA, Purpose.OWN_RECORD, Purpose.COUNTED, Purpose.MATCHING]
UPPER, LOWER = "bp_systolic", "bp_diastolic"
# how the made-up words are called in a report
TAKING = {True: "STOPPED", False: "STILL"}


def tell_health(house: House) -> None:
    """Everything, in the order of time; numbers are counted at the end, as the site does each day."""
    _tell_ann(house)
    _tell_carl(house)
    made = _tell_made_up(house)
    publish_numbers(now=house.now)
    house.say(f"{made} people who do not exist, with reports about treatments")


def _tell_ann(house: House) -> None:
    ann, now = house.members["ann"], house.now
    agree(member_id=ann.pk, language="en", now=ann.joined_at)
    record = record_for(ann, "me")
    keep_profile(record=record, about=AboutMe(birth_year=now.year - 52, sex="FEMALE"), now=now)
    day = _days_before(now.date())
    _told(record, now, "condition", {"text": "Type 2 diabetes", "certainty": "DIAGNOSED",
          "first_seen_on": f"{now.year - 4}", "diagnosed_on": f"{now.year - 3}", "diagnosed_by": "my doctor"})
    _told(record, now, "condition", {"text": "High blood pressure", "certainty": "DIAGNOSED",
          "diagnosed_on": day(430)[:7]})
    for treatment in _anns_treatments(day):
        _told(record, now, "treatment", treatment)
    for title, ago, note in _ANNS_EVENTS:
        _told(record, now, "lifeevent", {"title": title, "on": day(ago), "note": note})
    _enter(record, anns_entries(now.date()), ann.time_zone, now)
    for ago, answers in MOODS:
        given = {str(number): str(value) for number, value in enumerate(answers, start=1)}
        answer_form(record=record, name="phq-9", answers=given, now=now - timedelta(days=ago))
    _goals(record, now)


# what Ann marked in her two years: title, days ago, note
_ANNS_EVENTS = (
    ("No more night shifts", NIGHTS_END, "The new rota. I sleep when it is dark."),
    ("Chest infection", 235, "Two weeks of it. Sugar all over the place."),
    ("Found the Sunday walkers", 300, "Four of us, rain or not."),
    ("Eye check: all well", 96, ""),
)


def _anns_treatments(day: Days) -> list[dict[str, object]]:
    return [
        {"name": "Insulin glargine", "purposes": ["Blood sugar"], "dose": "evening", "started_on": day(900)},
        {"name": "Metformin", "purposes": ["Blood sugar"], "dose": "with breakfast and supper",
         "started_on": day(TABLETS_BEGIN), "note": "The first six weeks were queasy. It passed."},
        {"name": "Lisinopril", "purposes": ["High blood pressure"], "started_on": day(400),
         "stopped_on": day(TABLET_CHANGED), "why_stopped": ["SIDE_EFFECTS"], "note": "A dry cough, all night."},
        {"name": "Losartan", "purposes": ["High blood pressure"], "started_on": day(TABLET_CHANGED)},
        {"name": "Walking", "purposes": ["Blood sugar"], "schedule": "Sundays", "started_on": day(300)},
    ]


def _goals(record: Record, now: datetime) -> None:
    goal = begin_goal(record=record, now=now - timedelta(days=60), words=GoalWords(
        what="Walk to the harbor and back", why="To play with the little one without sitting down",
        know="I get home and could do it again", steps=("To the corner shop", "To the church", "To the harbor"),
    ))
    then = now - timedelta(days=30)
    tick_step(record=record, public_id=goal.public_id, key="0", done=True, on=then.date(), now=then)
    note_goal(record=record, public_id=goal.public_id, text="Rain. Went anyway, slowly.", now=now - timedelta(days=12))
    begin_programme(record=record, key="pacing", now=now - timedelta(days=9))


def _tell_carl(house: House) -> None:
    """Carl keeps the record of his father, who has no account; and Ann lets Carl see what she marks for carers."""
    carl, ann, now = house.members["carl"], house.members["ann"], house.now
    agree(member_id=carl.pk, language="en", now=carl.joined_at)
    row = keep_person(carer=carl, name="Dad", authority="PROXY", language="en", now=now - timedelta(days=191))
    record = record_for(carl, row.owner.public_id)
    _told(record, now, "condition", {"text": "Heart failure", "certainty": "DIAGNOSED",
          "diagnosed_on": f"{now.year - 1}"})
    _told(record, now, "treatment", {"name": "Furosemide", "purposes": ["Swelling"], "dose": "mornings",
          "started_on": f"{now.year - 1}"})
    _enter(record, fathers_entries(now.date()), carl.time_zone, now)
    asked = ask_proxy(by=ann, owner=ann, carer=carl, authority="ASKED", scopes=["SEE"], until_on=None, now=now,
                      today=now.date())
    answer_proxy(by=carl, public_id=asked.public_id, accepts=True, now=now)


def _told(record: Record, now: datetime, kind: str, values: dict[str, object]) -> None:
    keep_told(record=record, kind=kind, values=values, now=now, today=now.date())


def _days_before(today: date) -> Days:
    """Days ago → that day as a text."""
    return lambda ago: (today - timedelta(days=ago)).isoformat()


def _enter(record: Record, entries: Iterable[Entry], time_zone: str, now: datetime) -> None:
    """The entries by tracker; the two numbers of a blood pressure as one."""
    zone, found = ZoneInfo(time_zone), defaultdict(list)
    for entry in entries:
        found[entry.key].append(entry)
    lower = {entry.at.date(): entry.value for entry in found.pop(LOWER, ())}
    for key, kept in found.items():
        tracker = (
            follow_measure(record=record, key=key, now=now) if key in measures()
            else follow_symptom(record=record, name=key, now=now)
        )
        lines = [
            Line(entry.at.replace(tzinfo=zone), entry.value, entry.unit, entry.note,
                 lower.get(entry.at.date(), "") if key == UPPER else "")
            for entry in kept
        ]
        enter_many(record=record, tracker=tracker.public_id, lines=lines, now=now)


def _tell_made_up(house: House) -> int:
    today = house.now.date()
    made = list(people(MADE_UP_PEOPLE, today))
    ids = register_made_up(
        [one.handle for one in made], about=ABOUT, purposes=AGREED, now=house.now - timedelta(days=200)
    )
    return bring_records([_whole(one, ids[one.handle]) for one in made], now=house.now - timedelta(days=1))


def _whole(one: Somebody, owner_id: int) -> Whole:
    told = tuple((said.treatment, said.started_on, said.stopped_on, _said(said)) for said in one.said)
    return Whole(owner_id, one.born, one.sex, one.condition, one.stage.capitalize(), one.since, told)


def _said(said: MadeUp) -> Said:
    return Said(
        purposes=(ForPurpose(said.purpose, said.helped),),
        side_effects=tuple(_effect(text, said.side_effects) for text in said.effects),
        severity=said.side_effects, adherence=said.adherence, burden=said.burden, cost=said.cost,
        taking=TAKING[said.stopped_on is not None], why_stopped=said.why_stopped, again="YES" if said.again else "NO",
    )


def _effect(text: str, severity: str) -> SideEffect:
    found = known.side_effect_named(text)
    return SideEffect(text, severity, found.slug if found else "")
