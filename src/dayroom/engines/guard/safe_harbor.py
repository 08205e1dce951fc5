"""What may stay of a place, an age and a year of birth under Safe Harbor (45 CFR 164.514(b)(2)(i)(B) and (C)).

source    45 CFR 164.514(b)(2)(i); data/restricted-zip3.toml for the areas of 20,000 people or fewer
units     years; a ZIP code as text
errs      gives back less rather than more: what it does not know is taken out whole

>>> safe_zip("10201-1234"), safe_zip("90210"), safe_zip("K1A 0B1")
('000', '902', None)
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "restricted-zip3.toml"
_ZIP = re.compile(r"\d{5}(?:-\d{4})?")
# an age from which on only the class "90 or older" may be told
GREAT_AGE = 90


def safe_zip(text: str) -> str | None:
    """What may stay of a ZIP code: its first three digits, "000" in a small area, None where it is none.

    >>> safe_zip("03601"), safe_zip("10001"), safe_zip("00501"), safe_zip("5560")
    ('000', '100', '005', None)
    """
    if not _ZIP.fullmatch(text.strip()):
        return None
    area = text.strip()[:3]
    return "000" if area in restricted_areas() else area


def safe_age(age: int) -> str:
    """What may stay of an age.

    >>> safe_age(89), safe_age(90)
    ('89', '90+')
    """
    return str(age) if age < GREAT_AGE else f"{GREAT_AGE}+"


def safe_birth_year(year: int, *, today: int) -> str:
    """What may stay of a year of birth in the year `today`: the person may have had their birthday or not.

    >>> safe_birth_year(1937, today=2026), safe_birth_year(1936, today=2026), safe_birth_year(1902, today=2026)
    ('1937', '1936 or earlier', '1936 or earlier')
    """
    last = today - GREAT_AGE
    return str(year) if year > last else f"{last} or earlier"


@lru_cache(maxsize=1)
def restricted_areas() -> frozenset[str]:
    """The first three digits of ZIP codes of areas with 20,000 people or fewer."""
    return frozenset(tomllib.loads(_DATA.read_text("utf-8"))["areas"])
