"""Invented values that stand in for found ones: the same for the same value within a text, and never found again.

klass     the class of what is replaced
value     what is replaced
book      Book: what this text has been given so far; make one per text
returns   a value nobody has: telephone numbers of a fictional range under an area code that is not assigned,
          example.org for mail and pages, documentation addresses, words we made up for people and places; of a date
          only the year stays, as Safe Harbor allows
source    NANPA (555-0100 to 555-0199); RFC 2606 and 6761 (example.org); RFC 5737 (203.0.113.0/24); names made up by us
          and looked up in data/names/words.gz, where none of them stands
errs      two people in one text can share a made-up name only beyond forty people

>>> book = Book()
>>> [surrogate_for("PHONE", value, book) for value in ("202-555-0189", "202-555-0143", "(202) 555 0189")]
['(555) 555-0100', '(555) 555-0101', '(555) 555-0100']
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import re2

from .asking import Asked

_LISTS = tomllib.loads((Path(__file__).parent / "data" / "surrogates.toml").read_text("utf-8"))
GIVEN: list[str] = _LISTS["given"]
FAMILY: list[str] = _LISTS["family"]
TOWNS: list[str] = _LISTS["towns"]
_PHONES, _ADDRESSES = 100, 250
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"[-/.' ](\d\d)$")
# of these years of birth even the year is too much
_TELLING_YEAR = 1937
_PEOPLE = "|".join([*GIVEN, *FAMILY])
# every value this module gives; the folded text treats them like our masks
RESERVED = re2.compile(
    "|".join(
        [
            r"\(555\) 555-01\d\d", r"person\d+@example\.org", r"https://example\.org/page\d+", r"203\.0\.113\.\d+",
            r"@person\d+_example", r"000-00-00\d\d", r"0000 0000 0000 00\d\d", r"XX00 0000 0000 0000 00\d\d",
            r"X00000\d\d+", r"\d+ Vellowmere Street", rf"(?:{_PEOPLE})(?: (?:{_PEOPLE}))*", *TOWNS,
        ]
    )
)  # fmt: skip

_ANY = Asked(RESERVED.pattern)


def is_reserved_in(text: str) -> bool:
    """Whether a text holds a value of this module."""
    return _ANY.search(text)


@dataclass(slots=True)
class Book:
    """Which number each value of a text was given, by kind."""

    entries: dict[str, dict[str, int]] = field(default_factory=dict)

    def number(self, kind: str, value: str) -> int:
        """The number of a value: the next free one when it is new."""
        known = self.entries.setdefault(kind, {})
        return known.setdefault(value, len(known))


def surrogate_for(klass: str, value: str, book: Book) -> str:
    """The stand-in for a value; see the module."""
    if RESERVED.fullmatch(value):
        return value
    if klass == "NAME":
        return _name(value, book)
    if klass in {"DATE", "DATE_OF_BIRTH"}:
        return _date(value)
    if klass == "AGE_OVER_89":
        return "a distant year" if _YEAR.fullmatch(value) or value[:2] == "18" else "90 or older"
    kind = "PHONE" if klass == "FAX" else klass
    return _numbered(kind, book.number(kind, _plain(kind, value)))


def _numbered(kind: str, number: int) -> str:
    """The value of a kind with this number."""
    two = f"{number % _PHONES:02d}"
    forms = {
        "PHONE": f"(555) 555-01{two}",
        "EMAIL": f"person{number + 1}@example.org",
        "URL": f"https://example.org/page{number + 1}",
        "IP_ADDRESS": f"203.0.113.{number % _ADDRESSES + 1}",
        "HANDLE": f"@person{number + 1}_example",
        "PLACE": TOWNS[number % len(TOWNS)],
        "ADDRESS": f"{number + 1} Vellowmere Street",
        "CARD": f"0000 0000 0000 00{two}",
        "IBAN": f"XX00 0000 0000 0000 00{two}",
        **dict.fromkeys(["SSN", "ITIN", "SIN"], f"000-00-00{two}"),
    }
    return forms.get(kind, f"X00000{number:02d}")


def _name(value: str, book: Book) -> str:
    """Word by word, so that "Ann Larkin" and "Ann" stay one person."""
    words = re.findall(r"[^\W\d_]+", value)
    chosen = []
    for index, word in enumerate(words or [value]):
        family = word.lower() in book.entries.get("FAMILY", {}) or (
            index > 0 and word.lower() not in book.entries.get("GIVEN", {})
        )
        pool = FAMILY if family else GIVEN
        chosen.append(pool[book.number("FAMILY" if family else "GIVEN", word.lower()) % len(pool)])
    return " ".join(chosen)


def _date(value: str) -> str:
    year = _YEAR.search(value)
    if year is None:
        return "that day"
    return f"a day in {year.group()}" if int(year.group()) >= _TELLING_YEAR else "a day long ago"


def _plain(kind: str, value: str) -> str:
    """What makes two ways of writing the same value."""
    if kind == "PHONE":
        return re.sub(r"\D", "", value)[-10:]
    return re.sub(r"[\W_]+", "", value).lower()
