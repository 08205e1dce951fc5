"""Make the gazetteer of the engine `meaning`.

`python tools/gazetteer.py places WORLD_CITIES` writes data/places/places.tsv.gz and names.tsv.gz; WORLD_CITIES is
data/world-cities.csv of the repository datasets/world-cities (GeoNames, CC BY 4.0; used at commit 49974c675a13), from
which the names of regions come. The cities, countries and counties are read from the sets beside the project
(`gazetteers`: GeoNames, CC BY 4.0; `maps_natural_earth`: public domain), names and points of countries from
tools/gazetteer_words, which we wrote. Which names are also common words is counted on the development halves of sets
marked redistributable.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dayroom.engines.meaning.places.gazetteer import (
    CAPITALS,
    COMMON,
    DATA,
    DEMONYM,
    LARGE,
    LOWER,
    PERSON,
    SHORT,
    TAG,
    WEAK,
)
from dayroom.engines.meaning.places.wording import pieces

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
HAND = Path(__file__).resolve().parent / "gazetteer_words"
READ = ("support_offmychest", "edu_medquad", "edu_meqsum", "edu_liveqa_medical", "covid19_rumor", "phi_meddocan_es")
CONTINENTS = {"AF": "002", "AS": "142", "EU": "150", "NA": "003", "OC": "009", "SA": "005"}
ENDINGS = re.compile(
    r"^(?:state of )|(?: (?:state|department|province|oblast|region|governorate|prefecture|county|district|voivodeship"
    r"|krai|republic|parish|municipality|city \(hcmc\)|\(hcmc\)|d\.c\.|f\.c\.t\.))$",
    re.I,
)
# a city of fewer people is a name of its region, never a place (standards.md, geosocial privacy)
FEWEST = 20_000
# other names are taken from cities of more people only: those of small ones are mostly other words
FAMED = 100_000
# weight from which a name means its place although the word is counted as common, and from which one word in lower
# case is read as a place
BIG = 5.5
# people above which a name of several words is also looked for as one hashtag
TAGGED = 300_000
# the logarithm of people, as if: a country is meant before a city of its name, a region before a town
COUNTRY, AREA, KNOWN_REGION, REGION, COUNTY, TOWN = 8.5, 8.0, 6.3, 5.6, 4.6, 3.9
# parts of New York that the source lists as cities beside it
BOROUGHS = {"Brooklyn", "Queens", "Manhattan", "The Bronx", "Staten Island"}
KNOWN = {"US", "CA", "GB", "AU", "IN", "MX", "ES", "CO", "AR", "BR", "CN", "DE", "FR", "IT", "ZA"}


@dataclass(slots=True)
class Row:
    """One place in the making, with its names: folded name → what it is besides."""

    code: str
    kind: str
    within: str
    name: str
    spanish: str
    lat: float
    lon: float
    people: int
    weight: float
    names: dict[str, int] = field(default_factory=dict)

    def called(self, name: str, flags: int = 0) -> None:
        key = " ".join(pieces(name))
        if len(key) > 1 and len(key) <= 60:
            self.names[key] = min(self.names.get(key, 99), flags)

    def line(self) -> str:
        shown = (self.code, self.kind, self.within, self.name, self.spanish, f"{self.lat:.2f}", f"{self.lon:.2f}")
        return "\t".join((*shown, str(self.people), f"{self.weight:.1f}"))


def hand(name: str, columns: int) -> Iterator[list[str]]:
    for line in (HAND / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield [*cells, *[""] * (columns - len(cells))]


def listed(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(";") if one.strip()]


def slug(name: str) -> str:
    return "-".join(pieces(name)) or "x"


def shapes(name: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / "maps_natural_earth" / f"{name}.geojson.gz", "rt", encoding="utf-8") as file:
        return list(json.load(file)["features"])


def areas(rows: dict[str, Row]) -> None:
    for code, kind, within, lat, lon, name, spanish, others in hand("more", 8):
        weight = AREA if kind == "area" else KNOWN_REGION
        row = Row(code, kind.upper(), within, name, spanish, float(lat), float(lon), 0, weight)
        for one in (name, spanish, *listed(others)):
            row.called(one, SHORT if one in ("EU", "UE", "E.U.", "MENA") else 0)
        rows[code] = row


def countries(rows: dict[str, Row]) -> None:
    known = json.loads((SHARED / "gazetteers" / "geonames_countries.json").read_text(encoding="utf-8"))
    for code, lat, lon, name, spanish, others, people in hand("countries", 7):
        facts = known[code]
        shown = re.sub(r" \(.*", "", spanish)
        within = CONTINENTS.get(facts["continentcode"], "")
        row = Row(
            code,
            "COUNTRY",
            within,
            name,
            "" if shown == name else shown,
            float(lat),
            float(lon),
            int(facts["population"]),
            COUNTRY if int(facts["population"]) > 50_000 else 5.0,
        )
        for one in (name, *([spanish] if shown == spanish else []), *listed(others)):
            capital = len(one.replace(".", "")) <= 4 and one.replace(".", "").isupper()
            row.called(re.sub(r" \(.*", "", one), SHORT if capital else 0)
        for one in listed(people):
            row.called(one, DEMONYM)
        row.called(code, SHORT | WEAK)
        row.called(facts["iso3"], SHORT | WEAK)
        rows[code] = row


@dataclass(slots=True)
class City:
    ident: int
    name: str
    country: str
    part: str
    lat: float
    lon: float
    people: int
    others: list[str]


def cities() -> list[City]:
    with gzip.open(SHARED / "gazetteers" / "geonames_cities15000.tsv.gz", "rt", encoding="utf-8") as file:
        read = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = [
            City(
                int(row["geonameid"]),
                row["name"],
                row["country"],
                row["admin1"],
                float(row["lat"]),
                float(row["lon"]),
                int(row["population"] or 0),
                (row["alternatenames"] or "").split("|"),
            )
            for row in read
        ]
    return sorted(found, key=lambda city: (-city.people, city.ident))


def region_codes(towns: list[City], called: dict[int, str]) -> dict[tuple[str, str], tuple[str, str]]:
    """(country, part as GeoNames has it) → code and name."""
    parts: dict[str, dict[str, str]] = {
        country: {" ".join(pieces(bare(name))): part for name, _, part in (one.partition("=") for one in listed(cell))}
        for country, cell in hand("regions", 2)
    }
    # all names of the one kind first: the English name of the District of Columbia there is that of a state
    for kind in ("name", "name_en"):
        for facts in (shape["properties"] for shape in shapes("admin1_50m_v5")):
            own = facts["iso_3166_2"].split("-", 1)[-1].rstrip("~")
            if facts[kind]:
                parts.setdefault(facts["iso_a2"], {}).setdefault(" ".join(pieces(bare(facts[kind]))), own)
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in towns:
        names[town.country, town.part][called.get(town.ident, "")] += 1
    found = {}
    for (country, part), counted in names.items():
        name = counted.most_common(1)[0][0]
        if name:
            iso = parts.get(country, {}).get(" ".join(pieces(bare(name))))
            found[country, part] = f"{country}-{iso or slug(bare(name))}", bare(name)
    return found


def bare(name: str) -> str:
    return ENDINGS.sub("", name).strip() or name


def regions(rows: dict[str, Row], towns: list[City], codes: dict[tuple[str, str], tuple[str, str]]) -> None:
    points = {
        shape["properties"]["iso_3166_2"]: (float(p["latitude"]), float(p["longitude"]))
        for shape in shapes("admin1_50m_v5")
        if (p := shape["properties"])["latitude"]
    }
    held: dict[str, list[City]] = defaultdict(list)
    for town in towns:
        if (town.country, town.part) in codes:
            held[codes[town.country, town.part][0]].append(town)
    for (country, _), (code, name) in codes.items():
        inside = held[code]
        middle = (sum(t.lat for t in inside) / len(inside), sum(t.lon for t in inside) / len(inside))
        lat, lon = points.get(code, middle)
        people = sum(town.people for town in inside if town.name not in BOROUGHS)
        # a region of a country little written about is meant less often than a large city of its name
        weight = KNOWN_REGION if country in KNOWN else min(REGION, max(4.4, math.log10(people + 1) - 0.3))
        rows[code] = row = Row(code, "REGION", country, name, "", lat, lon, people, weight)
        row.called(name)
        row.called(f"{name} state" if country in ("US", "NG", "IN", "AU", "BR") else f"{name} province")
    for facts in (shape["properties"] for shape in shapes("admin1_50m_v5")):
        code = facts["iso_3166_2"]
        if code not in rows and code in points and facts["name"] and facts["iso_a2"] in rows and "~" not in code:
            # a region without any city of the source
            rows[code] = Row(code, "REGION", facts["iso_a2"], facts["name"], "", *points[code], 0, REGION)
        if code in rows and facts["iso_a2"] in ("US", "CA", "AU"):
            rows[code].called(code.split("-")[1], SHORT | WEAK)
        if code in rows:
            rows[code].called(facts["name"])


def towns_of(rows: dict[str, Row], towns: list[City], codes: dict[tuple[str, str], tuple[str, str]]) -> dict[str, str]:
    """Adds the cities; returns names of smaller towns → codes of their regions."""
    small: dict[str, set[str]] = defaultdict(set)
    for town in towns:
        above = codes.get((town.country, town.part), (town.country, ""))[0]
        if above not in rows:
            continue
        if town.people < FEWEST:
            small[" ".join(pieces(town.name))].add(above)
            continue
        code = f"{above}.{slug(town.name)}"
        again = 2
        while code in rows:
            code, again = f"{above}.{slug(town.name)}-{again}", again + 1
        row = Row(
            code, "CITY", above, town.name, "", town.lat, town.lon, town.people, max(4.3, math.log10(town.people))
        )
        row.called(town.name)
        if town.people >= FAMED:
            for other in town.others:
                if len(other) >= 4 and other[0].isupper() and not other.isupper():
                    row.called(other, WEAK)
        rows[code] = row
    return {name: ",".join(sorted(above)) for name, above in small.items()}


def shires(rows: dict[str, Row]) -> None:
    for parent, cell in hand("shires", 2):
        country, _, part = parent.partition("/")
        within = f"{country}-{part}" if part else country
        for one in listed(cell):
            name, _, rest = one.partition("=")
            own, _, town = rest.partition("@")
            found = best(rows, town, country, "")
            if found is None:
                print(f"no town {town} for {name}")
                continue
            code = f"{country}-{own}"
            if code in rows:
                code = f"{country}-{slug(name)}"
            rows[code] = Row(code, "REGION", within, name, "", found.lat, found.lon, 0, REGION)
            rows[code].called(name)
            rows[code].called(f"{name} province")


def counties(rows: dict[str, Row]) -> None:
    with_state = json.loads((SHARED / "gazetteers" / "geonames_us_counties.json").read_text(encoding="utf-8"))
    named = {one["fips"]: (one["name"], one["state"]) for one in with_state}
    for shape in shapes("us_counties"):
        found = named.get(shape["properties"]["GEOID"])
        if found is None or f"US-{found[1]}" not in rows:
            continue
        name, state = found
        points = [point for ring in rings(shape["geometry"]) for point in ring]
        lon, lat = (sum(p[i] for p in points) / len(points) for i in (0, 1))
        code = f"US-{state}.{slug(name)}"
        if code not in rows:
            rows[code] = Row(code, "COUNTY", f"US-{state}", name, "", lat, lon, 0, COUNTY)
            rows[code].called(name)


def best(rows: dict[str, Row], name: str, country: str, part: str) -> Row | None:
    key = " ".join(pieces(name))
    found = [
        row
        for row in rows.values()
        if key in row.names and not row.names[key] & DEMONYM and row.code.startswith(f"{country}-{part}")
    ] or [row for row in rows.values() if key in row.names and row.code.startswith(country)]
    return max(found, key=lambda row: (row.name == name, row.weight), default=None)


def christen(rows: dict[str, Row]) -> None:
    for name, where, spanish, others in hand("names", 4):
        country, _, part = where.partition("/")
        row = best(rows, name, country, part)
        if row is None:
            print(f"no place {name} {where}")
            continue
        shown = re.sub(r" \(.*", "", spanish)
        row.spanish = "" if shown == row.name else shown
        row.called(name)
        if shown:
            row.called(shown)
        for one in listed(others):
            plain = one.replace(".", "")
            row.called(one, SHORT if len(plain) <= 4 and plain.isupper() else 0)


def rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for part in parts:
        yield from part


def lines(folder: str) -> Iterator[dict[str, Any]]:
    packed, plain = SHARED / folder / "dev.jsonl.gz", SHARED / folder / "dev.jsonl"
    text = gzip.decompress(packed.read_bytes()) if packed.exists() else plain.read_bytes()
    yield from map(json.loads, text.decode("utf-8").splitlines())


def common_words() -> tuple[set[str], set[str]]:
    """Words that people write in lower case, more often a word than a place: those counted, and those told by us."""
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    for folder in READ:
        for row in lines(folder):
            for word in re.findall(r"(?<![.!?\n] )(?<!^)\b[^\W\d_]+", str(row.get("text", ""))):
                (low if word.islower() else high)[" ".join(pieces(word))] += 1
    told = (HAND / "common.txt").read_text(encoding="utf-8").split("\n", 1)[1].split()
    return {word for word, count in low.items() if count >= 3 and count >= high[word] * 0.5}, set(told)


def person_names() -> set[str]:
    folder = SHARED / "gazetteers"
    first = (folder / "first_names_us.txt").read_text(encoding="utf-8").split()
    last = gzip.decompress((folder / "surnames_us.txt.gz").read_bytes()).decode("utf-8").split()
    # the list of last names goes on for ever; those who bear the first third of it are met
    return {" ".join(pieces(name)) for name in [*first, *last[: len(last) // 3]]}


def count_people(rows: dict[str, Row]) -> None:
    """Put the people counted by a census in place of the sum of the cities, where we have them."""
    for country, cell in hand("people", 2):
        for part, _, people in (one.partition("=") for one in listed(cell)):
            rows[f"{country}-{part}"].people = int(people)


def write(rows: dict[str, Row], small: dict[str, str]) -> None:
    ordered = sorted(rows.values(), key=lambda row: row.code)
    at = {row.code: number for number, row in enumerate(ordered)}
    common, persons = common_words(), person_names()
    capitals = set((HAND / "capitals.txt").read_text(encoding="utf-8").splitlines())
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for row in ordered:
        for name, flags in row.names.items():
            names[name][str(at[row.code])] = flags
            if " " in name and not flags & (SHORT | WEAK | DEMONYM) and (row.people > TAGGED or row.kind == "COUNTRY"):
                names[name.replace(" ", "")].setdefault(str(at[row.code]), TAG)
    for name, above in small.items():
        for code in above.split(","):
            names[name].setdefault(f"{at[code]}t", 0)
    told = []
    for name, places in sorted(names.items()):
        besides = COMMON if is_common(name, common, groups_of(places), ordered) else 0
        besides |= PERSON if name in persons else 0
        groups: dict[int, list[str]] = defaultdict(list)
        for place, flags in places.items():
            groups[flags | besides].append(place)
        low = LOWER + " " if name not in capitals and not besides & COMMON and is_large(name, groups, ordered) else ""
        if " " not in name and all(flags & SHORT for flags in groups):
            low = CAPITALS + " "
        told.append(
            f"{name}\t{low}" + " ".join(f"{flags}:{','.join(which)}" for flags, which in sorted(groups.items()))
        )
    DATA.mkdir(parents=True, exist_ok=True)
    for file, content in (("places", [row.line() for row in ordered]), ("names", told)):
        packed = gzip.compress("\n".join(content).encode("utf-8"), 9, mtime=0)
        (DATA / f"{file}.tsv.gz").write_bytes(packed)
        print(f"{file}: {len(content)} lines, {len(packed)} bytes")
        seal(f"places/{file}.tsv.gz", packed)


def groups_of(places: dict[str, int]) -> list[str]:
    """The rows that bear the name itself, not a nickname, a people or a tag; small towns left out."""
    return [place for place, flags in places.items() if not flags and not place.endswith("t")]


def is_common(name: str, common: tuple[set[str], set[str]], places: list[str], ordered: list[Row]) -> bool:
    """Whether a name is more often a word: by our own list, or as counted where no large place bears it."""
    counted, told = common
    if name in told:
        return True
    if name.endswith(" county") or any(ordered[int(place)].weight >= BIG for place in places):
        return False
    return all(word in counted or word in told for word in name.split())


def is_large(name: str, groups: dict[int, list[str]], ordered: list[Row]) -> bool:
    """Whether one of these is large enough to be meant by its name in lower case; one short word seldom is."""
    least = LARGE if " " in name else BIG
    plain = [place for flags, places in groups.items() if flags in {0, PERSON} for place in places]
    if " " not in name and len(name) < 4:
        return False
    return any(not place.endswith("t") and ordered[int(place)].weight >= least for place in plain)


def seal(file: str, content: bytes) -> None:
    """Write the new checksum of a data file into the list of sources, where the file already stands."""
    listing = DATA.parent / "SOURCES.toml"
    entry = re.compile(rf'(file = "{re.escape(file)}".*?sha256 = ")[0-9a-f]*', re.S)
    told = listing.read_text(encoding="utf-8")
    listing.write_text(entry.sub(rf"\g<1>{hashlib.sha256(content).hexdigest()}", told), encoding="utf-8")


def make_places(world_cities: Path) -> None:
    with world_cities.open(encoding="utf-8") as file:
        called = {int(row["geonameid"]): row["subcountry"] for row in csv.DictReader(file)}
    rows: dict[str, Row] = {}
    areas(rows)
    countries(rows)
    towns = [town for town in cities() if town.country in rows]
    codes = region_codes(towns, called)
    regions(rows, towns, codes)
    small = towns_of(rows, towns, codes)
    shires(rows)
    counties(rows)
    christen(rows)
    count_people(rows)
    write(rows, small)


def main(arguments: Iterable[str]) -> int:
    match list(arguments):
        case ["places", world_cities]:
            make_places(Path(world_cities))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
