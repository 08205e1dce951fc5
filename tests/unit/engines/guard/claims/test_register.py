"""The register: what is found, what is labelled, what is left alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dayroom.engines import guard
from dayroom.engines.guard import Claim, ClaimRegister, ClaimSource, Context, Family, Stance

TODAY = date(2026, 11, 21)
SOURCE = (ClaimSource("City Hospital", "Colds", 2026, 1),)
SPEC = Path(__file__).resolve().parents[4] / "spec" / "claims_in_context.jsonl"


def claim(claim_id: str, words: str, **facts: object) -> Claim:
    known: dict[str, object] = {
        "sources": SOURCE,
        "checked": TODAY,
        "review_by": date(2028, 5, 21),
        "version": "2026.11.1",
    }
    return Claim(claim_id, words, **{**known, **facts})  # type: ignore[arg-type]  # facts of a test


FLU = claim("flu.vitamin-c", "Vitamin C cures the flu", truth="Vitamin C does not cure the flu.")
AUTISM = claim("vaccines.autism", "Vaccines cause autism")


@pytest.fixture
def register() -> ClaimRegister:
    return ClaimRegister([FLU, AUTISM], today=TODAY)


def labels(register: ClaimRegister, text: str) -> list[str]:
    report = guard.screen(text, context=Context(), register=register)
    return [finding.rule_id for finding in report.findings if finding.family is Family.CLAIM]


@pytest.mark.parametrize(
    "text",
    [
        "Does vitamin C cure flu?",
        "My doctor says it's false that vitamin C cures the flu.",
        "Vitamin C cures the flu. That is a myth.",
        "Vitamin C cures the flu. Is that true?",
        "Vitamin C does not cure the flu.",
        "My aunt keeps saying that vitamin C cures the flu.",
        "If vitamin C really cured the flu, nobody would be ill.",
        "Yeah right, vitamin C cures the flu 🙄",
        "Vaccines do not cause autism. Vaccines cause autism in nobody.",
    ],
)
def test_who_asks_denies_quotes_or_jokes_is_not_labelled(register: ClaimRegister, text: str) -> None:
    assert labels(register, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin C cures the flu!",
    ],
)
def test_who_asserts_is_labelled(register: ClaimRegister, text: str) -> None:
    assert labels(register, text) == ["claim.flu.vitamin-c"]


def test_the_label_stands_on_the_sentence_and_says_what_is_right(register: ClaimRegister) -> None:
    text = "I am so tired. ¡Vitamin C cures the flu! Good night."
    (finding,) = guard.screen(text, context=Context(), register=register).findings
    assert (finding.klass, finding.sentence) == ("KNOWN_CLAIM", FLU.truth)
    assert "Vitamin C cures the flu" in text[finding.start : finding.end]
    assert "tired" not in text[finding.start : finding.end]


def test_a_label_is_no_gate_for_members_and_asks_professionals_to_cite(register: ClaimRegister) -> None:
    report = guard.screen("Vitamin C cures the flu.", context=Context(), register=register)
    actions = {author: guard.decide(report, Context(author=author)).action for author in guard.Author}
    assert actions[guard.Author.MEMBER] is guard.Action.ALLOW
    assert actions[guard.Author.PROFESSIONAL] is actions[guard.Author.ORGANISATION] is guard.Action.NUDGE


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"sources": ()}, "it names no source"),
        ({"checked": None}, "it does not say when it was checked"),
        ({"review_by": date(2026, 11, 20)}, "its review is overdue"),
        ({"review_by": None}, "it has no day by which it is reviewed"),
        ({"rating": 1.0}, "its check found it to be right"),
    ],
)
def test_what_may_not_label_is_listed_with_the_reason_and_still_found(facts: dict[str, object], reason: str) -> None:
    register = ClaimRegister([claim("one", "Vitamin C cures the flu", **facts)], today=TODAY)
    assert [item.reason for item in register.unused] == [reason]
    assert labels(register, "Vitamin C cures the flu.") == []
    assert register.match("Vitamin C cures the flu.")[0].claim_id == "one"


def test_the_review_day_itself_still_counts() -> None:
    assert ClaimRegister([claim("one", "Vitamin C cures the flu", review_by=TODAY)], today=TODAY).unused == ()


def test_a_heading_counts_and_of_equals_the_first_wins() -> None:
    twins = [
        claim("b", "Garlic helps", title="Does garlic cure flu?"),
        claim("a", "Garlic helps", title="Does garlic cure flu?"),
    ]
    found = ClaimRegister(twins, today=None).match("garlic against flu")
    assert [match.claim_id for match in found] == ["b", "a"]


FORWARDED = "Remove all your money from the bank before Friday. The old accounts will be blocked. Tell your family."


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (FORWARDED, Stance.ASSERTS),
        ("Is it true that " + FORWARDED[:-1], Stance.ASKS),
        (FORWARDED + " That is false.", Stance.DENIES),
        ("My neighbor keeps telling me: " + FORWARDED, Stance.QUOTES),
    ],
)
def test_a_claim_of_several_sentences_is_read_as_one(text: str, stance: Stance) -> None:
    (match,) = ClaimRegister([claim("bank", FORWARDED)], today=TODAY).match(text)
    assert match.stance is stance


def test_words_run_together_in_a_hashtag_are_found() -> None:
    claims = [claim("one", "The harbor festival was a hoax"), claim("two", "The school fair was a hoax")]
    found = ClaimRegister(claims, today=None).match("what a hoax #schoolfair")
    assert found[0].claim_id == "two"


def test_of_claims_as_near_the_one_that_shares_a_name_or_figure_comes_first() -> None:
    words = "{} towns have banned garlic bread"
    claims = [claim("a", words.format("40")), claim("b", words.format("70")), claim("c", words.format("90"))]
    found = ClaimRegister(claims, today=None).match("They say that 90 of the towns banned it, garlic and all")
    assert found[0].claim_id == "c"


def test_an_empty_register_and_an_empty_text_find_nothing(register: ClaimRegister) -> None:
    assert ClaimRegister([], today=TODAY).match("Vitamin C cures the flu.") == ()
    assert register.match(" ... ") == register.labels("") == ()


def test_long_texts_go_through_and_too_long_ones_are_refused(register: ClaimRegister) -> None:
    text = "word " * 19_990 + "Vitamin C cures the flu."
    assert [match.claim_id for match in register.labels("So. " * 100 + "Vitamin C cures the flu.")] == ["flu.vitamin-c"]
    assert all(0 <= match.start < match.end <= len(text) for match in register.match(text))
    with pytest.raises(guard.TextTooLong):
        register.match("a" * 100_001)


def test_by_words_it_says_so(register: ClaimRegister) -> None:
    assert register.by_meaning is False


def test_floors_on_our_own_cases_by_words_alone() -> None:
    """With the sentence model more is labelled; see docs/reference/guard-quality.md."""
    cases = [json.loads(line) for line in SPEC.read_text(encoding="utf-8").splitlines()]
    register = ClaimRegister(guard.shipped_claims(), today=TODAY)
    found = {case["id"]: {match.claim_id for match in register.labels(case["text"])} for case in cases}
    told = [case for case in cases if case["label"]]
    others = [case for case in cases if not case["label"]]
    assert len(cases) >= 300
    assert sum(bool(found[case["id"]]) for case in others) / len(others) <= 0.01
    assert sum(case["claim_id"] in found[case["id"]] for case in told) / len(told) >= 0.68


def test_every_shipped_check_may_label_on_the_day_it_shipped() -> None:
    register = ClaimRegister(guard.shipped_claims(), today=TODAY)
    assert len(register.claims) >= 80
    assert register.unused == ()


def test_stances_have_the_five_names() -> None:
    assert [stance.value for stance in Stance] == ["ASSERTS", "ASKS", "DENIES", "QUOTES", "UNCLEAR"]
