"""Guided programmes: steps in plain words, as TOML in the folder ``programmes``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from dayroom.apps.tracking.vocabulary.goals import Programme, ProgrammeSource, ProgrammeStep
from dayroom.platform import markup

FOLDER = Path(__file__).parents[1] / "programmes"
LANGUAGES = ("en", "es")


@lru_cache(maxsize=8)
def programmes(language: str = "en") -> dict[str, Programme]:
    """Every programme by key, in a language we have (others get English)."""
    chosen = language.split("-", maxsplit=1)[0]
    chosen = chosen if chosen in LANGUAGES else "en"
    return {path.stem: _read(path, chosen) for path in sorted(FOLDER.glob("*.toml"))}


def _read(path: Path, language: str) -> Programme:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    words = told[language]
    return Programme(
        key=path.stem, title=words["title"], about=words["about"], safety=tuple(words["safety"]), pause=words["pause"],
        condition=told["condition"],
        steps=tuple(
            ProgrammeStep(one["key"], one["title"], markup.render(one["text"].strip())) for one in words["steps"]
        ),
        sources=tuple(
            ProgrammeSource(one["body"], one["title"], one["year"], one["verified"]) for one in told["sources"]
        ),
    )
