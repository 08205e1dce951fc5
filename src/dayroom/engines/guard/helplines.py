"""Who answers the telephone, by country.

country   two letters (ISO 3166-1 alpha-2), any case
returns   the entries of that country, an emergency number first; never empty: for a country we have
          nothing for, the general entry that says how to find one
source    data/helplines.toml; each entry names its own source and when it was last checked
errs      an entry nobody has checked is kept and says so: `verified_at` is None

>>> helplines_for("us")[0].channels[0].value
'911'
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "helplines.toml"
ANYWHERE = "ZZ"


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach a helpline: phone, sms or chat."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Helpline:
    """One service that answers. `verified_at` None means: not yet checked by anybody here."""

    id: str
    country: str
    region: str
    name: str
    channels: tuple[Channel, ...]
    hours: str
    languages: tuple[str, ...]
    populations: tuple[str, ...]
    url: str
    verified_at: date | None
    source: str
    kind: str = "support"


def helplines_for(country: str) -> tuple[Helpline, ...]:
    """The helplines of a country; see the module."""
    entries = all_helplines()
    code = country.strip().upper()
    code = "GB" if code == "UK" else code
    own = tuple(entry for entry in entries if entry.country == code and code != ANYWHERE)
    if not own and code in EU_COUNTRIES:
        own = tuple(entry for entry in entries if entry.country == "EU")
    return own + tuple(entry for entry in entries if entry.country == ANYWHERE)


@lru_cache(maxsize=1)
def all_helplines() -> tuple[Helpline, ...]:
    """Every entry of the data file, in its order."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_helpline_from(entry) for entry in data["helpline"])


def _helpline_from(entry: dict[str, Any]) -> Helpline:
    return Helpline(
        id=entry["id"],
        country=entry["country"],
        region=entry.get("region", ""),
        name=entry["name"],
        channels=tuple(Channel(channel["kind"], channel["value"]) for channel in entry["channels"]),
        hours=entry.get("hours", ""),
        languages=tuple(entry.get("languages", ())),
        populations=tuple(entry.get("populations", ())),
        url=entry.get("url", ""),
        verified_at=entry.get("verified_at"),
        source=entry["source"],
        kind=entry.get("kind", "support"),
    )


# the member states of the European Union, 2026-11-20: 112 works in each of them
EU_COUNTRIES = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
    ]
)
