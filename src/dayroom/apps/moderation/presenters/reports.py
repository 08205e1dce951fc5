"""The transparency report as people and programs read it: small numbers hidden, every table with its meaning."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from dayroom.apps.moderation.presenters.statements import category_words
from dayroom.apps.moderation.queries.reports import Report
from dayroom.apps.moderation.rules.reporting import Hidden, hidden_cells, is_small, period_of, share, suppressed
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
    note: str = ""
    unit: str = ""  # "", "share" or "minutes"

    @property
    def percent(self) -> str:
        return "" if self.value is None else f"{100 * self.value:.0f} %"


FACTS = "facts"  # the name under which the numbers "in short" are hidden
DECIDED, RELEASED, OVERTURNED, AGREED = "decided", "released", "overturned", "agreement"


def cells_of(found: Report) -> dict[str, dict[str, int]]:
    """The counts of every table, small ones too."""
    return {
        "flags": found.flags, "machine": _of_source(found, Source.MACHINE), "members": _of_source(found, Source.MEMBER),
        "decisions": found.verdicts, "grounds": found.grounds, "categories": found.categories,
        "languages": found.languages, "appeals": found.appeals,
    }


def hidden_of(found: Report) -> Hidden:
    """What is not said of one period, each table by itself and all of them beside each other.

    Grounds, categories and languages add up to the decisions that changed something; those and the releases add up to
    the decisions about what the guard and what members pointed at. No number may be left over between them.
    """
    hidden = {table: hidden_cells(cells) for table, cells in cells_of(found).items()}
    released = found.verdicts.get(Verdict.RELEASE, 0)
    acted = {code: count for code, count in found.verdicts.items() if code != Verdict.RELEASE}
    hidden["decisions"] = hidden_cells(acted) | ({Verdict.RELEASE.value} if is_small(released) else frozenset())
    facts: set[str] = set()
    by_member_released = released - found.machine_released
    if is_small(released, sum(acted.values()), found.by_machine, found.by_member):
        facts |= {DECIDED, RELEASED}
    if is_small(by_member_released, found.by_member - by_member_released):
        facts.add(RELEASED)
    if share(found.machine_released, found.by_machine) is None:
        facts.add(RELEASED)
    answered = {code: count for code, count in found.appeals.items() if code}
    overturned = share(answered.get(AppealOutcome.OVERTURNED, 0), sum(answered.values()))
    if overturned is None or hidden["appeals"] & set(answered):
        facts.add(OVERTURNED)
    if is_small(found.strikes):
        facts.add("strikes")
    if share(found.agreed, found.looks) is None:
        facts.add(AGREED)
    return {**hidden, FACTS: frozenset(facts)}


def tables(found: Report, hidden: Hidden) -> list[Table]:
    harms, cells = _words(Harm.choices), cells_of(found)
    told = (
        ("flags", _("What members flagged"), _("Flags by members in this time, by the reason they gave."),
         _words(FlagReason.choices)),
        ("machine", _("What the guard held or pointed at"), _("Cases that our program opened, by what it saw."), harms),
        ("members", _("Cases from members"), _("Several flags about one text are one case."), harms),
        ("decisions", _("What was decided"), _("By people. A decision that was taken back within ten minutes is not "
                                               "counted."), _words(Verdict.choices)),
        ("grounds", _("On which ground"), _("Only decisions that changed something for the author."),
         _words(Ground.choices)),
        ("categories", _("In which category"), _("The categories of the European database of such decisions."),
         {code: category_words(code) for code in found.categories}),
        ("languages", _("In which language"), _("The language of the place, not of the person."),
         {code: language_words(code) for code in found.languages}),
        ("appeals", _("Appeals"), _("By people who did not make the first decision."),
         {**_words(AppealOutcome.choices), "": _("waits for an answer")}),
    )
    return [
        Table(key, title, note, _rows(cells[key], words, hidden.get(key, frozenset())))
        for key, title, note, words in told
    ]


def facts(found: Report, hidden: Hidden) -> list[Fact]:
    answered = found.appeals.get(AppealOutcome.OVERTURNED, 0) + found.appeals.get(AppealOutcome.UPHELD, 0)
    labels, unsaid = _words(Priority.choices), hidden[FACTS]
    return [
        Fact("automatic", _("Decided by a machine alone"), found.automatic,
             _("A program may hold a text. A person decides about every one.")),
        Fact("machine", _("Decisions about what the guard pointed at"),
             None if DECIDED in unsaid else found.by_machine),
        Fact("members", _("Decisions about what members pointed at"), None if DECIDED in unsaid else found.by_member),
        Fact(RELEASED, _("The guard was wrong"),
             None if RELEASED in unsaid else share(found.machine_released, found.by_machine),
             _("What it pointed at and a person let through, out of all that it pointed at."), "share"),
        *(Fact(f"minutes_{priority}", _("Half were decided within: %(kind)s") % {"kind": labels[priority]},
               round(found.minutes[priority]) if found.decided[priority] >= SMALLEST_CELL else None,
               _("From the first flag or hold to the decision."), "minutes") for priority in Priority.values),
        Fact(OVERTURNED, _("Appeals that changed the decision"),
             None if OVERTURNED in unsaid else share(found.appeals.get(AppealOutcome.OVERTURNED, 0), answered),
             _("Out of those answered."), "share"),
        Fact("strikes", _("Strikes that were given and stand"), None if "strikes" in unsaid else found.strikes,
             _("They end by themselves.")),
        Fact(AGREED, _("A second person would have decided the same"),
             None if AGREED in unsaid else share(found.agreed, found.looks),
             _("Each week a few decisions are drawn by chance and looked at again."), "share"),
    ]


def as_data(found: Report, hidden: Hidden) -> dict[str, Any]:
    """The same for programs: null stands for a count that is hidden because it is small."""
    period = period_of(found.code)
    return {
        "site": settings.SITE_NAME, "period": found.code, "from": period.start.date().isoformat(),
        "until": period.end.date().isoformat(), "smallest_count": SMALLEST_CELL,
        "facts": {fact.key: fact.value for fact in facts(found, hidden)},
        "tables": {
            table.key: {code or "WAITS": count for code, _label, count in table.rows} for table in tables(found, hidden)
        },
    }


def _of_source(found: Report, source: str) -> dict[str, int]:
    return {harm: number for (kind, harm), number in found.cases.items() if kind == source}


def _words(choices: Any) -> dict[Any, str]:
    return {value: str(label) for value, label in choices}


def _rows(
    counts: Mapping[str, int], words: Mapping[str, str], hidden: Collection[str]
) -> list[tuple[str, str, int | None]]:
    # what is hidden in a quarter stands as hidden in its year, also where nothing of it was counted there
    said = suppressed({**dict.fromkeys(hidden, 0), **counts}, hidden=hidden)
    # by the number behind the cell when it is shown, hidden ones last: their order would say something
    order = sorted(said, key=lambda code: (said[code] is None, -(said[code] or 0), code))
    return [(code, str(words.get(code, code)), said[code]) for code in order]


def language_words(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"]) if code else _("not known")
    except KeyError:
        return code
