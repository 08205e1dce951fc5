"""Cards as HTML by string join, like the posts in which they stand: every word is escaped here."""

from __future__ import annotations

from decimal import Decimal
from html import escape

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dayroom.apps.tracking.presenters.own_charts import framed, unit_of, wanted_chart
from dayroom.apps.tracking.presenters.trackers import unit_label
from dayroom.apps.tracking.queries.cards import CardDrawn
from dayroom.apps.tracking.queries.profiles import Profile
from dayroom.apps.tracking.rules.units import in_unit, written
from dayroom.apps.tracking.vocabulary.cards import CHART_DAYS, CardKind
from dayroom.apps.tracking.vocabulary.reports import Helped, Severity, WhyStopped


def offer_title(kind: str, name: str) -> str:
    """What the list in the composer says."""
    said = {
        CardKind.CHART: _("%(name)s: chart of the last %(days)s days"),
        CardKind.READING: _("%(name)s: newest reading"),
        CardKind.REPORT: _("%(name)s: what you say of this treatment"),
    }
    return said[CardKind(kind)] % {"name": name, "days": CHART_DAYS}


def card_html(card: CardDrawn, reader: Profile | None) -> str:
    """One card for this reader, in the reader's units; a visitor sees the measure's own."""
    inside = {CardKind.CHART: _chart, CardKind.READING: _reading, CardKind.REPORT: _report}[CardKind(card.kind)]
    return (
        f'<section class="health-card" aria-label="{escape(_("From a health record"))}">'
        f'<p class="health-card__title" dir="auto">{escape(card.title)}</p>{inside(card, reader)}</section>'
    )


def _chart(card: CardDrawn, reader: Profile | None) -> str:
    if not card.days or card.since is None or card.until is None:
        return f'<p class="muted">{escape(_("Nothing was entered in the last 90 days."))}</p>'
    wanted = wanted_chart(
        card.title, card.measure, card.days, card.second, span=(card.since, card.until), reader=reader
    )
    return framed(wanted, key=f"card-{card.key}")[1]


def _reading(card: CardDrawn, reader: Profile | None) -> str:
    kept, code = card.reading or {}, unit_of(card.measure, reader)
    if kept.get("value") is None or card.taken_at is None:
        return f'<p class="muted">{escape(_("There is no number here."))}</p>'
    given = kept.get("unit", code)
    numbers = [kept["value"], *kept.get("parts", {}).values()]
    said = "/".join(written(card.measure, in_unit(card.measure, Decimal(one), given, code), code) for one in numbers)
    on = formats.date_format(localtime(card.taken_at), "DATE_FORMAT")
    return (
        f'<p><span class="health-card__number">{escape(said)}</span> {escape(unit_label(code))}</p>'
        f'<p class="small muted">{escape(on)}</p>'
    )


def _report(card: CardDrawn, reader: Profile | None) -> str:
    """What was chosen from lists, and what it was for. Advice in words of one's own stands with the report alone."""
    said = card.report
    if said is None:
        return ""
    lines = [
        (one.text, _("helped: %(how)s") % {"how": Helped(one.helped).label}) for one in said.purposes if one.helped
    ]
    lines += [
        (one.text, _("side effect, %(how)s") % {"how": Severity(one.severity).label} if one.severity
         else _("side effect")) for one in said.side_effects
    ]
    out = "".join(f'<li><span dir="auto">{escape(what)}</span>: {escape(str(how))}</li>' for what, how in lines)
    if said.why_stopped:
        why = ", ".join(str(WhyStopped(one).label) for one in said.why_stopped if one in WhyStopped.values)
        out += f'<li>{escape(_("stopped: %(why)s") % {"why": why})}</li>'
    told = escape(_("One person’s experience. It may be different for you."))
    return f'<ul>{out}</ul><p class="small muted">{told}</p>'


