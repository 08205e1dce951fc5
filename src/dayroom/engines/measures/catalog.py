"""What can be measured: names, units, codes and ranges, read from data/measures.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from .errors import UnknownMeasure, WrongUnit
from .units import DATA, Unit, convert_exactly, decimal, number, unit, units


class Level(StrEnum):
    """How soon somebody needs help."""

    NOW = "NOW"
    TODAY = "TODAY"


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on a reading shows what to do now; in the measure's own unit, ages in years."""

    level: Level
    source: str
    above: Fraction | None = None
    below: Fraction | None = None
    below_share_of_best: Fraction | None = None
    from_age: Fraction = Fraction(0)
    to_age: Fraction | None = None


@dataclass(frozen=True, slots=True)
class AgeRange:
    """The usual range of one age group, ages in years."""

    from_age: Fraction
    to_age: Fraction
    soft: tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Jump:
    """By what share of the last number, within how many days, the next one may differ; from this age in years on."""

    share: Fraction
    days: Fraction
    from_age: Fraction


@dataclass(frozen=True, slots=True)
class Bridge:
    """How one measure crosses from one kind of unit to another, as mass to substance."""

    given: Unit
    wanted: Unit
    times: Fraction
    plus: Fraction


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured; ranges are in ``unit``."""

    key: str
    name: str
    unit: Unit
    units: tuple[Unit, ...]
    digits: Mapping[str, int]
    loinc: Mapping[str, str]
    also_loinc: tuple[str, ...]
    hard: tuple[Fraction, Fraction]
    soft: tuple[Fraction, Fraction]
    ages: tuple[AgeRange, ...]
    danger: tuple[Threshold, ...]
    bridges: tuple[Bridge, ...]
    smallest_change: Fraction
    adds_up: bool
    scale: bool
    jump: Jump | None = None


@cache
def measures() -> dict[str, Measure]:
    """Every measure that comes with the engine, by its key."""
    table = tomllib.loads((DATA / "measures.toml").read_text("utf-8"))
    return {key: _measure(key, row) for key, row in table.items()}


def measure(key: str) -> Measure:
    """The measure of this key; raises UnknownMeasure."""
    try:
        return measures()[key]
    except KeyError:
        raise UnknownMeasure from None


@cache
def by_loinc() -> dict[str, Measure]:
    """The measure of each LOINC code that we read."""
    return {code: one for one in measures().values() for code in (*one.loinc.values(), *one.also_loinc)}


def convert_reading(key: str, value: str | float | Decimal | Fraction, given: str, wanted: str) -> Decimal:
    """A reading of one measure in another of its units, over its bridge where the kinds differ.

    >>> convert_reading("hba1c", "48", "mmol/mol", "%"), convert_reading("glucose", "18.016", "mg/dL", "mmol/L")
    (Decimal('6.54304'), Decimal('1'))
    """
    return decimal(cross(measure(key), number(value), unit(given), unit(wanted)))


def cross(one: Measure, value: Fraction, given: Unit, wanted: Unit) -> Fraction:
    """As convert_reading, on fractions; raises WrongUnit where the measure has no way from one to the other."""
    if given.kind == wanted.kind:
        return convert_exactly(value, given, wanted)
    for bridge in one.bridges:
        if (given.kind, wanted.kind) == (bridge.given.kind, bridge.wanted.kind):
            there = convert_exactly(value, given, bridge.given) * bridge.times + bridge.plus
            return convert_exactly(there, bridge.wanted, wanted)
        if (given.kind, wanted.kind) == (bridge.wanted.kind, bridge.given.kind):
            back = (convert_exactly(value, given, bridge.wanted) - bridge.plus) / bridge.times
            return convert_exactly(back, bridge.given, wanted)
    raise WrongUnit


def shown(one: Measure, value: Decimal, code: str) -> str:
    """The number as people write it in this unit: rounded to the digits that mean something.

    >>> shown(measure("glucose"), convert_reading("glucose", 100, "mg/dL", "mmol/L"), "mmol/L")
    '5.6'
    """
    places = Decimal(1).scaleb(-one.digits.get(code, 2))
    return f"{value.quantize(places, rounding=ROUND_HALF_EVEN):f}"


def _measure(key: str, row: dict[str, Any]) -> Measure:
    return Measure(
        key=key,
        name=row["name"],
        unit=units()[row["unit"]],
        units=tuple(units()[code] for code in row["units"]),
        digits=row["digits"],
        loinc=row["loinc"],
        also_loinc=tuple(row.get("also_loinc", ())),
        hard=_pair(row["hard"]),
        soft=_pair(row["soft"]),
        ages=tuple(
            AgeRange(Fraction(r["from_age"]), Fraction(r["to_age"]), _pair(r["soft"])) for r in row.get("ages", ())
        ),
        danger=tuple(_threshold(one) for one in row.get("danger", ())),
        bridges=tuple(_bridge(one) for one in row.get("bridges", ())),
        smallest_change=Fraction(row["smallest_change"]),
        adds_up=row.get("adds_up", False),
        scale=row.get("scale", False),
        jump=_jump(row["jump"]) if "jump" in row else None,
    )


def _pair(ends: list[str]) -> tuple[Fraction, Fraction]:
    low, high = map(Fraction, ends)
    return low, high


def _threshold(row: dict[str, str]) -> Threshold:
    limits = {name: Fraction(row[name]) for name in ("above", "below", "below_share_of_best", "to_age") if name in row}
    return Threshold(Level(row["level"]), row["source"], from_age=Fraction(row.get("from_age", "0")), **limits)


def _jump(row: dict[str, Any]) -> Jump:
    return Jump(Fraction(row["share"]), Fraction(row["days"]), Fraction(row.get("from_age", "0")))


def _bridge(row: dict[str, str]) -> Bridge:
    return Bridge(units()[row["from"]], units()[row["to"]], Fraction(row["times"]), Fraction(row["plus"]))
