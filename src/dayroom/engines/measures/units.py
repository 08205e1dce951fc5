"""Units of health numbers, and exact conversion between them.

The codes are UCUM; what people and devices write ("mmHg", "lbs", "count/min") is read into a code.
Fractions carry the arithmetic, so that there and back again is the same number.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from pathlib import Path

from .errors import NotANumber, UnknownUnit, WrongUnit

DATA = Path(__file__).parent / "data"
# significant digits of a result: more than any device shows, fewer than a decimal point of noise needs
_DIGITS = Context(prec=15)
# a number with more digits is no reading, and would make the arithmetic slow
_LONGEST = 40
# powers of ten; the same reason
_WIDEST = 30


# a capital letter makes another unit of these, and of single letters: Cal is a thousand cal, mM is no mm
_ONLY_SO = frozenset({"Cal", "mM"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its UCUM code, how it is shown, what kind of thing it measures, and its place in that kind."""

    code: str
    label: str
    kind: str
    times: Fraction
    plus: Fraction


@cache
def units() -> dict[str, Unit]:
    """Every unit we know, by its code."""
    table = tomllib.loads((DATA / "units.toml").read_text("utf-8"))
    return {
        code: Unit(code, row["label"], kind, Fraction(row["times"]), Fraction(row.get("plus", "0")))
        for kind, rows in table.items()
        for code, row in rows.items()
    }


@cache
def _names() -> dict[str, str]:
    table = tomllib.loads((DATA / "units.toml").read_text("utf-8"))
    known = {name: code for rows in table.values() for code, row in rows.items() for name in [code, *row["names"]]}
    loose = {name.casefold(): code for name, code in known.items() if name not in _ONLY_SO}
    # the spelling as it stands wins over the same word in another case
    return {**loose, **known}


def unit(written: str) -> Unit:
    """The unit that somebody or some device wrote; raises UnknownUnit, never guesses.

    >>> unit("mmHg").code, unit("lbs").code, unit("count/min").code
    ('mm[Hg]', '[lb_av]', '/min')
    """
    name = written.strip()
    code = _names().get(name) or (_names().get(name.casefold()) if len(name) > 1 else None)
    if code is None:
        raise UnknownUnit
    return units()[code]


def number(value: str | float | Decimal | Fraction) -> Fraction:
    """A finite number, exactly as it is written; raises NotANumber.

    >>> number("7.2"), number(0.1)
    (Fraction(36, 5), Fraction(1, 10))
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or len(str(value)) > _LONGEST:
        raise NotANumber
    try:
        read = Decimal(str(value).strip().replace("\N{MINUS SIGN}", "-"))
    except InvalidOperation:
        raise NotANumber from None
    if not read.is_finite() or (read and abs(read.adjusted()) > _WIDEST):
        raise NotANumber
    return Fraction(read)


def decimal(value: Fraction) -> Decimal:
    """A fraction as a decimal number with fifteen significant digits and no needless zeros.

    >>> decimal(Fraction(1, 3)), decimal(Fraction(100))
    (Decimal('0.333333333333333'), Decimal('100'))
    """
    read = _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
    plain = read.normalize(_DIGITS)
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() and abs(plain) < 10**14 else plain


def convert(value: str | float | Decimal | Fraction, given: str, wanted: str) -> Decimal:
    """The same amount in another unit of the same kind.

    value     a number, as written
    given     the unit it is in; wanted, the unit it shall be in; codes or what people write
    returns   a decimal number, fifteen significant digits
    units     as asked
    raises    NotANumber, UnknownUnit, WrongUnit (kilograms are no degrees)
    source    UCUM 2.1: definitions of the units; exact international values of pound, inch and mile
    errs      refuses rather than guesses; mass to substance needs the measure, see catalog.py

    >>> convert("212", "[degF]", "Cel"), convert("150", "lb", "kg"), convert(6, "ft", "cm")
    (Decimal('100'), Decimal('68.0388555'), Decimal('182.88'))
    """
    return decimal(convert_exactly(number(value), unit(given), unit(wanted)))


def convert_exactly(value: Fraction, given: Unit, wanted: Unit) -> Fraction:
    """As convert, on fractions and known units."""
    if given.kind != wanted.kind:
        raise WrongUnit
    return (value * given.times + given.plus - wanted.plus) / wanted.times
