"""How a community is doing: four essential elements (R11), what few writers carry, who waits, and what may harm.

Definitions and defaults: standards §10. Every share speaks of at least eleven people, or it is not there: a measure
whose groups are smaller is withheld with the reason ``few``.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from dayroom.apps.listening.vocabulary.community_health import FEW, LEAST_PEOPLE_SHOWN, MOST_WAIT, Measures, Person

WINDOW = timedelta(days=28)
LOOK_BACK = timedelta(days=365)
WAITED = {"unanswered_24h": timedelta(hours=24), "unanswered_72h": timedelta(hours=72)}
STAYED = {"staying_28d": 28.0, "staying_90d": 90.0}


@dataclass(frozen=True, slots=True)
class Written:
    """One post. ``writer`` is a member's id, or a negative number that stands for a byline in its topic."""

    topic: int
    opens: bool
    writer: int
    who: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Joined:
    """When somebody joined, and when they were last seen to read or write (None: never)."""

    at: datetime
    seen: datetime | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What one community's measures are made of; ids live in memory only.

    written     posts of the window, and all replies to topics that were opened in it
    before      who wrote in the 28 days before the window
    reacted     who reacted in the window
    readers     who read in the window, of those only who agreed to be counted
    counted     who agreed to be counted, of the members
    worries     flags and cases of the window by kind
    """

    now: datetime
    written: Sequence[Written]
    before: Collection[int] = ()
    reacted: Collection[int] = ()
    readers: Collection[int] = ()
    counted: Collection[int] = ()
    joined: Sequence[Joined] = ()
    worries: Mapping[str, int] = field(default_factory=dict)


def measure(facts: Facts, *, with_roles: bool = True) -> Measures:
    """Every measure of one community over 28 days, and which are withheld with the reason. Without roles where others
    are told of parts of the same people: a role of few could be what is left."""
    since = facts.now - WINDOW
    posts = [one for one in facts.written if one.at >= since]
    opened = [one for one in posts if one.opens]
    found: dict[str, float | None] = {}
    found |= _interactivity(opened, facts)
    found |= _diversity(posts)
    found |= _role_shares(posts) if with_roles else {}
    found |= _public_space(posts)
    found |= _membership(posts, facts)
    waiting, still = _waiting(opened, facts)
    found |= waiting
    found |= _lurking(posts, facts)
    worries, silent = _worries(posts, facts.worries)
    values = {name: round(value, 4) for name, value in (found | worries).items() if value is not None}
    withheld = {name: FEW for name, value in found.items() if value is None} | still | silent
    return Measures(values, withheld)


def _people(posts: Iterable[Written]) -> int:
    return len({one.writer for one in posts})


def _enough(people: int, value: float) -> float | None:
    return value if people >= LEAST_PEOPLE_SHOWN else None


def _replies(opened: Sequence[Written], facts: Facts) -> dict[int, list[Written]]:
    """Answers of somebody else, by topic: what one adds to one's own words is no answer."""
    openers = {one.topic: one.writer for one in opened}
    found: dict[int, list[Written]] = defaultdict(list)
    for one in facts.written:
        if not one.opens and one.topic in openers and one.writer != openers[one.topic]:
            found[one.topic].append(one)
    return found


def _interactivity(opened: Sequence[Written], facts: Facts) -> dict[str, float | None]:
    replies = _replies(opened, facts)
    # two who answer and the one who began are three
    talks = sum(len({one.writer for one in replies[topic.topic]}) >= 2 for topic in opened)
    openers, topics = _people(opened), max(len(opened), 1)
    return {
        "replies_per_topic": _enough(openers, sum(map(len, replies.values())) / topics),
        "talks_of_three": _enough(openers, talks / topics),
    }


def _diversity(posts: Sequence[Written]) -> dict[str, float | None]:
    """Who writes: shares of roles among people, and how many people write as much as the rest would evenly."""
    counts = sorted(Counter(one.writer for one in posts).values(), reverse=True)
    people, total = len(counts), max(sum(counts), 1)
    entropy = -sum(count / total * math.log(count / total) for count in counts)
    top, ten = math.ceil(people / 100), math.ceil(people / 10)
    return {
        "writers_evenly": _enough(people, math.exp(entropy) if people else 0.0),
        "gini": _enough(people, gini(counts)),
        # the few whom these speak of are people too: one in a hundred is told from about a thousand writers on
        "posts_of_top_1": _enough(top, sum(counts[:top]) / total),
        "posts_of_next_9": _enough(ten - top, sum(counts[top:ten]) / total),
    }


def _role_shares(posts: Sequence[Written]) -> dict[str, float | None]:
    """Shares of people by role. A role of 1 to 10 people is not told, and neither is one that would give it away."""
    who = {one.writer: one.who for one in posts}
    groups = Counter(who.values())
    people = len(who)
    small = [person for person in Person if 0 < groups[person] < LEAST_PEOPLE_SHOWN]
    if len(small) == 1:  # what is left over from all others would be its number
        rest = [person for person in Person if groups[person] >= LEAST_PEOPLE_SHOWN]
        small += sorted(rest, key=lambda person: groups[person])[:1]
    return {
        f"share_{person.value.lower()}": None
        if person in small or people < LEAST_PEOPLE_SHOWN
        else groups[person] / people
        for person in Person
    }


