"""How wrong are we? What was measured, what became of our own alarms, which sources spoke, and who is not heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from dayroom.apps.listening.presenters.alarms import detector_words, percent
from dayroom.apps.listening.presenters.dashboard import precision_words
from dayroom.apps.listening.presenters.topics import language_name
from dayroom.apps.listening.queries import desk
from dayroom.apps.listening.queries.alarms import History
from dayroom.apps.listening.queries.quality import Covered, Voices
from dayroom.apps.listening.rules.series import wilson
from dayroom.apps.listening.vocabulary import Explanation, PlaceBasis
from dayroom.apps.listening.vocabulary.alarms import DEFAULT_ALPHA, DEFAULT_DAILY, WEEKLY_DETECTOR
from dayroom.apps.listening.vocabulary.measured import Figure, figures
from dayroom.platform.axes import number

# as many decided alarms as a share needs before it says anything (own choice: the interval is then ±25 in 100 or less)
ENOUGH_DECIDED = 15
SIMULATED = ("POD", "FPR", "PPV", "timeliness")
UNDERSTOOD = ("en", "es")  # languages with word lists in engines.meaning


@dataclass(frozen=True, slots=True)
class DetectorRow:
    """One detector on planted outbreaks: shares in words."""

    name: str
    used: str
    caught: str
    false: str
    right: str
    late: str


def detectors(part: str) -> tuple[list[DetectorRow], str]:
    """Every detector on the same planted outbreaks, and on which: ``daily`` or, by week, ``simulated``."""
    held: dict[str, dict[str, Figure]] = {}
    for one in figures():
        wanted = one.family == "signals" and one.part == part and one.measure in SIMULATED
        # some of the weekly series were also given to R, with a chance in the name
        if wanted and (part == "daily" or "alpha" not in one.task):
            held.setdefault(one.task, {})[one.measure] = one
    rows = [
        DetectorRow(
            name=name,
            used=_used(name),
            caught=_share(told.get("POD")),
            false=_share(told.get("FPR"), places=1),
            right=_share(told.get("PPV")),
            late=_share(told.get("timeliness")),
        )
        for name, told in held.items()
    ]
    about = next((one["POD"].dataset for one in held.values() if "POD" in one), "")
    return rows, about


def _used(name: str) -> str:
    if name == f"{DEFAULT_DAILY}, alpha {DEFAULT_ALPHA[DEFAULT_DAILY]}":
        return _("for days, unless you choose another")
    return _("for weeks") if name == WEEKLY_DETECTOR else ""


def _share(one: Figure | None, places: int = 0) -> str:
    if one is None:
        return "–"
    return _("%(number)s %%") % {"number": number(100 * one.value, places)}


@dataclass(frozen=True, slots=True)
class Own:
    """What became of the desk's own alarms, in sentences."""

    sentence: str
    enough: bool
    explained: list[tuple[str, int]]
    by_detector: list[tuple[str, int, int]]
    waiting: str
    look: str


def own(told: History) -> Own:
    by_detector = [(str(detector_words(name)), right, every) for name, (right, every) in
                   sorted(told.by_detector.items())]  # fmt: skip
    return Own(
        sentence=_own_words(told), enough=told.decided >= ENOUGH_DECIDED,
        explained=[(str(Explanation(code).label), times) for code, times in
                   sorted(told.explained.items(), key=lambda one: -one[1]) if code],
        by_detector=by_detector,
        waiting=ngettext("%(n)d alarm waits for a verdict.", "%(n)d alarms wait for a verdict.", told.open)
        % {"n": told.open},
        look=_look_words(told.hours),
    )  # fmt: skip


def _own_words(told: History) -> str:
    if not told.decided:
        return _("Nobody has decided about an alarm yet. Until then only the numbers above speak.")
    low, high = wilson(told.confirmed, told.decided)
    return _(
        "Of %(every)d alarms with a verdict %(right)d were confirmed, %(explained)d explained and %(none)d dismissed. "
        "So between %(low)s and %(high)s in 100 alarms are worth it."
    ) % {
        "every": told.decided, "right": told.confirmed, "explained": sum(told.explained.values()),
        "none": told.dismissed, "low": round(100 * low), "high": round(100 * high),
    }  # fmt: skip


def _look_words(hours: Sequence[float]) -> str:
    if not hours:
        return ""
    half = median(hours)
    if half < 1:
        return _("Half of those that were looked at were looked at within an hour.")
    return _("Half of those that were looked at were looked at within %(hours)s hours.") % {"hours": number(half, 0)}


