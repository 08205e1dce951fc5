"""Folding reads every text, and folding twice is folding once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayroom.engines.meaning import folded, tokens

ANY = st.text(st.characters(codec=None), max_size=200)
HARD = ["\0", "\ud800", "\u202eשלום", "´a`", "a\u0301" * 10_000, "@" * 50_000, "\u05b0\u0591" * 10_000, "ﷺ" * 2_000]


@settings(max_examples=40)
@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    assert once.encode() is not None
    assert "  " not in once
    assert tokens(once) == tokens(folded(once))


@pytest.mark.parametrize("text", HARD, ids=lambda text: f"{text[0]!a} of {len(text)}")
def test_no_text_is_too_hard(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    tokens(folded(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Won’t sleep, 3 nights", ["won't", "sleep", "3", "nights"]),
        ("Niño con FIEBRE #Gripe2024", ["nino", "con", "fiebre", "#gripe2024"]),
        ("see www.example.org/x and HTTPS://example.org", ["see", "and"]),
        ("@carl and @ann@my-site.example hi", ["and", "hi"]),
        ("👩🏽‍⚕️ 🇺🇸🤒", ["👩\u200d⚕", "🇺🇸", "🤒"]),
        ("ＦＬＵ ﬂu", ["flu", "flu"]),
        ("बुखार है", ["बुखार", "है"]),
        ("", []),
    ],
)
def test_words_are_found(text: str, words: list[str]) -> None:
    assert tokens(folded(text)) == words


def test_handles_and_links_are_gone() -> None:
    assert folded("@ann told @carl: https://example.org/ann") == "told :"
