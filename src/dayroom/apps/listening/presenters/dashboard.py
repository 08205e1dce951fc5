"""The desk at a glance: what rose, where, and how sure that is; one card for each topic, the most urgent first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.listening.presenters.drawing import day_words
from dayroom.apps.listening.presenters.series import spark
from dayroom.apps.listening.queries import desk as queries
from dayroom.apps.listening.rules.gazetteer import facts_in
from dayroom.apps.listening.rules.places import added_up, this_week, weeks_shown
from dayroom.apps.listening.rules.series import PAST_DAYS, RECENT_DAYS, Told, judged, on_every_day, told
from dayroom.apps.listening.rules.topics import ENOUGH_JUDGED, Precision
from dayroom.apps.listening.vocabulary.alarms import Setting
from dayroom.apps.listening.vocabulary.desk import DayCount, PlaceCount, PlaceFacts, Point, Standing, Trust
from dayroom.platform.axes import number

if TYPE_CHECKING:
    from dayroom.apps.listening.models import RisingTerm, Topic

CARD_DAYS = 60
PLACES_ON_CARD = 3
PRECISE = 0.7  # the lower end of what share of posts fits; below it a count speaks of something else as well
COPIED = 0.5  # share of a week's posts that are copies, above which a rise may be a campaign
TALKATIVE = 3.0  # mentions for each writer of a day, above which few people make the count

_BADGES = {
    Standing.UNUSUAL: "badge--stop", Standing.RISING: "badge--warm", Standing.SILENT: "badge--warm",
    Standing.USUAL: "badge--ok",
}  # fmt: skip
_TRUST_BADGES = {Trust.GOOD: "badge--ok", Trust.SOME: "", Trust.LITTLE: "badge--warm"}


@dataclass(frozen=True, slots=True)
class Sure:
    """How much a count can carry, with every reason for doubt as a sentence."""

    trust: Trust
    doubts: Sequence[str]
    known: str = ""  # the precision, where somebody has judged

    @property
    def badge(self) -> str:
        return _TRUST_BADGES[self.trust]


@dataclass(frozen=True, slots=True)
class Where:
    """Places of the last whole week with counts, and of the week that runs without; ``basis``: how they are known."""

    basis: str = ""
    last_week: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    topic: Topic
    told: Told
    sentence: str
    badge: str
    spark: SafeString
    where: Where
    sure: Sure
    alarms: int


@dataclass(frozen=True, slots=True)
class Glance:
    """The whole page; ``period`` None where nothing was ever read."""

    period: queries.Period | None
    cards: Sequence[Card] = ()
    headline: str = ""
    posts: int = 0
    posts_before: int = 0
    sources: queries.SourceNames = field(default_factory=lambda: queries.SourceNames({}, 0, 0))
    alarms: int = 0
    rising_week: date | None = None
    rising: Sequence[RisingTerm] = ()


def glance(*, now: datetime, language: str) -> Glance:
    period = queries.period(CARD_DAYS, now=now)
    topics, sources = queries.listened_for(), queries.sources()
    if period is None:
        return Glance(None, sources=sources, cards=[_empty(topic) for topic in topics])
    start = period.since - timedelta(PAST_DAYS)
    read = queries.read_days(start, period.end)
    held = queries.days_by_topic(topics, start, period.end)
    settings, judgments = queries.settings_of(topics), queries.precision_by_topic(topics)
    alarms = queries.open_alarms()
    where = _where(topics, period, language)
    cards = []
    for topic in topics:
        days = held.get(topic.pk, [])
        points = _points(days, read, period, settings.get(topic.pk, Setting()))
        cards.append(_card(topic, days, points, _Beside(
            judgments.get(topic.pk, Precision(0, 0)), sources, where.get(topic.pk, Where()), alarms.get(topic.pk, 0))))
    order = list(Standing)
    cards.sort(key=lambda one: (order.index(one.told.standing), -one.told.recent, one.topic.name))
    week, rising = queries.rising_terms()
    return Glance(
        period=period, cards=cards, headline=headline(cards), sources=sources, alarms=sum(alarms.values()),
        posts=_sum(read, period, 0), posts_before=_sum(read, period, RECENT_DAYS), rising_week=week, rising=rising)


def _points(
    days: Sequence[DayCount], read: Mapping[date, int], period: queries.Period, setting: Setting
) -> list[Point]:
    start = period.since - timedelta(PAST_DAYS)
    start = max(start, min(read, default=start))
    values = on_every_day(days, read, start, period.end)
    return judged(values, start, setting=setting, today=period.as_of)[-CARD_DAYS:]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands on a card beside the counts."""

    precision: Precision
    sources: queries.SourceNames
    where: Where
    alarms: int


def _card(topic: Topic, days: Sequence[DayCount], points: Sequence[Point], beside: _Beside) -> Card:
    if topic.counted_version != topic.version:
        return _empty(topic)
    stands = told(points)
    return Card(
        topic=topic, told=stands, sentence=sentence(stands), badge=_BADGES.get(stands.standing, ""),
        spark=spark(points, name=topic.name),
        where=beside.where, alarms=beside.alarms,
        sure=sure(stands, days[-RECENT_DAYS:], beside.precision, beside.sources))


def _empty(topic: Topic) -> Card:
    stands = Told(Standing.WAITING)
    return Card(topic, stands, sentence(stands), "", SafeString(""), Where(), Sure(Trust.LITTLE, ()), 0)


