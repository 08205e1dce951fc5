"""Short courses: a few screens and five questions each, as TOML in the folder ``training``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "training"
PASS_MARK = 4  # right answers of five; our own choice, 2026-11-21
LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True)
class Question:
    """``right`` counts from 0; ``why`` is said after an answer, right or wrong."""

    ask: str
    answers: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One thought of a course; ``text`` is Markdown."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Course:
    """One course in one language. A higher version is another course to pass."""

    slug: str
    version: int
    capacities: frozenset[str]
    minutes: int
    language: str
    title: str
    about: str
    screens: tuple[Screen, ...]
    questions: tuple[Question, ...]


@lru_cache(maxsize=16)
def courses(language: str = "en") -> dict[str, Course]:
    """Every course by name, in a language we have (others get English)."""
    chosen = language.split("-", maxsplit=1)[0]
    chosen = chosen if chosen in LANGUAGES else "en"
    return {path.stem: _read(path, chosen) for path in sorted(FOLDER.glob("*.toml"))}


def _read(path: Path, language: str) -> Course:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, Any] = told[language]
    return Course(
        slug=path.stem, version=told["version"], capacities=frozenset(told["capacities"]), minutes=told["minutes"],
        language=language, title=words["title"], about=words["about"],
        screens=tuple(Screen(one["title"], one["text"].strip()) for one in words["screens"]),
        questions=tuple(
            Question(one["ask"], tuple(one["answers"]), one["right"], one["why"]) for one in words["questions"]
        ),
    )
