"""Names to be picked while typing: found by their beginnings, in both languages, coded only where it is exact."""

from __future__ import annotations

import re

import pytest

from dayroom.engines.measures.terms import find_terms, term, terms

CODE = {
    "condition": re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?"),
    "symptom": re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?"),
    "treatment": re.compile(r"\d{3,7}"),
}


@pytest.mark.parametrize(
    ("typed", "kind", "language", "first"),
    [
        ("met", "treatment", "en", "Metformin"),
        ("GLUCO", "treatment", "en", "Metformin"),  # by a name of trade
        ("diab 2", "condition", "en", "Type 2 diabetes"),
        ("presion alta", "condition", "es", "High blood pressure"),  # without the accent
        ("hipertensión", "condition", "es", "High blood pressure"),
        ("brain f", "symptom", "en", "Trouble thinking"),
    ],
)
def test_a_few_letters_find_it(typed: str, kind: str, language: str, first: str) -> None:
    assert next(found.en for found in find_terms(typed, kind=kind, language=language)) == first


@pytest.mark.parametrize("typed", ["", " ", "m", "¿?", "zzzz", "\x00\x00", "a" * 100_000])
def test_nothing_is_made_up(typed: str) -> None:
    assert find_terms(typed, kind="treatment") == []


@pytest.mark.parametrize(("kind", "least"), [("condition", 120), ("treatment", 150), ("symptom", 60)])
def test_every_line_has_two_names_one_key_and_a_code_of_the_right_shape(kind: str, least: int) -> None:
    lines = list(terms(kind))
    assert len(lines) >= least
    assert len({line.key for line in lines}) == len(lines)
    assert [line.en for line in lines if not line.en or not line.es] == []
    assert [line.en for line in lines if line.code and not CODE[kind].fullmatch(line.code)] == []
    coded = [line.code for line in lines if line.code]
    assert len(coded) == len(set(coded)), "two names share a code"


def test_a_key_finds_its_line_and_its_own_kind_only() -> None:
    found = term("Metformin", kind="treatment")
    assert found is not None
    assert (found.code, found.system) == ("6809", "http://www.nlm.nih.gov/research/umls/rxnorm")
    assert term("metformin", kind="condition") is None
