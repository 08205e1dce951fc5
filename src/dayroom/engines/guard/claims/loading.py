"""Read fact checks from TOML: one file per topic, one table per claim.

path      a file, or a folder of them
returns   claims in the order they stand in
raises    BrokenClaim with the file, the number of the claim and the field
errs      a file that cannot be read stops the start: half a register would look like a whole one
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from .errors import BrokenClaim
from .vocabulary import Claim, ClaimSource, ClaimTexts

CLAIM_FOLDER = Path(__file__).parent.parent / "data" / "claims"
# languages besides the first one that a claim may be written in
LANGUAGES = ("es",)
_TIERS = range(1, 5)


@lru_cache(maxsize=1)
def shipped_claims() -> tuple[Claim, ...]:
    """The fact checks that come with the engine; none of them labels before a steward has accepted it."""
    return load_claims(CLAIM_FOLDER) if CLAIM_FOLDER.is_dir() else ()


def load_claims(path: str | Path) -> tuple[Claim, ...]:
    """Read the claims of a file or of a folder; see the module."""
    path = Path(path)
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    claims = [claim for file in files for claim in _claims_of(file)]
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            raise BrokenClaim(path.name, None, "id", f"two claims are called {claim.id}")
        seen.add(claim.id)
    return tuple(claims)


def _claims_of(file: Path) -> list[Claim]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenClaim(file.name, None, "", "the file cannot be read as UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise BrokenClaim(file.name, None, "", f"not valid TOML: {error}") from error
    version = str(data.get("version", ""))
    return [_claim_from(entry, version, file.name, row) for row, entry in enumerate(data.get("claim", []), 1)]


def _claim_from(entry: Mapping[str, Any], version: str, where: str, row: int) -> Claim:
    def text(name: str, *, needed: bool = False) -> str:
        value = entry.get(name, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            raise BrokenClaim(where, row, name, "a line of text is needed here")
        return " ".join(value.split())

    def texts(name: str) -> tuple[str, ...]:
        value = entry.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise BrokenClaim(where, row, name, "a list of texts is needed here")
        return tuple(" ".join(item.split()) for item in value if item.strip())

    def day(name: str) -> date | None:
        value = entry.get(name)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        raise BrokenClaim(where, row, name, "a day such as 2026-11-21 is needed here")

    translations = {
        code: ClaimTexts(
            text(f"claim_{code}"), texts(f"variants_{code}"), text(f"truth_{code}"), text(f"misleads_{code}")
        )
        for code in LANGUAGES
        if entry.get(f"claim_{code}")
    }
    return Claim(
        id=text("id", needed=True),
        claim=text("claim", needed=True),
        topic=text("topic"),
        title=text("title"),
        variants=texts("variants"),
        truth=text("truth"),
        misleads=text("misleads"),
        sources=tuple(_source_from(item, where, row) for item in entry.get("sources", [])),
        checked=day("checked"),
        review_by=day("review_by"),
        version=version,
        translations=translations,
    )


def _source_from(item: Any, where: str, row: int) -> ClaimSource:
    if not isinstance(item, Mapping) or not str(item.get("body", "")).strip():
        raise BrokenClaim(where, row, "sources", "each source names at least its body")
    year, tier = item.get("year"), item.get("tier", 4)
    if year is not None and not isinstance(year, int):
        raise BrokenClaim(where, row, "sources.year", "a year such as 2026 is needed here")
    if tier not in _TIERS:
        raise BrokenClaim(where, row, "sources.tier", "a number from 1 to 4 is needed here")
    words = {name: str(item.get(name, "")).strip() for name in ("body", "title", "doi", "pmid", "url")}
    return ClaimSource(year=year, tier=tier, **words)
