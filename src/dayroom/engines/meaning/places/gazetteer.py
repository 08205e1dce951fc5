"""Every place this engine knows: its code, its names, what it lies in, roughly where it is and how many live there.

code      `US` (ISO 3166-1), `US-CA` (ISO 3166-2; a part in lower case is our own), `US-CA.los-angeles` (a city),
          `US-CA.yolo-county`, `150` (UN M49, a part of the world)
returns   Place; `parent` and `ancestors` lead upward to the part of the world
units     degrees, to two decimals, of the middle of the place; people, 0 where the source does not say
raises    UnknownPlace
source    GeoNames (CC BY 4.0), Natural Earth (public domain), names by us; see data/SOURCES.toml
errs      the population of a region is that of a census in the United States, Canada, Mexico, Spain and the United
          Kingdom; elsewhere it is the sum of its cities of 15,000 people, so too low: a rate for such a region is too
          high, and it merges upward too early rather than too late. Counties have none (0). Towns below 20,000 people
          are names for their region and have no code

>>> place("US-CA").name, name_of("DE", "es")
('California', 'Alemania')
>>> ancestors("US-CA.los-angeles")
('US-CA', 'US', '003', '019')
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from ..errors import UnknownPlace

DATA = Path(__file__).resolve().parents[1] / "data" / "places"


class Kind(StrEnum):
    """How large a place is; AREA is a part of the world or a land without borders of its own."""

    AREA = "AREA"
    COUNTRY = "COUNTRY"
    REGION = "REGION"
    COUNTY = "COUNTY"
    CITY = "CITY"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `within` is the code of what it lies in, empty at the top."""

    code: str
    kind: Kind
    within: str
    name: str
    spanish: str
    lat: float
    lon: float
    population: int


# what a name is besides the name of a place; set when the gazetteer is made (tools/gazetteer.py)
COMMON, PERSON, SHORT, WEAK, TAG, DEMONYM = 1, 2, 4, 8, 16, 32
# stands before the rows of a name that is also read in lower case (a place of at least LARGE), or only in capitals
LOWER, CAPITALS, LARGE = "l", "c", 5.0


class Gazetteer:
    """The places by row, by code and by name.

    names     folded words joined by a space → flags and rows, as written in the file: "0 12,408 77t"
    longest   first word of a name → words of the longest name that begins with it
    lower     the names that are also read in lower case; `lowly` has their first words
    shouted   names of one word that are read in capitals only
    pairs     the first two words of all longer names
    """

    def __init__(self, folder: Path = DATA) -> None:
        self.lines = _lines(folder / "places.tsv.gz")
        self.rows = {line[: line.index("\t")]: row for row, line in enumerate(self.lines)}
        self.names: dict[str, str] = {}
        self.longest: dict[str, int] = {}
        self.lower: set[str] = set()
        self.lowly: set[str] = set()
        self.shouted: set[str] = set()
        self.pairs: set[str] = set()
        for line in _lines(folder / "names.tsv.gz"):
            name, _, told = line.partition("\t")
            if told[0] > "9":
                self._mark(name, told[0])
                told = told[2:]
            self.names[name] = told
            size = name.count(" ") + 1
            first = name
            if size > 1:
                first, second, *_ = name.split(" ", 2)
                self.pairs.add(f"{first} {second}")
            if size > self.longest.get(first, 0):
                self.longest[first] = size

    def _mark(self, name: str, mark: str) -> None:
        if mark == LOWER:
            self.lower.add(name)
            self.lowly.add(name.partition(" ")[0])
        else:
            self.shouted.add(name)

    def place(self, row: int) -> Place:
        """The place of one row of the file."""
        return _place(self.lines[row])

    def weight(self, row: int) -> float:
        """How likely a name without context means this place, as a logarithm to base ten."""
        return _weight(self.lines[row])


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The places, read once."""
    return Gazetteer()


def place(code: str) -> Place:
    """The place with this code."""
    known = gazetteer()
    row = known.rows.get(code)
    if row is None:
        raise UnknownPlace
    return known.place(row)


def parent(code: str) -> str | None:
    """What a place lies in; None at the top."""
    return place(code).within or None


@lru_cache(maxsize=16_384)
def ancestors(code: str) -> tuple[str, ...]:
    """All that a place lies in, the smallest first."""
    above = []
    within = place(code).within
    while within:
        above.append(within)
        within = place(within).within
    return tuple(above)


def country_of(code: str) -> str | None:
    """The country a place is or lies in; None for a part of the world."""
    for one in (code, *ancestors(code)):
        if place(one).kind is Kind.COUNTRY:
            return one
    return None


def name_of(code: str, language: str = "en") -> str:
    """The name of a place for a reader of this language."""
    found = place(code)
    return found.spanish if language.startswith("es") and found.spanish else found.name


def places(kind: Kind | None = None) -> list[str]:
    """The codes of all places, or of all of one kind."""
    lines = gazetteer().lines
    if kind is None:
        return [line.split("\t", 1)[0] for line in lines]
    return [line.split("\t", 1)[0] for line in lines if line.split("\t", 2)[1] == kind]


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()


@lru_cache(maxsize=16_384)
def _place(line: str) -> Place:
    code, kind, within, name, spanish, lat, lon, people = line.split("\t")[:8]
    return Place(code, Kind(kind), within, name, spanish, float(lat), float(lon), int(people))


@lru_cache(maxsize=16_384)
def _weight(line: str) -> float:
    return float(line.rsplit("\t", 1)[1])
