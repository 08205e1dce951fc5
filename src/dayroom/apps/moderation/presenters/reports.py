"""The transparency report as people and programs read it: small numbers hidden, every table with its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from dayroom.apps.moderation.presenters.statements import category_words
from dayroom.apps.moderation.queries.reports import Report
from dayroom.apps.moderation.rules.reporting import period_of, share, shown, suppressed
from dayroom.apps.moderation.vocabulary import AppealOutcome, FlagReason, Ground, Harm, Priority, Source, Verdict
from dayroom.apps.moderation.vocabulary.duty import SMALLEST_CELL


@dataclass(frozen=True, slots=True)
class Table:
    """One table of counts: rows of (words, count or None for "fewer than five")."""

    key: str
    title: str
    note: str
    rows: list[tuple[str, str, int | None]]  # (code, words, count)
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    key: str
    title: str
    value: float | int | None
    note: str
    unit: str = ""  # "", "share" or "minutes"

    @property
    def percent(self) -> str:
        return "" if self.value is None else f"{100 * self.value:.0f} %"


def tables(found: Report) -> list[Table]:
    flags = _words(FlagReason.choices)
    harms = _words(Harm.choices)
    return [
        _table("flags", _("What members flagged"), _("Flags by members in this time, by the reason they gave."),
               found.flags, flags),
        _table("machine", _("What the guard held or pointed at"), _("Cases that our program opened, by what it saw."),
               _of_source(found, Source.MACHINE), harms),
        _table("members", _("Cases from members"), _("Several flags about one text are one case."),
               _of_source(found, Source.MEMBER), harms),
        _table("decisions", _("What was decided"), _("By people. A decision that was taken back within ten minutes is "
               "not counted."), found.verdicts, _words(Verdict.choices)),
        _table("grounds", _("On which ground"), _("Only decisions that changed something for the author."),
               found.grounds, _words(Ground.choices)),
        _table("categories", _("In which category"), _("The categories of the European database of such decisions."),
               found.categories, {code: category_words(code) for code in found.categories}),
        _table("languages", _("In which language"), _("The language of the place, not of the person."),
               found.languages, {code: language_words(code) for code in found.languages}),
        _table("appeals", _("Appeals"), _("By people who did not make the first decision."), found.appeals,
               {**_words(AppealOutcome.choices), "": _("waits for an answer")}),
    ]


def facts(found: Report) -> list[Fact]:
    answered = found.appeals.get(AppealOutcome.OVERTURNED, 0) + found.appeals.get(AppealOutcome.UPHELD, 0)
    labels = _words(Priority.choices)
    return [
        Fact("automatic", _("Decided by a machine alone"), found.automatic,
             _("A program may hold a text. A person decides about every one.")),
        Fact("machine", _("Decisions about what the guard pointed at"), shown(found.by_machine), ""),
        Fact("members", _("Decisions about what members pointed at"), shown(found.by_member), ""),
        Fact("released", _("The guard was wrong"), share(found.machine_released, found.by_machine),
             _("What it pointed at and a person let through, out of all that it pointed at."), "share"),
        *(Fact(f"minutes_{priority}", _("Half were decided within: %(kind)s") % {"kind": labels[priority]},
               round(found.minutes[priority]) if shown(found.decided[priority]) and priority in found.minutes else None,
               _("From the first flag or hold to the decision."), "minutes") for priority in Priority.values),
        Fact("overturned", _("Appeals that changed the decision"),
             share(found.appeals.get(AppealOutcome.OVERTURNED, 0), answered), _("Out of those answered."), "share"),
        Fact("strikes", _("Strikes that were given and stand"), shown(found.strikes), _("They end by themselves.")),
        Fact("agreement", _("A second person would have decided the same"), share(found.agreed, found.looks),
             _("Each week a few decisions are drawn by chance and looked at again."), "share"),
    ]


def as_data(found: Report) -> dict[str, Any]:
    """The same for programs: null stands for a count that is hidden because it is small."""
    period = period_of(found.code)
    return {
        "site": settings.SITE_NAME, "period": found.code, "from": period.start.date().isoformat(),
        "until": period.end.date().isoformat(), "smallest_count": SMALLEST_CELL,
        "facts": {fact.key: fact.value for fact in facts(found)},
        "tables": {
            table.key: {code or "WAITS": count for code, _label, count in table.rows} for table in tables(found)
        },
    }


def _of_source(found: Report, source: str) -> dict[str, int]:
    return {harm: number for (kind, harm), number in found.cases.items() if kind == source}


def _words(choices: Any) -> dict[Any, str]:
    return {value: str(label) for value, label in choices}


def _table(key: str, title: str, note: str, counts: Mapping[str, int], words: Mapping[str, str]) -> Table:
    hidden = suppressed(counts)
    # by the number behind the cell when it is shown, hidden ones last: their order would say something
    order = sorted(counts, key=lambda code: (hidden[code] is None, -(hidden[code] or 0), code))
    return Table(key, title, note, [(code, str(words.get(code, code)), hidden[code]) for code in order])


def language_words(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"]) if code else _("not known")
    except KeyError:
        return code
