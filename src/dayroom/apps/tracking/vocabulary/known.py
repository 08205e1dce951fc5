"""Treatments, conditions and side effects that are counted: our own lists, in known.toml.

A name is known when it is exactly one of these names, in whatever case. Anything else stays what the person wrote and
is counted nowhere: nothing is guessed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from django.utils.translation import get_language

from dayroom.engines.measures.reports.lexicon import drugs
from dayroom.engines.measures.terms import Term, terms

_FILE = Path(__file__).parent / "known.toml"
_SPACE = re.compile(r"\s+")
OTHER = "OTHER"  # a purpose that is not among those of the treatment


@dataclass(frozen=True, slots=True)
class Known:
    """One thing with a page or a number of its own. `slug` stands in addresses; `purposes` are slugs of conditions."""

    slug: str
    name: str
    purposes: tuple[str, ...] = ()
    es: str = ""


def folded(text: str) -> str:
    """A name as it is compared.

    >>> folded("  Type 2   Diabetes ")
    'type 2 diabetes'
    """
    return _SPACE.sub(" ", text).strip().casefold()


@cache
def _lists() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


@cache
def treatments() -> dict[str, Known]:
    """Slug → treatment, by name."""
    return _read("treatment")


@cache
def conditions() -> dict[str, Known]:
    return _read("condition")


@cache
def side_effects() -> dict[str, Known]:
    return _read("side_effect")


def treatment_named(text: str, code: str = "") -> Known | None:
    """The treatment of this code or of exactly this name; a brand stands for its substance."""
    found = _names("treatment").get(f"rxnorm {code}") if code else None
    found = found or _names("treatment").get(folded(text)) or drugs().get(folded(text))
    return treatments().get(found) if found else None


def condition_named(text: str) -> Known | None:
    return _named("condition", text)


def side_effect_named(text: str) -> Known | None:
    return _named("side_effect", text)


def told(known: Known) -> str:
    """Its name in the reader's language, where our list of terms has one."""
    language = (get_language() or "en").split("-")[0]
    term = _terms().get(folded(known.name))
    if term is not None:
        return term.name(language)
    return known.es if known.es and language == "es" else known.name


def _named(kind: str, text: str) -> Known | None:
    found = _names(kind).get(folded(text))
    return _read(kind)[found] if found else None


@cache
def _read(kind: str) -> dict[str, Known]:
    made = [Known(slugify(row["name"]), row["name"], tuple(row.get("purposes", ())), row.get("es", ""))
            for row in _lists()[kind]]
    return {one.slug: one for one in sorted(made, key=lambda one: folded(one.name))}


@cache
def _names(kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _lists()[kind]:
        slug = slugify(row["name"])
        found |= {folded(name): slug for name in (row["name"], row.get("es", ""), *row.get("names", ())) if name}
        if row.get("rxnorm"):
            found[f"rxnorm {row['rxnorm']}"] = slug
    # what was picked from the list of terms in another language is the same thing
    return {folded(term.name("es")): found[name] for name, term in _terms().items() if name in found} | found


@cache
def _terms() -> dict[str, Term]:
    """English name as it is compared → the line of the engine's list of terms."""
    return {folded(term.name("en")): term for kind in ("condition", "treatment") for term in terms(kind)}