def gini(counts: Sequence[int]) -> float:
    """Gini coefficient of counts; 0 is even, near 1 is one for all.

    >>> gini([5, 5, 5, 5]), gini([10, 0])
    (0.0, 0.5)
    """
    ordered, total = sorted(counts), sum(counts)
    if not ordered or not total:
        return 0.0
    weighted = sum(rank * count for rank, count in enumerate(ordered, start=1))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def _public_space(posts: Sequence[Written]) -> dict[str, float | None]:
    """The largest circle of writers who are tied by topics they share, as a share of all writers."""
    leader: dict[int, int] = {one.writer: one.writer for one in posts}

    def root(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    first: dict[int, int] = {}
    for one in posts:
        leader[root(one.writer)] = root(first.setdefault(one.topic, one.writer))
    circles = Counter(root(one) for one in leader)
    return {"in_one_circle": _enough(len(leader), max(circles.values(), default=0) / max(len(leader), 1))}


def _membership(posts: Sequence[Written], facts: Facts) -> dict[str, float | None]:
    """Who stays. Somebody has left when nothing was seen of them for 28 days; others may still leave: censored."""
    recent = [one for one in facts.joined if one.at >= facts.now - LOOK_BACK]
    spans = [_days_of(one, facts.now) for one in recent]
    curve = survival(spans)
    found = {name: _enough(len(spans), at_time(curve, days)) for name, days in STAYED.items()}
    writers = {one.writer for one in posts if one.writer > 0}
    again = len(writers.intersection(facts.before)) / max(len(facts.before), 1)
    return found | {"wrote_again": _enough(len(facts.before), again)}


def _days_of(one: Joined, now: datetime) -> tuple[float, bool]:
    seen = max(one.seen or one.at, one.at)
    return (seen - one.at).total_seconds() / 86_400, now - seen > WINDOW


def _waiting(opened: Sequence[Written], facts: Facts) -> tuple[dict[str, float | None], dict[str, str]]:
    """Who waits for a first answer, of whom; those who still wait are censored, not left out."""
    replies = _replies(opened, facts)
    spans, peers = [], []
    for topic in opened:
        spans.append(_wait(topic, replies[topic.topic], facts.now))
        peers.append(_wait(topic, [one for one in replies[topic.topic] if one.who is not Person.TEAM], facts.now))
    people = _people(opened)
    found: dict[str, float | None] = {}
    still: dict[str, str] = {}
    for name, least in WAITED.items():
        old = [topic for topic in opened if facts.now - topic.at >= least]
        silent = sum(not replies[topic.topic] for topic in old)
        found[name] = _enough(_people(old), silent / max(len(old), 1))
    for name, waits in (("first_reply_hours", spans), ("first_reply_by_members_hours", peers)):
        middle = median(survival(waits))
        if middle is None and people >= LEAST_PEOPLE_SHOWN:
            still[name] = MOST_WAIT
        else:
            found[name] = _enough(people, middle or 0.0)
    return found, still


def _wait(topic: Written, replies: Sequence[Written], now: datetime) -> tuple[float, bool]:
    """(hours until the first answer, True), or (hours it has waited, False)."""
    if not replies:
        return (now - topic.at).total_seconds() / 3600, False
    return max((min(one.at for one in replies) - topic.at).total_seconds(), 0.0) / 3600, True


def _lurking(posts: Sequence[Written], facts: Facts) -> dict[str, float | None]:
    """Readers who neither wrote nor reacted; among those only who agreed to be counted."""
    spoke = {one.writer for one in posts} | set(facts.reacted)
    active = set(facts.readers) | spoke.intersection(facts.counted)
    quiet = set(facts.readers) - spoke
    days = {one.at.date() for one in posts}
    daily = Counter(day for day, _writer in {(one.at.date(), one.writer) for one in posts})
    writers = _people(posts)
    mean = sum(daily[day] for day in days) / WINDOW.days
    return {
        "readers_only": _enough(len(active), len(quiet) / max(len(active), 1)),
        "daily_of_monthly_writers": _enough(writers, mean / max(writers, 1)),
    }


def _worries(posts: Sequence[Written], worries: Mapping[str, int]) -> tuple[dict[str, float | None], dict[str, str]]:
    """Per thousand posts; one to ten of a kind are not told, none at all is."""
    found: dict[str, float | None] = {}
    silent: dict[str, str] = {}
    for name, count in worries.items():
        if 0 < count < LEAST_PEOPLE_SHOWN or _people(posts) < LEAST_PEOPLE_SHOWN:
            silent[name] = FEW
        else:
            found[name] = 1000 * count / len(posts)
    return found, silent


Curve = list[tuple[float, float]]


def survival(spans: Iterable[tuple[float, bool]]) -> Curve:
    """Kaplan-Meier: (time, share that has not had the event yet) at every time of an event.

    spans     (how long, whether the event came); without it the span is censored: at least so long
    Kaplan & Meier 1958; at a tie the event comes first.

    >>> survival([(1, True), (2, False), (3, True), (4, False)])
    [(1, 0.75), (3, 0.375)]
    """
    ordered = sorted(spans)
    curve: Curve = []
    left, share = len(ordered), 1.0
    for time, group in groupby(ordered, key=itemgetter(0)):
        came = [event for _span, event in group]
        if any(came):
            share *= 1 - sum(came) / left
            curve.append((time, share))
        left -= len(came)
    return curve


def median(curve: Curve) -> float | None:
    """The first time by which half have had the event; None where fewer than half have.

    >>> median([(1, 0.75), (3, 0.375)]), median([(1, 0.75)])
    (3, None)
    """
    return next((time for time, share in curve if share <= 0.5), None)


def at_time(curve: Curve, time: float) -> float:
    """The share that has not had the event by then.

    >>> at_time([(1, 0.75), (3, 0.375)], 2)
    0.75
    """
    return next((share for when, share in reversed(curve) if when <= time), 1.0)
