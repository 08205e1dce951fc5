"""Units are exact, and what is not known is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayroom.engines.measures import convert, measures, unit, units
from dayroom.engines.measures.catalog import cross
from dayroom.engines.measures.errors import NotANumber, UnknownUnit, WrongUnit
from dayroom.engines.measures.units import number

PAIRS = [(one, a, b) for one in measures().values() for a in one.units for b in one.units]


@given(st.sampled_from(PAIRS), st.decimals(min_value=-1000, max_value=10000, places=3))
def test_there_and_back_again_is_the_same_number(pair: tuple, value: Decimal) -> None:
    one, given_unit, wanted = pair
    exact = Fraction(value)
    assert cross(one, cross(one, exact, given_unit, wanted), wanted, given_unit) == exact


def test_every_measure_can_be_shown_and_crossed_in_every_unit_it_names() -> None:
    for one in measures().values():
        assert one.unit in one.units
        assert set(one.digits) == {other.code for other in one.units}
        assert one.hard[0] <= one.soft[0] < one.soft[1] <= one.hard[1]
        for group in one.ages:
            assert one.hard[0] <= group.soft[0] < group.soft[1] <= one.hard[1]


def test_no_code_stands_for_two_measures() -> None:
    codes = [code for one in measures().values() for code in (*one.loinc.values(), *one.also_loinc)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("mmHg", "mm[Hg]"),
        ("MMHG", "mm[Hg]"),
        (" bpm ", "/min"),
        ("°F", "[degF]"),
        ("mL", "mL"),
        ("ml", "mL"),
        ("mM", "mmol/L"),
        ("mm", "mm"),
        ("Cal", "kcal"),
    ],
)
def test_what_people_and_devices_write(written: str, code: str) -> None:
    assert unit(written).code == code


@pytest.mark.parametrize("written", ["", "furlong", "mmHgg", "cal", "M", "%%", "kg m"])
def test_an_unknown_unit_is_refused_and_not_guessed(written: str) -> None:
    with pytest.raises(UnknownUnit):
        unit(written)


@pytest.mark.parametrize("value", ["", "seven", "nan", "inf", "-inf", "1e999999999", "1e-99", True, "9" * 50])
def test_what_is_no_number_is_refused_at_once(value: object) -> None:
    with pytest.raises(NotANumber):
        number(value)  # type: ignore[arg-type]


def test_kilograms_are_no_degrees() -> None:
    with pytest.raises(WrongUnit):
        convert(1, "kg", "Cel")


def test_the_codes_are_those_that_others_read() -> None:
    assert {"mm[Hg]", "/min", "[degF]", "[lb_av]", "{score}", "Cel", "%"} <= set(units())
