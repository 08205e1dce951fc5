"""Days of one tracker as a chart with its table twin, wherever a page of the record is not around it: on a card in a
post, on a sheet for a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from django.utils.translation import gettext as _

from dayroom.apps.tracking.presenters.charts import Chart, Wanted, chart
from dayroom.apps.tracking.presenters.trackers import unit_label
from dayroom.apps.tracking.queries.profiles import Profile
from dayroom.apps.tracking.rules.days import turned
from dayroom.apps.tracking.rules.units import line
from dayroom.apps.tracking.vocabulary.records import DayShown
from dayroom.apps.tracking.vocabulary.trackers import SCALE, SCALE_UNIT
from dayroom.engines.measures import measure


def unit_of(key: str, reader: Profile | None) -> str:
    """The reader's unit; a visitor's is the measure's own; a symptom is a scale."""
    if not key:
        return SCALE_UNIT
    return reader.unit(key) if reader is not None else measure(key).unit.code


def wanted_chart(
    name: str, key: str, days: Sequence[DayShown], second: Sequence[DayShown], *, span: tuple[date, date],
    reader: Profile | None,
) -> Wanted:
    """What is to be drawn, in the reader's unit. Days come in the measure's own."""
    code = unit_of(key, reader)
    found = measure(key) if key else None
    if found is not None:
        times, plus = line(key, found.unit.code, code)
        days, second = turned(days, times, plus), turned(second, times, plus)
    scale = found is None or found.scale
    return Wanted(
        name=name, unit=unit_label(code), since=span[0], until=span[1], days=days, second=second,
        adds_up=found is not None and found.adds_up, ends=(SCALE[0], SCALE[-1]) if scale else None,
        places=found.digits.get(code, 1) if found is not None else 1,
    )


def framed(wanted: Wanted, *, key: str) -> tuple[Chart, str]:
    """The chart, and its narrow picture with a folded table as HTML."""
    made = chart(wanted, key=key)
    return made, f"{made.narrow}{table_twin(made, wanted)}"


def table_twin(made: Chart, wanted: Wanted) -> str:
    """The same numbers as a table; it opens without script."""
    heads = [made.column, _("Value"), _("Lowest"), _("Highest"), *([_("Lower number")] if wanted.second else [])]
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row.when)}</th>'
        + "".join(
            f"<td>{escape(one)}</td>"
            for one in (row.value, row.low, row.high, *((row.second,) if wanted.second else ()))
        ) + "</tr>" for row in made.rows
    )
    said = escape(_("The chart as a table"))
    return (
        f'<details class="health-card__table"><summary>{said}</summary><div class="table-wrap" role="region"'
        f' tabindex="0" aria-label="{said}"><table class="table"><caption>{escape(wanted.name)},'
        f" {escape(wanted.unit)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )
