"""Questionnaires as they are asked, and what the answers come to: never a diagnosis, never beside anybody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.tracking.presenters.charts import Chart, Wanted, chart
from dayroom.apps.tracking.queries.forms import answer_rows, answered_names, forms_offered
from dayroom.apps.tracking.vocabulary.forms import AnsweredForm
from dayroom.apps.tracking.vocabulary.records import DayShown, Record
from dayroom.engines.measures import Questionnaire
from dayroom.platform.sealing import vault_of

# what they are about, in words that need no training; the instrument keeps its name beside it
ABOUT = {
    "phq-9": gettext_lazy("Your mood over the last two weeks"),
    "phq-2": gettext_lazy("Your mood, in two questions"),
    "gad-7": gettext_lazy("Worry over the last two weeks"),
    "gad-2": gettext_lazy("Worry, in two questions"),
    "pain": gettext_lazy("Your pain, in one question"),
    "eheals": gettext_lazy("Finding health facts on the Internet"),
    "benefits": gettext_lazy("What this community does for you, for good or bad"),
}
BANDS = {
    "MINIMAL": gettext_lazy("minimal"),
    "MILD": gettext_lazy("mild"),
    "MODERATE": gettext_lazy("moderate"),
    "MODERATELY_SEVERE": gettext_lazy("moderately severe"),
    "SEVERE": gettext_lazy("severe"),
    "BELOW": gettext_lazy("below the point from which more questions are asked"),
    "ABOVE": gettext_lazy("at or above the point from which more questions are asked"),
}
# the highest total of a form can be as wide as its choices; a longer list of numbers than this is typed
MARKS_MOST = 11
LINE_DAYS = 400  # questionnaires lie weeks apart; the line between their totals ends after a year


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    title: str
    about: str
    questions: int
    answered: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One question: with choices, or with a number to type between two ends."""

    field: str
    text: str
    number: int
    choices: list[ChoiceShown]
    is_scale: bool
    low: str = ""
    high: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class ResultShown:
    """What one set of answers comes to; `total` empty where a question is open or the form has no total."""

    public_id: str
    when: str
    total: str
    most: str
    band: str
    missing: int
    next_step: str
    crisis: bool
    entered_by: str
    answers: list[tuple[str, str]]


def form_lines(record: Record) -> list[Line]:
    vault = vault_of(record.owner_id)
    known = answered_names(record, vault)
    made = []
    for name, asked in forms_offered():
        newest = answer_rows(record, known[name]).first() if name in known else None
        told = date_format(localtime(newest.answered_at), "DATE_FORMAT") if newest else ""
        made.append(Line(name, asked.title, str(ABOUT.get(name, "")), len(asked.items), told))
    return made


def items_shown(asked: Questionnaire, typed: Mapping[str, str]) -> list[ItemShown]:
    return [_item(asked, at, typed) for at in range(len(asked.items))]


def _item(asked: Questionnaire, at: int, typed: Mapping[str, str]) -> ItemShown:
    item = asked.items[at]
    said = typed.get(item.id, "")
    choices = [ChoiceShown(f"{one.value:f}", one.text, said == f"{one.value:f}") for one in item.choices]
    ends = (item.lowest, item.highest)
    is_scale = False
    if not choices and item.whole and ends[0] is not None and ends[1] is not None and ends[1] - ends[0] < MARKS_MOST:
        is_scale = True
        marks = range(int(ends[0]), int(ends[1]) + 1)
        choices = [ChoiceShown(str(mark), str(mark), said == str(mark)) for mark in marks]
    low, high = ("" if end is None else f"{end:f}" for end in ends)
    return ItemShown(f"q-{item.id}", item.text, at + 1, choices, is_scale, low, high, said)


def typed_answers(asked: Questionnaire, posted: Mapping[str, Any]) -> dict[str, str]:
    """Question → what was chosen, as it came."""
    return {item.id: str(posted.get(f"q-{item.id}", ""))[:40] for item in asked.items}


def kept_answers(told: AnsweredForm) -> dict[str, str]:
    return {name: f"{value:f}" for name, value in told.answers.items()}


def most_of(asked: Questionnaire) -> Decimal | None:
    """The highest total that can be reached; None where there is none or it has no end."""
    tops = [max((c.value for c in one.choices), default=one.highest) for one in asked.items if one.scored]
    known = [top for top in tops if top is not None]
    if asked.score.method != "sum" or not known or len(known) != len(tops):
        return None
    return sum(known, Decimal(0))


def result_shown(told: AnsweredForm, asked: Questionnaire) -> ResultShown:
    most = most_of(asked)
    texts = {item.id: {one.value: one.text for one in item.choices} for item in asked.items}
    answers = [
        (item.text, texts[item.id].get(told.answers[item.id], f"{told.answers[item.id]:f}"))
        for item in asked.items
        if item.id in told.answers
    ]
    return ResultShown(
        told.public_id, date_format(localtime(told.answered_at), "DATE_FORMAT"),
        "" if told.total is None else f"{told.total.normalize():f}", "" if most is None else f"{most.normalize():f}",
        _band(told.band, asked), told.missing, _next_step(told, asked), told.crisis, told.entered_by, answers,
    )


def _band(code: str, asked: Questionnaire) -> str:
    text = next((one.text for one in asked.score.bands if one.code == code), "")
    return str(BANDS.get(code, text))


def _next_step(told: AnsweredForm, asked: Questionnaire) -> str:
    if told.missing:
        return _("Some questions are open, so there is no total. You can go on with them within a week.")
    if asked.score.positive_from is not None and told.total is not None and told.total >= asked.score.positive_from:
        return _("With answers like these it is worth talking with a doctor or a nurse soon. You can take this page "
                 "along.")
    if asked.score.positive_from is not None:
        return _("If you do not feel well all the same, trust that, and talk with somebody.")
    return ""


def history_chart(found: Sequence[AnsweredForm], asked: Questionnaire, *, today: date) -> Chart | None:
    """Totals over time; None with fewer than two."""
    days = [_day(one.answered_at, one.total) for one in reversed(found) if one.total is not None]
    if len(days) < 2:
        return None
    most = most_of(asked)
    ends = (0.0, float(most)) if most is not None else None
    return chart(
        Wanted(asked.title, _("points"), days[0].on, max(today, days[-1].on), days, ends=ends, places=0,
               gap_days=LINE_DAYS), key="totals"
    )


def _day(at: datetime, total: Decimal) -> DayShown:
    value = float(total)
    return DayShown(localtime(at).date(), 1, value, value, value, value)


