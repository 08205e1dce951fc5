"""Posts of sixteen newsrooms about health, 2011-2015, as a lake: growth of hashtags, topics, alarms of a year."""

from __future__ import annotations

from datetime import date

from bench.guard.rows import Measured, share
from bench.listening.sets.lakes import asked, growth, reading, tags_growth, topics_found
from bench.listening.sets.reading import NOW, counted_topic, set_file, take_file
from dayroom.apps.listening.actions.detecting import detect
from dayroom.apps.listening.actions.tallies import recount
from dayroom.apps.listening.models import Tally
from dayroom.apps.listening.queries.desk import all_read_days
from dayroom.apps.listening.vocabulary import Margin

SET = "tweets_healthnews_uci"
YEAR = 2014
TOPICS = (
    ("Ebola", "ebola"), ("Flu", "flu", "influenza"), ("Measles", "measles"), ("Vaccines", "vaccin*"),
    ("Cancer", "cancer*"), ("Diabetes", "diabet*"), ("HIV", "hiv", "aids"), ("Mental health", "depress*", "anxiety",
    "mental health"), ("E-cigarettes", "e-cigarette*", "vaping"), ("Health insurance law", "obamacare", "health law"),
)  # fmt: skip
# first patient told of in the United States: CDC, 30 September 2014
FIRST_PATIENT = date(2014, 9, 30)


def measure() -> list[Measured]:
    content = set_file(SET, "all.jsonl.gz")
    taken = take_file("posts.jsonl", content)
    recount(None, now=NOW)
    where = ("real", "newsrooms as a lake", SET)
    everything = Tally.objects.filter(topic=None, margin=Margin.ALL)
    days = dict(everything.values_list("day", "mentions"))
    posts = sum(days.values())
    topics = {words[0]: counted_topic(words[0], *words[1:]) for words in TOPICS}
    ask = sum(everything.values_list("questions", flat=True))
    with_tag = asked("SELECT count(*) FILTER (regexp_matches(folded, '#[a-z]')) AS posts FROM posts WHERE NOT copy")
    grown = ("real", f"growth of hashtags, {YEAR - 1} to {YEAR}", SET)
    whole = growth(grown, "all posts", days, YEAR)
    return [
        *reading(where, taken, content.count(b"\n")),
        Measured(*where, "days with posts", len(all_read_days()), (max(days) - min(days)).days + 1),
        share(where, "posts that ask", ask, posts),
        share(where, "posts with a hashtag", int(str(with_tag[0]["posts"])), posts),
        *([whole] if whole else []),
        *tags_growth(grown, YEAR, looked=30, shown=15),
        *topics_found(("real", "topics", SET), list(topics.values()), posts),
        *_alarms(topics["Ebola"].pk),
    ]


def _alarms(ebola: int) -> list[Measured]:
    """Every whole day of the year as the site would have judged it."""
    where = ("real", f"alarms of {YEAR}", SET)
    found = detect(now=NOW, since=date(YEAR, 1, 1), until=date(YEAR, 12, 31))
    about = sorted(one.day for one in found.raised if one.topic_id == ebola and not one.place)
    near = [day for day in about if abs((day - FIRST_PATIENT).days) <= 14]
    rows = [
        Measured(*where, "alarms over ten topics and their places", len(found.raised), 365 * len(TOPICS)),
        Measured(*where, "alarms about Ebola as a whole", len(about), 365),
        Measured(*where, "suppressed: one or two writers, or too few at a place", found.few, 365 * len(TOPICS)),
    ]
    if near:
        lag = (min(near) - FIRST_PATIENT).days
        rows.append(Measured(*where, "Ebola alarm nearest before or after the first patient in the United States, days",
                             lag, 1, note="Against 30 September 2014; above zero: after."))  # fmt: skip
    return rows
