"""Posts about one vaccine, December 2020 to April 2021, as a lake: feelings by week, hashtags, questions, the map.

The set has no writers any more. The map needs eleven of them, so it is drawn twice: as the file is, and as if each post
were of a person of its own, which is the most that there can have been.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

from bench.guard.rows import Measured, share
from bench.listening.sets.lakes import Where, asked, reading, top_tags, topics_found
from bench.listening.sets.reading import NOW, analyst, counted_topic, set_file, take_file
from dayroom.apps.listening.actions.files import undo_intake
from dayroom.apps.listening.actions.tallies import recount
from dayroom.apps.listening.models import Intake, Tally, Topic
from dayroom.apps.listening.queries.desk import place_days
from dayroom.apps.listening.rules.gazetteer import facts_in
from dayroom.apps.listening.rules.places import Cell, weeks_shown
from dayroom.apps.listening.rules.series import by_week
from dayroom.apps.listening.vocabulary import Margin, PlaceBasis
from dayroom.apps.listening.vocabulary.desk import DayCount

SET = "tweets_pfizer_vaccine"
WHERE: Where = ("real", "posts about a vaccine as a lake", SET)
LEAST_OF_A_WEEK = 50  # posts; the feeling of fewer says little
TOPICS = (
    ("Second dose", "second dose", "2nd dose", "second shot"),
    ("Side effects", "side effect*", "sore arm", "adverse"),
    ("Allergy", "allerg*", "anaphyla*"),
    ("Thanks", "thank*", "grateful"),
)


def measure() -> list[Measured]:
    content = set_file(SET, "all.jsonl.gz")
    without = take_file("as it is.jsonl", content)
    everybody = _everything()
    hidden = len(_shown(everybody))
    undo_intake(intake=Intake.objects.get(pk=without.intake.pk), by_id=analyst().pk, now=NOW)
    Topic.objects.all().delete()
    taken = take_file("one writer a post.jsonl", content, picks={"author": "id", "key": ""})
    everybody = _everything()
    days = list(Tally.objects.filter(topic=None, margin=Margin.ALL).order_by("day"))
    posts = sum(one.mentions for one in days)
    topics = [counted_topic(words[0], *words[1:]) for words in TOPICS]
    return [
        *reading(WHERE, without, content.count(b"\n")),
        share(WHERE, "posts that ask", sum(one.questions for one in days), posts),
        *topics_found(("real", "topics", SET), topics, posts),
        *_feelings(days),
        *_tags(taken.intake.kept - taken.intake.copies),
        *_map(content, everybody, hidden),
    ]


def _everything() -> Topic:
    """All posts as a topic: only topics have a map."""
    recount(None, now=NOW)
    return counted_topic("The vaccine", "vaccin*", "pfizer*", "biontech", "dose*", "shot*", "jab*",
                         tags=("pfizerbiontech", "covid19"))  # fmt: skip


def _feelings(days: list[Tally]) -> list[Measured]:
    """The share of posts that sound bad among those that sound like anything, week by week."""
    where = ("real", "feelings by week", SET)
    told = [DayCount(one.day, one.mentions, negative=one.negative, positive=one.positive) for one in days]
    made = []
    for monday, week in by_week(told).items():
        bad, good = sum(one.negative for one in week), sum(one.positive for one in week)
        if sum(one.mentions for one in week) >= LEAST_OF_A_WEEK:
            measure = f"negative, of posts with a feeling, week of {monday.isoformat()}"
            made.append(share(where, measure, bad, bad + good))
    felt = sum(one.negative + one.positive for one in told)
    every = share(where, "posts with a feeling", felt, sum(one.mentions for one in told))
    return [every, share(where, "negative, of posts with a feeling", sum(one.negative for one in told), felt), *made]


def _tags(posts: int) -> list[Measured]:
    where = ("real", "hashtags", SET)
    return [share(where, f"#{tag}", times, posts) for tag, times in top_tags(10)]


def _shown(topic: Topic) -> dict[date, dict[str, Cell]]:
    """Weeks with a place that pages may show."""
    rows = place_days(topic, date(2020, 1, 1), date(2021, 12, 31), basis=PlaceBasis.PROFILE)
    weeks = weeks_shown(rows, facts_in("en"), today=max(row.on for row in rows) + timedelta(7))
    return {monday: cells for monday, cells in weeks.items() if cells}


def _map(content: bytes, topic: Topic, hidden: int) -> list[Measured]:
    where = ("real", "map by profile", SET)
    told = sum(bool(json.loads(line)["location"]) for line in content.splitlines())
    # what was kept twice is one post, so that the words of a profile are held against all of them
    found = asked("SELECT count(*) FILTER (len(profile) > 0) AS placed FROM posts")[0]
    weeks = _shown(topic)
    places = {code for cells in weeks.values() for code in cells}
    shown = sum(cell.mentions for cells in weeks.values() for code, cell in cells.items() if _is_country(code))
    every = sum(Tally.objects.filter(topic=topic, margin=Margin.ALL).values_list("mentions", flat=True))
    facts = facts_in("en")
    return [
        share(where, "profiles with a place that the gazetteer knows", int(str(found["placed"])), told,
              note="Of posts whose profile says anything; some say no place at all."),
        Measured(where[0], where[1], where[2], "weeks with a place shown, as the file is (it names no writers)", hidden,
                 len(by_week([DayCount(monday, 0) for monday in weeks])) or 1, reach="<= 0"),
        Measured(*where, "places shown, if each post had a writer of its own", len(places), every),
        Measured(*where, "of them countries", sum(_is_country(code) for code in places), len(places)),
        Measured(*where, "of them with fewer than 20,000 people", sum(facts(code).people < 20_000 for code in places),
                 len(places), reach="<= 0"),
        share(where, "posts that stand in a country shown", shown, every),
    ]  # fmt: skip


def _is_country(code: str) -> bool:
    return "-" not in code and "." not in code
