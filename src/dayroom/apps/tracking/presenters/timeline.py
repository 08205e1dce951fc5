"""The journey by years: what began, what ended, what happened, and from when to when something was measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from dayroom.apps.tracking.presenters.told import day_words
from dayroom.apps.tracking.queries.measured import answered_days, measured_spans
from dayroom.apps.tracking.queries.records import conditions_of, events_of, treatments_of
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.records import Record

GOES_ON = timedelta(days=60)  # measured since then: it goes on, and no last reading is told


@dataclass(frozen=True, slots=True)
class Moment:
    """One mark: when (as remembered), what kind of thing, what happened to it."""

    on: str
    what: str
    title: str
    note: str = ""

    @property
    def when(self) -> str:
        return day_words(self.on)


@dataclass(frozen=True, slots=True)
class Timeline:
    years: list[tuple[str, list[Moment]]]
    undated: list[Moment]


def timeline_of(record: Record, today: date) -> Timeline:
    """Newest year first; within a year what is known to the day stands by its day. What has no date comes last."""
    moments = list(_moments(record, today))
    dated = sorted((one for one in moments if one.on), key=lambda one: one.on, reverse=True)
    by_year = [(year, list(group)) for year, group in groupby(dated, key=lambda one: one.on[:4])]
    return Timeline(by_year, [one for one in moments if not one.on])


def _moments(record: Record, today: date) -> Iterator[Moment]:
    near = record.mine or record.may(Scope.SEE)
    for one in conditions_of(record):
        yield from _marks(one.text, ((one.first_seen_on, _("first noticed")), (one.diagnosed_on, _("diagnosed")),
                                     (one.ended_on, _("over"))))
    for taken in treatments_of(record):
        yield from _marks(taken.name, ((taken.started_on, _("started")), (taken.stopped_on, _("stopped"))))
    for event in events_of(record):
        yield Moment(event.on, "", event.title, event.note if near else "")
    for name, first, last in measured_spans(record):
        yield Moment(first.isoformat(), _("first reading"), name)
        if last != first and last < today - GOES_ON:
            yield Moment(last.isoformat(), _("last reading"), name)
    for name, on in answered_days(record):
        yield Moment(on.isoformat(), _("answered"), name)


def _marks(title: str, marks: Iterable[tuple[str, str]]) -> list[Moment]:
    return [Moment(on, what, title) for on, what in marks if on] or [Moment("", "", title)]