@dataclass(frozen=True, slots=True)
class FigureRow:
    task: str
    measure: str
    value: str
    between: str
    n: int
    dataset: str
    is_short: bool = False  # short of what was wanted of it


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing that is read out of posts: the rows that matter, and the others."""

    name: str
    key: str
    rows: list[FigureRow]
    more: list[FigureRow]


SKILLS = {
    "places": _lazy("Which place is meant"),
    "mentions": _lazy("Who is ill, and what is only a figure of speech"),
    "concepts": _lazy("Which illness or symptom is named"),
    "feelings": _lazy("How it is felt"),
    "questions": _lazy("What is a question"),
    "likeness": _lazy("What is a copy"),
    "emerging": _lazy("Which phrases are new"),
}


def reading() -> list[Skill]:
    """How well posts are read, one part after another, each with the sets it was measured on."""
    made = []
    for part, name in SKILLS.items():
        rows = [one for one in figures() if one.family == "meaning" and one.part == part]
        main = [one for one in rows if one.reach or "held out" in f"{one.task} {one.dataset}"] or rows
        if rows:
            more = [_row(one) for one in rows if one not in main]
            made.append(Skill(str(name), part, [_row(one) for one in main], more))
    return made


def _row(one: Figure) -> FigureRow:
    between = "" if one.low is None or one.high is None else f"{number(one.low, 2)}–{number(one.high, 2)}"
    return FigureRow(one.task, one.measure, number(one.value, 2), between, one.n, one.dataset, one.is_short)


def breaks_found() -> list[tuple[str, str, str]]:
    """(what broke, on what, how often it is found)."""
    return [(one.task, one.dataset, percent(one.value)) for one in figures()
            if one.part == "breaks" and one.measure == "recall"]  # fmt: skip


def topics_judged() -> list[tuple[str, str]]:
    """(topic, how often its definition is right), where an analyst has judged posts by hand."""
    topics = desk.all_topics()
    held = desk.precision_by_topic(topics)
    return [(one.name, precision_words(held[one.pk])) for one in topics if one.pk in held]


@dataclass(frozen=True, slots=True)
class CoverRow:
    name: str
    kind: str
    days: str
    last: str
    trouble: str


def covered(rows: Iterable[Covered]) -> list[CoverRow]:
    return [
        CoverRow(
            one.name, one.kind,
            _("%(days)d of %(of)d days") % {"days": one.days, "of": one.of} if one.days else _("nothing"),
            date_format(one.last, "DATE_FORMAT") if one.last else "–", _trouble(one),
        )
        for one in rows
    ]  # fmt: skip


def _trouble(one: Covered) -> str:
    told = [] if one.is_on else [_("switched off")]
    told += [str(one.fault)] if one.fault else []
    return "; ".join(told + [_break_words(*found) for found in one.breaks])


def _break_words(day: date, kind: str, ratio: float) -> str:
    on = date_format(day, "DATE_FORMAT")
    if kind == "SILENT":
        return _("silent from %(day)s on") % {"day": on}
    if kind == "DIP":
        return _("fell to %(ratio)s of what it gave, from %(day)s on") % {"ratio": number(ratio, 1), "day": on}
    return _("rose to %(ratio)s times what it gave, from %(day)s on") % {"ratio": number(ratio, 1), "day": on}


@dataclass(frozen=True, slots=True)
class Heard:
    """Who was heard, as lines; empty where nothing was read."""

    languages: list[tuple[str, str, str]]
    places: list[tuple[str, str]]
    countries: str
    span: str


def heard(told: Voices) -> Heard:
    if not told.mentions or told.since is None or told.until is None:
        return Heard([], [], "", "")
    return Heard(
        languages=[
            (language_name(code), percent(count / told.mentions),
             "" if code in UNDERSTOOD else _("counted, but not understood: no feelings, no questions"))
            for code, count in told.languages
        ],
        places=[(str(PlaceBasis(basis).label), percent(min(1.0, count / told.mentions)))
                for basis, count in told.placed.items()],
        countries=ngettext("Posts name or come from %(n)d country.", "Posts name or come from %(n)d countries.",
                           told.countries) % {"n": told.countries},
        span=_("%(count)s posts from %(since)s to %(until)s") % {
            "count": told.mentions, "since": date_format(told.since, "DATE_FORMAT"),
            "until": date_format(told.until, "DATE_FORMAT")},
    )  # fmt: skip
