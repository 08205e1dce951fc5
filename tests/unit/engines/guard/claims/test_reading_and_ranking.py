"""Cutting sentences, telling stances, counting rankings: small vectors."""

from __future__ import annotations

import time

import pytest

from dayroom.engines.guard.claims.ranking import average_precision, reciprocal_rank
from dayroom.engines.guard.claims.reading import bare, sentences, words
from dayroom.engines.guard.claims.stance import stance_of
from dayroom.engines.guard.claims.words import WordIndex

# relevant ranks {1}, {3}, {}, {2, 5}: MAP@5 .4458, MRR@5 .4583 (standards 5)
RANKS = [[1], [3], [], [2, 5]]


def test_the_vector_of_the_standard() -> None:
    precision = [average_precision(ranks, max(len(ranks), 1)) for ranks in RANKS]
    assert [round(value, 4) for value in precision] == [1.0, 0.3333, 0.0, 0.45]
    assert round(sum(precision) / 4, 4) == 0.4458
    assert round(sum(reciprocal_rank(ranks) for ranks in RANKS) / 4, 4) == 0.4583


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dr. Okoye said so. Is it true?", ["Dr. Okoye said so.", "Is it true?"]),
        ("It costs 2.50 a day!!! “Really?” she said", ["It costs 2.50 a day!!!", "“Really?”", "she said"]),
        ("one\n\ntwo", ["one", "two"]),
        ("...", []),
    ],
)
def test_sentences_and_their_places(text: str, parts: list[str]) -> None:
    found = sentences(text)
    assert [sentence.text for sentence in found] == parts
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)


def test_words_are_stems_without_links_and_small_words() -> None:
    assert words("The vaccines CAUSED #LongCovid https://example.org @ann") == ["vaccin", "caus", "long", "covid"]
    assert bare("“Garlic” isn’t a 'cure'") == "garlic isn't a cure"


def test_rare_words_weigh_more() -> None:
    index = WordIndex([["flu", "garlic"], ["flu", "rest"], ["flu"]])
    assert index.scores(["garlic"])[0] > index.scores(["flu"])[0] > 0


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "?" * 100_000, "no " * 33_000, "not. " * 20_000, '"' * 100_000, "#a" * 50_000]
)
def test_hard_texts_take_linear_time(text: str) -> None:
    started = time.process_time()
    for sentence in sentences(text)[:3]:
        stance_of(sentence.text, "Garlic cures flu")
    words(text)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("El ajo cura la gripe.", "ASSERTS"),
        ("¿El ajo cura la gripe?", "ASKS"),
        ("Me pregunto si el ajo cura la gripe", "ASKS"),
        ("El ajo no cura la gripe.", "DENIES"),
        ("Es un bulo que el ajo cura la gripe.", "DENIES"),
        ("Mi vecina dice que el ajo cura la gripe.", "QUOTES"),
        ("Sí, claro, el ajo cura la gripe 🙄", "UNCLEAR"),
    ],
)
def test_spanish_stances(sentence: str, stance: str) -> None:
    assert stance_of(sentence, "El ajo cura la gripe").value == stance


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Why the hell isn't garlic used to cure flu", "ASKS"),
        ("There is a lack of scientific evidence that garlic cures flu.", "DENIES"),
        ("One hypothesis is that garlic cures flu.", "UNCLEAR"),
        ("Garlic cures flu (RR=0.8, p<0.05) in this group.", "UNCLEAR"),
        ("Garlic might be useful against flu.", "UNCLEAR"),
    ],
)
def test_what_papers_say_and_who_complains_is_not_asserted(sentence: str, stance: str) -> None:
    assert stance_of(sentence, "Garlic cures flu").value == stance


@pytest.mark.parametrize(
    ("before", "after", "stance"),
    [
        ("Myth:", "", "DENIES"),
        ("", "Nope.", "DENIES"),
        ("", "There is no evidence for it.", "DENIES"),
        ("", "Has anyone heard of this?", "ASKS"),
        ("", "I tried it.", "ASSERTS"),
    ],
)
def test_the_sentences_beside_it_count(before: str, after: str, stance: str) -> None:
    assert stance_of("Garlic cures the flu.", "Garlic cures flu", before=before, after=after).value == stance


@pytest.mark.parametrize(
    ("sentence", "view", "stance"),
    [
        ("Vaccines are not safe.", "Vaccines are dangerous", "ASSERTS"),
        ("Vaccines are safe.", "Vaccines are dangerous", "DENIES"),
        ("Masks don't work.", "Masks do not work", "ASSERTS"),
        ("Masks work.", "Masks do not work", "DENIES"),
        ("It is not a myth that masks do not work.", "Masks do not work", "ASSERTS"),
        ("There is no evidence that masks do not work.", "Masks do not work", "DENIES"),
        ("There is no evidence that masks work.", "Masks do not work", "ASSERTS"),
        ("My uncle says that the mill has agreed to sell.", "The mill has agreed to sell", "QUOTES"),
        ("Covid is a hoax.", "Covid is a hoax", "ASSERTS"),
        ("Never drink bleach, please.", "Bleach cures covid", "DENIES"),
    ],
)
def test_what_the_claim_denies_itself_is_no_denial(sentence: str, view: str, stance: str) -> None:
    assert stance_of(sentence, view).value == stance
