"""In which unit somebody sees and enters a number, and the straight line from one unit to another.

source   which countries write blood sugar and blood fats in mg/dL, and which HbA1c in percent, is our own reading of
         public laboratory pages (2026-11-21); a member chooses for themselves under "About me"
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from dayroom.engines.measures import convert_reading, measure, shown
from dayroom.engines.measures.errors import UnknownMeasure, UnknownUnit, WrongUnit

_MG = frozenset(["US", "MX", "BR", "AR", "CO", "CL", "PE", "ES", "FR", "IT", "PT", "BE", "AT", "DE", "PL", "JP", "IN"])
_PERCENT = frozenset(["US", "CA", "MX", "BR", "AR", "CO", "CL", "PE", "ES", "FR", "PT", "JP", "IN", "ZA", "NG", "KE"])
_MILES = frozenset(("US", "GB"))
_SUGAR_AND_FATS = ("glucose", "cholesterol", "cholesterol_ldl", "cholesterol_hdl", "triglycerides")
_US = {
    "weight": "[lb_av]", "height": "[in_i]", "waist": "[in_i]", "temperature": "[degF]", "creatinine": "mg/dL",
}


def usual_unit(key: str, country: str) -> str:
    """The unit that people of this country mostly use for a measure; the measure's own where we know of none.

    >>> usual_unit("glucose", "US"), usual_unit("glucose", "GB"), usual_unit("weight", "US")
    ('mg/dL', 'mmol/L', '[lb_av]')
    """
    if key in _SUGAR_AND_FATS:
        return "mg/dL" if country in _MG else "mmol/L"
    if key == "hba1c":
        return "%" if country in _PERCENT else "mmol/mol"
    if key == "distance" and country in _MILES:
        return "[mi_i]"
    if country == "US" and key in _US:
        return _US[key]
    return measure(key).unit.code


def unit_for(key: str, chosen: Mapping[str, str], country: str) -> str:
    """The member's own choice where it fits the measure, else the usual one of the country. Both numbers of a pair
    share a unit, so the second is asked for by the first."""
    own = chosen.get(key, "")
    fits = {unit.code for unit in measure(key).units}
    return own if own in fits else usual_unit(key, country)


def check_unit(key: str, code: str) -> str:
    """Raises WrongUnit where the measure is not entered in this unit."""
    if code not in {unit.code for unit in measure(key).units}:
        raise WrongUnit
    return code


@cache
def line(key: str, given: str, wanted: str) -> tuple[float, float]:
    """(times, plus): value in the wanted unit = value * times + plus. All our conversions are straight lines; with
    floats a hundred thousand of them take no time, and a chart has fewer digits than a float."""
    if given == wanted:
        return 1.0, 0.0
    zero = float(convert_reading(key, 0, given, wanted))
    return float(convert_reading(key, 1, given, wanted)) - zero, zero


def own_line(key: str, given: str) -> tuple[float, float]:
    """The same into the measure's own unit; the number as it is where there is no measure or unit that we know."""
    try:
        return line(key, given, measure(key).unit.code)
    except (UnknownMeasure, UnknownUnit, WrongUnit):
        return 1.0, 0.0


def in_unit(key: str, value: Decimal, given: str, wanted: str) -> Decimal:
    """One number in another unit, exactly; unchanged where there is no measure (a symptom of one's own)."""
    return value if not key or given == wanted else convert_reading(key, value, given, wanted)


def written(key: str, value: Decimal, code: str) -> str:
    """The number as people write it: a symptom and a scale without places, a measure with those that mean something.

    >>> written("glucose", Decimal("5.6123"), "mmol/L"), written("", Decimal("7"), "{score}")
    ('5.6', '7')
    """
    return shown(measure(key), value, code) if key else f"{value.normalize():f}"
