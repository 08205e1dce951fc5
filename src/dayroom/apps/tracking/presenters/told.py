"""Conditions, treatments and events in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dayroom.apps.tracking.queries.records import conditions_of, events_of, treatments_of
from dayroom.apps.tracking.rules.remembered import first_day, stands
from dayroom.apps.tracking.vocabulary import Audience, Certainty, Scope
from dayroom.apps.tracking.vocabulary.records import ConditionShown, EventShown, Record, TreatmentShown
from dayroom.apps.tracking.vocabulary.reports import WhyStopped
from dayroom.apps.tracking.vocabulary.told import NOUN_OF

Told = ConditionShown | TreatmentShown | EventShown
KIND_OF = {ConditionShown: "condition", TreatmentShown: "treatment", EventShown: "lifeevent"}
ALL_OF: dict[str, Callable[[Record], Sequence[Told]]] = {
    "condition": conditions_of, "treatment": treatments_of, "lifeevent": events_of,
}
HEADINGS = {
    "condition": gettext_lazy("Conditions"),
    "treatment": gettext_lazy("Treatments"),
    "lifeevent": gettext_lazy("Events in my life"),
}
ADD = {
    "condition": gettext_lazy("Add a condition"),
    "treatment": gettext_lazy("Add a treatment"),
    "lifeevent": gettext_lazy("Add an event"),
}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One item as a card: what it is, a few facts, and whom it is for."""

    public_id: str
    kind: str
    noun: str
    title: str
    facts: tuple[str, ...]
    note: str
    audience: str
    entered_by: str
    over: bool


def day_words(told_on: str) -> str:
    """A remembered date in the reader's language: 2024, May 2024, or a whole day."""
    if not told_on:
        return ""
    day: date = first_day(told_on)
    form = {4: "Y", 7: "YEAR_MONTH_FORMAT"}.get(len(told_on), "DATE_FORMAT")
    return date_format(day, form)


def told_line(one: Told, record: Record) -> ToldLine:
    """Notes, doses and names of doctors are for the owner and carers; others read what it is and since when."""
    near = record.mine or record.may(Scope.SEE)
    kind = KIND_OF[type(one)]
    title, facts, over = _parts(one, near)
    return ToldLine(
        one.public_id, kind, NOUN_OF[kind], title, tuple(fact for fact in facts if fact), one.note if near else "",
        one.audience, one.entered_by if near else "", over,
    )


def _parts(one: Told, near: bool) -> tuple[str, list[str], bool]:
    if isinstance(one, ConditionShown):
        return one.text, _condition_facts(one, near), not stands(one)
    if isinstance(one, TreatmentShown):
        return one.name, _treatment_facts(one, near), bool(one.stopped_on)
    return one.title, [day_words(one.on)], False


def _condition_facts(one: ConditionShown, near: bool) -> list[str]:
    sure = str(Certainty(one.certainty).label) if one.certainty in Certainty.values else ""
    return [
        "" if one.certainty == Certainty.DIAGNOSED and one.diagnosed_on else sure,
        one.stage,
        _("first noticed %(when)s") % {"when": day_words(one.first_seen_on)} if one.first_seen_on else "",
        _("diagnosed %(when)s") % {"when": day_words(one.diagnosed_on)} if one.diagnosed_on else "",
        _("by %(whom)s") % {"whom": one.diagnosed_by} if one.diagnosed_by and near else "",
        _("over since %(when)s") % {"when": day_words(one.ended_on)} if one.ended_on else "",
    ]


def _treatment_facts(one: TreatmentShown, near: bool) -> list[str]:
    reasons = [str(WhyStopped(why).label) for why in one.why_stopped if why in WhyStopped.values]
    return [
        _("for %(what)s") % {"what": ", ".join(one.purposes)} if one.purposes else "",
        one.dose if near else "",
        one.schedule if near else "",
        _("since %(when)s") % {"when": day_words(one.started_on)} if one.started_on else "",
        _("stopped %(when)s") % {"when": day_words(one.stopped_on)} if one.stopped_on else "",
        _("because of: %(why)s") % {"why": ", ".join(reasons)} if reasons else "",
    ]


def told_lines(record: Record, kind: str) -> list[ToldLine]:
    """All items of a kind that the reader may see."""
    return [told_line(one, record) for one in ALL_OF[kind](record)]


def audience_words(audience: str) -> str:
    return str(Audience(audience).label) if audience in Audience.values else ""


def home_part(record: Record, now: datetime) -> dict[str, Any] | None:
    """What is so now: conditions that stand, treatments that go on, the newest events."""
    groups = []
    for kind, heading in HEADINGS.items():
        lines = [line for line in told_lines(record, kind) if not line.over]
        if lines or record.may(Scope.ENTER):
            groups.append({"heading": heading, "add": ADD[kind], "noun": NOUN_OF[kind], "lines": lines[:5],
                           "more": max(0, len(lines) - 5)})
    return {"groups": groups, "record": record, "may_enter": record.may(Scope.ENTER)} if groups else None
