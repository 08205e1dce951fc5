"""One topic in all its pictures: its days, where, how it sounds, what is asked, in what language, from where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings as site
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dayroom.apps.listening.presenters.dashboard import Sure, now_words, sentence, sure
from dayroom.apps.listening.presenters.maps import MapShown, change_words, map_shown
from dayroom.apps.listening.presenters.series import SeriesShown, series_shown
from dayroom.apps.listening.presenters.shares import Feelings, feelings_shown
from dayroom.apps.listening.queries import desk as queries
from dayroom.apps.listening.queries.narratives import seen_lately
from dayroom.apps.listening.queries.unanswered import Answers, answers_to, words_of_topic
from dayroom.apps.listening.rules.gazetteer import facts_in
from dayroom.apps.listening.rules.growth import DENOMINATORS, Year, by_year
from dayroom.apps.listening.rules.places import Cell, added_up, this_week, weeks_shown
from dayroom.apps.listening.rules.series import PAST_DAYS, RECENT_DAYS, Told, judged, on_every_day, told, wilson
from dayroom.apps.listening.rules.topics import void_share
from dayroom.apps.listening.vocabulary import LEAST_AUTHORS, Margin, PlaceBasis
from dayroom.apps.listening.vocabulary.alarms import Setting
from dayroom.apps.listening.vocabulary.desk import WEEKS_ON_MAP, DayCount, Point
from dayroom.apps.screening.queries.fact_checks import card_of
from dayroom.engines.meaning.concepts import concept
from dayroom.engines.meaning.errors import UnknownConcept
from dayroom.platform.axes import number

if TYPE_CHECKING:
    from dayroom.apps.listening.models import Topic

COUNTRY = "COUNTRY"  # what it lies in need not be said
LANGUAGE_NAMES = {
    "en": lazy("English"), "es": lazy("Spanish"), "fr": lazy("French"), "de": lazy("German"), "pt": lazy("Portuguese"),
    "it": lazy("Italian"), "nl": lazy("Dutch"), "ar": lazy("Arabic"), "hi": lazy("Hindi"), "ja": lazy("Japanese"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One margin of a topic that a reader has chosen; empty for the topic as a whole."""

    margin: str = Margin.ALL
    key: str = ""
    basis: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One language or source of a topic."""

    key: str
    name: str
    mentions: int
    change: str
    questions: str


@dataclass(frozen=True, slots=True)
class TopicPage:
    topic: Topic
    period: queries.Period | None
    narrowed: Narrowed
    told: Told | None = None
    sentence: str = ""
    sure: Sure | None = None
    series: SeriesShown | None = None
    feelings: Feelings | None = None
    map: MapShown | None = None
    basis: str = PlaceBasis.MENTION
    hidden_places: int = 0
    now: str = ""  # places of the week that runs
    languages: Sequence[Part] = ()
    sources: Sequence[Part] = ()


def topic_page(topic: Topic, narrowed: Narrowed, *, span: int, basis: str, now: datetime, language: str) -> TopicPage:
    """``basis`` empty: however most places are known."""
    period = queries.period(span, now=now)
    if period is None or topic.counted_version != topic.version:
        return TopicPage(topic, period if topic.counted_version else None, narrowed)
    facts = facts_in(language)
    basis = basis or queries.commonest_basis(topic, period.since, period.end)
    points, days = _points_and_days(topic, narrowed, period, language)
    rows = _place_rows(topic, period, basis)
    weeks = weeks_shown(rows, facts, today=period.as_of)
    found = added_up(weeks, facts, last=WEEKS_ON_MAP, today=period.as_of)
    stands = told(points) if narrowed.margin != Margin.PLACE and points else None
    precision, sources = queries.precision_of(topic), queries.sources()
    by_week = narrowed.margin == Margin.PLACE
    unit, hidden = (_("mentions a week"), _("too few writers to show")) if by_week else ("", "")
    return TopicPage(
        topic=topic, period=period, narrowed=narrowed, told=stands, sentence=sentence(stands) if stands else "",
        sure=sure(stands, days[-RECENT_DAYS:], precision, sources) if stands else None,
        series=series_shown(points, name=topic.name, key="days", unit=unit, hidden=hidden) if len(points) > 1 else None,
        feelings=feelings_shown(days, as_of=period.as_of, key="mood"), basis=basis,
        map=map_shown(found, base_url=reverse("listening-sheet"),
                      names={one.place.parent: facts(one.place.parent).name for one in found
                             if one.place.kind != COUNTRY and one.place.parent}),
        hidden_places=_hidden(rows, period, weeks), now=now_words(this_week(rows, facts, today=period.as_of)),
        languages=_parts(topic, period, Margin.LANGUAGE, {}),
        sources=_parts(topic, period, Margin.SOURCE, sources.names))


def _points_and_days(
    topic: Topic, narrowed: Narrowed, period: queries.Period, language: str
) -> tuple[list[Point], list[DayCount]]:
    """The picture's points, and the days in which feelings and questions are summed."""
    if narrowed.margin == Margin.PLACE:
        return _place_points(topic, narrowed, period, language)
    start = period.since - timedelta(PAST_DAYS)
    read = queries.read_days(start, period.end)
    first = max(start, min(read, default=start))
    days = queries.days_of(topic, first, period.end, margin=narrowed.margin, key=narrowed.key)
    setting = queries.settings_of([topic]).get(topic.pk, Setting())
    points = judged(on_every_day(days, read, first, period.end), first, setting=setting, today=period.as_of)
    return ([one for one in points if one.on >= period.since], [one for one in days if one.on >= period.since])


