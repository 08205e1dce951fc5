"""Plain words lead to short codes, in English and in Spanish."""

from __future__ import annotations

import re

import pytest

from dayroom.engines.meaning import UnknownConcept, codes_in, concept, concepts, folded
from dayroom.engines.meaning.words import tokens


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Third day of fever, sore throat", ("fever", "sore-throat")),
        ("Breast cancer is not just cancer", ("breast-cancer", "cancer")),
        ("type 2 diabetes", ("diabetes-2",)),
        ("fevers and fever", ("fever",)),
        ("bird flu", ("avian-flu",)),
        ("#LongCovid #measles", ("long-covid", "measles")),
        ("Me duele la cabeza y tengo náuseas", ("headache", "nausea")),
        ("tylenol vs ibuprofeno", ("paracetamol", "ibuprofen")),
        ("coughdrop", ()),
        ("", ()),
    ],
)
def test_words_are_coded(text: str, codes: tuple[str, ...]) -> None:
    assert codes_in(folded(text)) == codes


def test_every_line_can_be_found_and_no_word_stands_twice() -> None:
    seen: dict[str, str] = {}
    for one in concepts():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.code)
        assert one.english
        for word in one.words:
            assert "*" not in word[:-1], word
            key = " ".join(tokens(folded(word)))
            assert key
            assert seen.setdefault(key, one.code) == one.code, word
            assert one.code in codes_in(folded(word.rstrip("*"))), word
    assert len(concepts()) >= 250
    assert {one.kind for one in concepts()} == {"symptom", "condition", "drug"}


def test_codes_that_nobody_knows_are_refused() -> None:
    with pytest.raises(UnknownConcept):
        concept("nothing")


def test_long_texts_are_read() -> None:
    assert codes_in("fever " * 20_000) == ("fever",)
