"""What of a report is counted, in which columns, and when. Decision record 0019. No queries, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from dayroom.apps.tracking.vocabulary import COUNTED, known
from dayroom.apps.tracking.vocabulary.reports import (
    Adherence,
    Again,
    Burden,
    Cost,
    Helped,
    Said,
    Severity,
    Taking,
    WhyStopped,
)
from dayroom.engines.disclosure import Ledger, Plan, publish, recount

UNSAID = "UNSAID"
YES, NO = "YES", "NO"
SIDE = "side_"  # before the slug of a side effect
ADULT_YEARS = 18  # people under this age are in no published number; our own rule, 2026-11-21
# from this age on, up to the next
AGES = {"18-34": 18, "35-49": 35, "50-64": 50, "65+": 65}
SEXES = ("FEMALE", "MALE", UNSAID)
MAIN = ("helped", "age", "sex")
# one question, one column. Whether and why people stopped is one question too: in two columns, those who stopped for
# one reason could be taken from all who stopped, and a few would be left
SINGLE: dict[str, tuple[str, ...]] = {
    "severity": (*Severity.values, UNSAID), "adherence": (*Adherence.values, UNSAID),
    "burden": (*Burden.values, UNSAID), "cost": (*Cost.values, UNSAID), "again": (*Again.values, UNSAID),
    "ended": (Taking.STILL, *WhyStopped.values, UNSAID),
}
# those who left or changed are taken out once they are this share of all counted, or after so many days
RECOUNT_SHARE = 0.1
RECOUNT_DAYS = 180

Columns = dict[str, str]


def subject_of(treatment: known.Known, purpose: str) -> str:
    """One treatment for one purpose is what numbers are published about: people stand in one of them, and a few who
    took it for something rare do not blur the numbers of the others."""
    return f"{treatment.slug}/{purpose}"


def plan_of(subject: str) -> Plan:
    """What is published about one subject: a group of columns shown against each other, and single ones."""
    columns: dict[str, tuple[str, ...]] = {"helped": tuple(Helped.values), "age": (*AGES, UNSAID), "sex": SEXES}
    # yes or no over everybody: a third value that all these columns share could be taken from one and put to another
    columns |= SINGLE | {f"{SIDE}{slug}": (YES, NO) for slug in known.side_effects()}
    return Plan(f"treatment/{subject}", columns, (MAIN, *((name,) for name in columns if name not in MAIN)))


def purpose_of(said: Said, treatment: known.Known) -> str:
    """What it was mainly taken for, if that is one of the usual reasons; else OTHER."""
    named = known.condition_named(said.purposes[0].text) if said.purposes else None
    return named.slug if named and named.slug in treatment.purposes else known.OTHER


def columns_of(said: Said, *, birth_year: int | None, sex: str, today: date) -> Columns:
    """One person as a row of the plan: counted for what they mainly took it for."""
    told = {one.code for one in said.side_effects if one.code}
    row = {
        "helped": said.purposes[0].helped if said.purposes else "",
        "age": age_band(birth_year, today),
        "sex": sex if sex in SEXES else UNSAID,
    }
    row |= {name: getattr(said, name) or UNSAID for name in SINGLE if name != "ended"}
    row["ended"] = ended(said)
    return row | {f"{SIDE}{slug}": YES if slug in told else NO for slug in known.side_effects()}


def ended(said: Said) -> str:
    """Still taken, or the first of the reasons why not."""
    if said.taking == Taking.STILL:
        return str(Taking.STILL)
    return said.why_stopped[0] if said.why_stopped else UNSAID


def age_band(birth_year: int | None, today: date) -> str:
    """
    >>> age_band(1970, date(2026, 6, 1)), age_band(None, date(2026, 6, 1))
    ('50-64', 'UNSAID')
    """
    years = today.year - birth_year if birth_year else 0
    return next((band for band, first in reversed(AGES.items()) if years >= first), UNSAID)


def fitted(row: Columns, plan: Plan) -> Columns:
    """A row as an older plan can count it: a column it lacks goes, a value it lacks is told as unsaid."""
    made = {}
    for column, values in plan.columns.items():
        value = row.get(column, UNSAID)
        if value not in values:
            value = next((rest for rest in (UNSAID, NO) if rest in values), values[-1])
        made[column] = value
    return made


def is_counted(said: Said, *, audience: str, agreed: bool, adult: bool) -> bool:
    """Both the person's yes and the audience of the report are needed; people under 18 are in no number."""
    return agreed and adult and audience in COUNTED and said.is_complete


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of one subject when it is counted. gone: people who left or changed since the last recount."""

    waiting: Sequence[Columns]
    everyone: Sequence[Columns]
    gone: int = 0
    gone_days: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """The ledger after a day; `anew` says that everybody was counted anew, `new` that who waited is counted now."""

    ledger: Ledger
    new: bool = False
    anew: bool = False


def count_day(ledger: Ledger, day: Day) -> Counted:
    """The numbers after one day: a recount where enough have left, else a new cohort where enough wait."""
    if is_recount_due(ledger, day.gone, day.gone_days):
        after = recount(ledger, _fit(day.everyone, ledger))
        if after is not ledger:
            return Counted(after, new=True, anew=True)
    after = publish(ledger, _fit(day.waiting, ledger))
    return Counted(after, new=after is not ledger)


def is_recount_due(ledger: Ledger, gone: int, days: int) -> bool:
    """Each recount makes numbers broader, so a few who left wait for others; but nobody waits for ever."""
    return bool(gone) and (gone >= max(ledger.plan.least, ceil(RECOUNT_SHARE * ledger.people)) or days >= RECOUNT_DAYS)


def is_shown(people_left: int, ledger: Ledger) -> bool:
    """Numbers of people who have nearly all left are not shown any more."""
    return people_left >= ledger.plan.least


def _fit(rows: Iterable[Columns], ledger: Ledger) -> list[Columns]:
    return [fitted(row, ledger.plan) for row in rows]