def _place_points(
    topic: Topic, narrowed: Narrowed, period: queries.Period, language: str
) -> tuple[list[Point], list[DayCount]]:
    """Whole weeks with enough writers; the others are unknown, not zero."""
    country = narrowed.key.split("-")[0].split(".")[0]
    since = period.since - timedelta(period.since.weekday())
    rows = queries.place_days(topic, since - timedelta(7), period.end, basis=narrowed.basis, country=country)
    weeks = weeks_shown(rows, facts_in(language), today=period.as_of)
    points = []
    first = since
    while first + timedelta(7) <= period.as_of:
        cell = weeks.get(first, {}).get(narrowed.key)
        points.append(Point(first, cell.mentions if cell else None))
        first += timedelta(7)
    shown = {first for first, cells in weeks.items() if narrowed.key in cells and first >= since}
    days = [row for row in rows if row.key == narrowed.key and row.on - timedelta(row.on.weekday()) in shown]
    return points, days


def _place_rows(topic: Topic, period: queries.Period, basis: str) -> list[DayCount]:
    """The weeks of the map and as many before them, with one more for what looks back."""
    since = period.as_of - timedelta(period.as_of.weekday() + 14 * WEEKS_ON_MAP + 7)
    return queries.place_days(topic, since, period.end, basis=basis)


def _hidden(rows: Sequence[DayCount], period: queries.Period, weeks: Mapping[date, Mapping[str, Cell]]) -> int:
    """How many places were written about and cannot be shown: a number of places, never of people."""
    since = period.as_of - timedelta(period.as_of.weekday() + 7 * WEEKS_ON_MAP)
    until = since + timedelta(7 * WEEKS_ON_MAP)
    seen = {row.key for row in rows if since <= row.on < until}
    return len(seen - {code for first, cells in weeks.items() if first >= since for code in cells})


def _parts(topic: Topic, period: queries.Period, margin: str, names: Mapping[str, str]) -> list[Part]:
    """Languages or sources with enough mentions to speak of, beside as many days before."""
    length = (period.end - period.since).days + 1
    earlier = queries.totals_by_key(topic, period.since - timedelta(length), period.since - timedelta(1), margin)
    before = {row["key"]: row["mentions"] for row in earlier}
    made = []
    for row in queries.totals_by_key(topic, period.since, period.end, margin):
        count = row["mentions"] or 0
        if count < LEAST_AUTHORS:
            continue
        made.append(Part(
            key=row["key"], name=names.get(row["key"]) or language_name(row["key"]), mentions=count,
            change=change_words(count, before.get(row["key"])),
            questions=_("%(n)s in 100") % {"n": round(100 * (row["questions"] or 0) / count)}))
    return made


def language_name(code: str) -> str:
    names: dict[str, Any] = dict(site.LANGUAGES)
    return str(LANGUAGE_NAMES.get(code) or names.get(code) or code or _("not known"))


@dataclass(frozen=True, slots=True)
class GrowthPage:
    topic: Topic
    years: list[Year]
    denominators: Any = DENOMINATORS


def growth_page(topic: Topic) -> GrowthPage:
    """Original posts by year: copies are out; a year that was not read as a whole has no growth."""
    days: dict[date, float] = dict(queries.whole_series(topic))
    return GrowthPage(topic, by_year(days, read=queries.known_days(days)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic with its questions and what this site has to say to them."""

    topic: Topic
    questions: int
    share: int
    answers: Answers


@dataclass(frozen=True, slots=True)
class Void:
    rows: Sequence[Asked]
    share: int | None
    since: date | None = None
    until: date | None = None


def unanswered(*, now: datetime, language: str, days: int = 28) -> Void:
    """Topics by how much is asked, those without an answer first."""
    period = queries.period(days, now=now)
    if period is None:
        return Void((), None)
    counts = queries.questions_by_topic(period.since, period.end)
    rows = []
    for topic in queries.listened_for():
        asked, said = counts.get(topic.pk, (0, 0))
        if asked >= LEAST_AUTHORS:
            rows.append(Asked(topic, asked, round(100 * asked / max(said, 1)),
                              answers_to(words_of_topic(topic), language)))
    rows.sort(key=lambda one: (one.answers.is_there, -one.questions))
    share = void_share([one.questions for one in rows], [one.answers.is_there for one in rows])
    return Void(rows, None if share is None else round(100 * share), period.since, period.end)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A checked claim that goes round, in thousands of posts with the interval that a sample leaves open."""

    claim: str
    public_id: str
    posts: int
    before: str
    writers: int
    share: str


@dataclass(frozen=True, slots=True)
class Claims:
    week: date | None
    looked_at: int
    lines: Sequence[ClaimLine]


def claims_going_round(language: str) -> Claims:
    week, rows, before = seen_lately()
    lines = []
    for row in rows:
        low, high = wilson(row.posts, row.looked_at)
        lines.append(ClaimLine(
            claim=card_of(row.fact_check, language).claim, public_id=row.fact_check.public_id, posts=row.posts,
            before=change_words(row.posts, before.get(row.fact_check_id)), writers=row.writers,
            share=_("%(low)s to %(high)s") % {"low": number(1000 * low, 1), "high": number(1000 * high, 1)}))
    return Claims(week, rows[0].looked_at if rows else 0, lines)


def symptom_names(topic: Topic, language: str) -> list[str]:
    """The symptoms, conditions and drugs of a definition in words; one that the list no longer knows by its code."""
    made = []
    for code in topic.definition.get("symptoms", ()):
        try:
            made.append(concept(code).name(language))
        except UnknownConcept:
            made.append(str(code))
    return made
