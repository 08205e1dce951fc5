"""What the index makes of words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayroom.apps.communities.rules import searching
from dayroom.platform.terms import MARK, terms_of, token


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sensors", "Sensor"),
        ("niño", "nino"),
        ("Dolores", "dolor"),
        ("allergies", "allergy"),
        ("sleeping", "sleep"),
        ("STOPPED", "stop"),
        ("ﬁne", "fine"),
        ("Ａ１", "a1"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert terms_of(one) == terms_of(other)


def test_scripts_without_spaces_are_found_by_a_part() -> None:
    assert set(terms_of("糖尿")) <= set(terms_of("私は糖尿病です"))


@given(st.text(max_size=300))
def test_no_text_can_forge_a_token(text: str) -> None:
    assert not any(term.startswith(MARK) for term in terms_of(text))
    assert all(term.isascii() and " " not in term and "'" not in term for term in terms_of(text))


@given(st.text(min_size=1, max_size=60))
def test_a_token_is_one_plain_word(text: str) -> None:
    assert token(text).isascii()
    if text.isalnum():
        assert not set(token(text)) & set("'\" &|()*:!\\")


def test_a_query_is_read_into_words_wordings_and_hashtags() -> None:
    read = searching.read_question('"night sweats" again #Sensores', tag="#sleep")
    assert read.words == ("night", "sweats", "again")
    assert read.phrases == ("night sweats",)
    assert read.hashtags == ("sensores", "sleep")


@pytest.mark.parametrize(
    "text", ["", '"', '""""', "#", "# #", "* OR (", "NEAR/3", "\\'; drop", "~c1 ~vpub", "😀", "a" * 5000]
)
def test_no_query_is_too_odd_to_be_read(text: str) -> None:
    read = searching.read_question(text)
    assert len(read.words) <= searching.MAX_WORDS


def test_a_span_of_time_is_asked_by_its_months_and_a_long_one_by_its_years() -> None:
    since = datetime(2025, 11, 20, tzinfo=UTC)
    assert searching.span_tokens(since, datetime(2026, 2, 1, tzinfo=UTC)) == (
        "d202511",
        "d202512",
        "d202601",
        "d202602",
    )
    assert searching.span_tokens(datetime(2010, 1, 1, tzinfo=UTC), since)[0] == "y2010"
    assert set(searching.month_tokens(since)) & set(searching.span_tokens(since, since))


def test_the_title_counts_most_then_the_wording() -> None:
    question = searching.read_question("night sweats")
    common = {"position": 2, "replies": 0, "answered": False, "age_days": 10.0}
    in_title = searching.worth(question, title="Night sweats", body="?", **common)
    side_by_side = searching.worth(question, title="x", body="these night sweats", **common)
    apart = searching.worth(question, title="x", body="sweats, night after night", **common)
    assert in_title > side_by_side > apart
