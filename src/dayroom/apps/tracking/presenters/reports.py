"""A treatment report in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dayroom.apps.tracking.forms.reports import STEPS
from dayroom.apps.tracking.queries.reports import reports_of
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.reports import (
    Adherence,
    Again,
    Burden,
    Cost,
    Helped,
    ReportShown,
    Said,
    Severity,
    Taking,
    WhyStopped,
)
from dayroom.engines.measures.reports import Suggestion

HOME_MOST = 3


def step_labels() -> list[str]:
    return [*(str(label) for _form, label in STEPS.values()), _("Who sees it")]


def facts_of(said: Said) -> list[tuple[str, str]]:
    """(heading, words) of everything that was said, but for the advice."""
    facts = [(_("For %(what)s") % {"what": one.text}, _label(Helped, one.helped)) for one in said.purposes]
    effects = ", ".join(
        f"{one.text} ({_label(Severity, one.severity)})" if one.severity else one.text for one in said.side_effects
    )
    facts += [
        (_("Side effects, all in all"), _label(Severity, said.severity)), (_("Which ones"), effects),
        (_("Taken as planned"), _label(Adherence, said.adherence)), (_("Hard to fit in"), _label(Burden, said.burden)),
        (_("Cost of a month"), _label(Cost, said.cost)), (_("Taking it"), _label(Taking, said.taking)),
        (_("Why stopped"), ", ".join(_label(WhyStopped, one) for one in said.why_stopped)),
        (_("Would take it again"), _label(Again, said.again)),
    ]
    return [(heading, words) for heading, words in facts if words]


def _label(kind: Any, value: str) -> str:
    return str(kind(value).label) if value in kind.values else ""


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """One thing we read, beside the words in which it was said."""

    number: int
    words: str
    meaning: str


def suggestion_lines(found: Sequence[Suggestion], words: str) -> list[SuggestionLine]:
    return [SuggestionLine(number, words[one.start : one.end], _meaning(one)) for number, one in enumerate(found)]


def _meaning(one: Suggestion) -> str:
    if one.kind == "STOPPED":
        why = _label(WhyStopped, one.value)
        return _("You stopped it, because of: %(why)s") % {"why": why} if why else _("You stopped it")
    if one.kind == "WITHDRAWAL_EFFECT":
        return _("An effect of stopping it")
    return _("A side effect")


def home_reports(record: Record, now: datetime) -> dict[str, Any] | None:
    """The part of the first page: reports that are being written, and the latest."""
    lines: list[ReportShown] = reports_of(record)
    if not (lines or record.may(Scope.ENTER)):
        return None
    return {"record": record, "lines": lines[:HOME_MOST], "more": len(lines) > HOME_MOST,
            "may_enter": record.may(Scope.ENTER)}
