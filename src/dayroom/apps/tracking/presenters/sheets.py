"""A sheet for a visit, composed from a record as its maker sees it. Nothing stands on it that was not chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dayroom.apps.tracking.presenters.charts import Chart, Wanted, chart
from dayroom.apps.tracking.presenters.forms import BANDS
from dayroom.apps.tracking.presenters.goals import tracker_choices
from dayroom.apps.tracking.presenters.own_charts import wanted_chart
from dayroom.apps.tracking.presenters.told import day_words
from dayroom.apps.tracking.queries.cards import name_of
from dayroom.apps.tracking.queries.days import days_of
from dayroom.apps.tracking.queries.forms import answered_names, answers_of, form_named
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.records import conditions_of, events_of, treatments_of
from dayroom.apps.tracking.queries.sheets import sheets_of
from dayroom.apps.tracking.queries.trackers import seen_trackers
from dayroom.apps.tracking.rules.remembered import first_day
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.records import ConditionShown, Record
from dayroom.apps.tracking.vocabulary.sheets import SheetChoice, SheetShown
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform.sealing import vault_of

CHANGES_MOST = 12


@dataclass(frozen=True, slots=True)
class SheetDrawn:
    """The words, and the charts as pictures and as what they were drawn from (a PDF draws them itself)."""

    words: SheetShown
    charts: tuple[tuple[Wanted, Chart], ...] = ()


def drawn_sheet(record: Record, choice: SheetChoice) -> SheetDrawn:
    """Everything that was chosen and that whoever made the sheet still sees."""
    conditions = [one for one in conditions_of(record) if one.public_id in choice.conditions]
    treatments = [one for one in treatments_of(record) if one.public_id in choice.treatments]
    words = SheetShown(
        name=choice.name, since_on=choice.since_on, until_on=choice.until_on, questions=choice.questions,
        talked=choice.talked, conditions=tuple(_condition_words(one) for one in conditions),
        treatments=tuple((one.name, " · ".join(filter(None, (one.dose, one.schedule)))) for one in treatments),
        changes=_changes(record, choice) if choice.changes else (), forms=_forms(record, choice),
    )
    return SheetDrawn(words, _charts(record, choice))


def _condition_words(one: ConditionShown) -> str:
    since = one.diagnosed_on or one.first_seen_on
    return f"{one.text}, {_('since %(when)s') % {'when': day_words(since)}}" if since else one.text


def _changes(record: Record, choice: SheetChoice) -> tuple[tuple[str, str], ...]:
    """What began or ended between the two days, newest first; dates as they are remembered."""
    told: list[tuple[str, str]] = []
    for one in conditions_of(record):
        told.append((one.diagnosed_on or one.first_seen_on, _("New: %(what)s") % {"what": one.text}))
        told.append((one.ended_on, _("Over: %(what)s") % {"what": one.text}))
    for two in treatments_of(record):
        told.append((two.started_on, _("Began: %(what)s") % {"what": two.name}))
        told.append((two.stopped_on, _("Stopped: %(what)s") % {"what": two.name}))
    told += [(three.on, three.title) for three in events_of(record)]
    return tuple(sorted((one for one in told if _within(one[0], choice)), reverse=True)[:CHANGES_MOST])


def _within(word: str, choice: SheetChoice) -> bool:
    """A year or a month that is older than the first day is left out: nobody knows which day of it was meant."""
    try:
        return bool(word) and choice.since_on <= first_day(word) <= choice.until_on
    except Invalid:
        return False


def _charts(record: Record, choice: SheetChoice) -> tuple[tuple[Wanted, Chart], ...]:
    rows = [row for row in seen_trackers(record) if row.public_id in choice.trackers]
    if not rows:
        return ()
    vault, reader = vault_of(record.owner_id), profile_of(record.owner_id)
    found = []
    for row in rows:
        kept = vault.open(row)
        days, second = days_of(row, vault, since=choice.since_on, until=choice.until_on)
        wanted = wanted_chart(
            name_of(kept), str(kept.get("measure", "")), days, second, span=(choice.since_on, choice.until_on),
            reader=reader,
        )
        found.append((wanted, chart(wanted, key=f"sheet-{row.public_id}")))
    return tuple(found)


def _forms(record: Record, choice: SheetChoice) -> tuple[tuple[str, str, str], ...]:
    """The newest total of each form that was chosen; without a total, there is none to show."""
    if not choice.forms:
        return ()
    vault, found = vault_of(record.owner_id), []
    for name, row in answered_names(record, vault).items():
        if name not in choice.forms:
            continue
        try:
            asked = form_named(name)
        except NotFound:
            continue
        for one in answers_of(record, row, asked, vault)[:2]:
            if one.total is not None:
                band = str(BANDS.get(one.band, "")) if one.band else ""
                total = f"{one.total.normalize():f}" + (f" ({band})" if band else "")
                on = formats.date_format(localtime(one.answered_at), "SHORT_DATE_FORMAT")
                found.append((asked.title, on, total))
    return tuple(found)


def form_choices(record: Record) -> list[tuple[str, str]]:
    """Questionnaires that were answered, by name."""
    vault, found = vault_of(record.owner_id), []
    for name in answered_names(record, vault):
        try:
            found.append((name, form_named(name).title))
        except NotFound:
            continue
    return found


def offered(record: Record) -> dict[str, Sequence[tuple[str, str]]]:
    """What can stand on a sheet: list name → (key, words)."""
    standing = [one for one in treatments_of(record) if not one.stopped_on]
    return {
        "conditions": [(one.public_id, one.text) for one in conditions_of(record)],
        "treatments": [(one.public_id, one.name) for one in standing],
        "trackers": tracker_choices(record), "forms": form_choices(record),
    }


def home_part(record: Record, now: datetime) -> dict[str, Any] | None:
    """The way to a sheet, for who may share."""
    return {"record": record, "sheets": sheets_of(record)[:2]} if record.may(Scope.SHARE) else None

