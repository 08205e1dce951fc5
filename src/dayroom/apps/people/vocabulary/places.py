"""Countries and time zones to choose from, out of the time zone database (public domain, package tzdata)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import resources
from zoneinfo import available_timezones

from django.utils.translation import gettext

# areas of the database that are places; the rest are offsets and old names
_AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@lru_cache(maxsize=1)
def country_table() -> list[tuple[str, str]]:
    """(ISO 3166 code, English name)."""
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return [(code, name) for code, name in rows]


def countries() -> list[tuple[str, str]]:
    """(ISO 3166 code, name in the language of the page), by name; an accent does not send a name to the end."""
    named = [(code, gettext(name)) for code, name in country_table()]
    return sorted(named, key=lambda row: unicodedata.normalize("NFKD", row[1]))


@lru_cache(maxsize=1)
def time_zones() -> list[tuple[str, str]]:
    names = sorted(name for name in available_timezones() if name.split("/", maxsplit=1)[0] in _AREAS)
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]