def sentence(told: Told) -> str:
    """What a card says in one sentence or two."""
    counts = {"now": told.recent, "then": told.earlier}
    if told.standing == Standing.UNUSUAL and told.peak is not None:
        return _("%(day)s: %(count)s mentions. Up to %(limit)s would have been usual.") % {
            "day": day_words(told.peak.on), "count": told.peak.count, "limit": number(told.peak.limit or 0.0, 0)}
    if told.standing == Standing.RISING:
        return _("%(now)s mentions in seven days, %(then)s in the seven before. No day was above its limit.") % counts
    if told.standing == Standing.SHORT:
        return _("%(now)s mentions in seven days. It takes %(n)s days to know what is usual.") % {
            "now": told.recent, "n": told.needed_days + 1}
    if told.standing == Standing.SILENT:
        return _("Nothing was read on the last days. That says nothing about the topic.")
    if told.standing == Standing.WAITING:
        return _("Its days are being counted. Please come back in a while.")
    return _("%(now)s mentions in seven days, %(then)s in the seven before.") % counts


def sure(
    told: Told, recent: Sequence[DayCount], precision: Precision, sources: queries.SourceNames
) -> Sure:
    """Every reason for doubt, and one word for them together."""
    doubts = []
    low, _high = precision.ends
    if not precision.is_enough:
        doubts.append(_("Fewer than %(n)s posts were judged by hand, so we do not know how often it is right.") % {
            "n": ENOUGH_JUDGED})
    elif low < PRECISE:
        doubts.append(_("Many of the posts it finds may be about something else."))
    if sources.faulty:
        doubts.append(ngettext("%(n)d source could not be read.", "%(n)d sources could not be read.", sources.faulty)
                      % {"n": sources.faulty})
    mentions, copies = sum(one.mentions for one in recent), sum(one.copies for one in recent)
    if copies and copies / (mentions + copies) > COPIED:
        doubts.append(_("More than half of the posts are copies of one another."))
    writers = sum(one.authors for one in recent)
    if writers and mentions / writers > TALKATIVE:
        doubts.append(_("Few people write much of it."))
    elif mentions and not writers:
        doubts.append(_("These sources do not name writers, so we cannot tell many people from a few."))
    short = told.standing in (Standing.SHORT, Standing.SILENT, Standing.WAITING)
    trust = Trust.LITTLE if short or len(doubts) > 2 else Trust.SOME if doubts else Trust.GOOD
    return Sure(trust, doubts, precision_words(precision))


def precision_words(precision: Precision) -> str:
    """How often a definition is right, with what chance leaves open; empty where nobody has judged."""
    if not precision.judged:
        return ""
    low, high = precision.ends
    return _("%(fits)s of %(judged)s posts judged by hand were about it: between %(low)s and %(high)s in 100.") % {
        "fits": precision.fits, "judged": precision.judged, "low": round(100 * low), "high": round(100 * high)}


def headline(cards: Sequence[Card]) -> str:
    """The first sentence of the page."""
    counts = {one: sum(card.told.standing == one for card in cards) for one in Standing}
    parts = []
    if counts[Standing.UNUSUAL]:
        parts.append(ngettext("%(n)d topic is unusual.", "%(n)d topics are unusual.", counts[Standing.UNUSUAL])
                     % {"n": counts[Standing.UNUSUAL]})
    if counts[Standing.RISING]:
        parts.append(ngettext("%(n)d topic is rising.", "%(n)d topics are rising.", counts[Standing.RISING])
                     % {"n": counts[Standing.RISING]})
    if not parts:
        return _("Nothing stands out.") if cards else ""
    rest = len(cards) - counts[Standing.UNUSUAL] - counts[Standing.RISING]
    if rest:
        parts.append(ngettext("Nothing stands out in the other one.", "Nothing stands out in the other %(n)d.", rest)
                     % {"n": rest})
    return " ".join(parts)


def _where(topics: Sequence[Topic], period: queries.Period, language: str) -> dict[int, Where]:
    """For each topic, by the way in which most of its places are known: the three are never mixed."""
    facts = facts_in(language)
    since = period.as_of - timedelta(14 + period.as_of.weekday())
    made = {}
    for topic_id, ways in queries.places_by_topic(topics, since, period.end).items():
        basis = max(ways, key=lambda way: (sum(day.mentions for day in ways[way]), way))
        weeks = weeks_shown(ways[basis], facts, today=period.as_of)
        found = added_up(weeks, facts, last=1, today=period.as_of)
        made[topic_id] = Where(basis, where_words(found), now_words(this_week(ways[basis], facts, today=period.as_of)))
    return made


def now_words(places: Sequence[PlaceFacts]) -> str:
    return ", ".join(place.name for place in places[:PLACES_ON_CARD])


def where_words(found: Sequence[PlaceCount]) -> str:
    """The places with the most, the smaller ones before those they lie in."""
    inner = {one.place.parent for one in found}
    leaves = [one for one in found if one.place.code not in inner][:PLACES_ON_CARD]
    return ", ".join(_("%(place)s (%(count)s)") % {"place": one.place.name, "count": one.mentions} for one in leaves)


def _sum(read: Mapping[date, int], period: queries.Period, back: int) -> int:
    last = period.as_of - timedelta(1 + back)
    return sum(read.get(last - timedelta(at), 0) for at in range(RECENT_DAYS))
