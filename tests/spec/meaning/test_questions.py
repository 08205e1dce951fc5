"""Posts that ask are told from posts that tell, and the same question has the same key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dayroom.engines.meaning import asks_about, folded, is_question

SPEC = tomllib.loads((Path(__file__).parent / "questions.toml").read_text("utf-8"))
FLOOR = 0.93


def test_posts_that_ask_are_found_and_posts_that_tell_are_not() -> None:
    asking = [is_question(folded(text)) for text in SPEC["asks"]]
    telling = [not is_question(folded(text)) for text in SPEC["tells"]]
    assert sum(asking) >= FLOOR * len(asking)
    assert sum(telling) >= FLOOR * len(telling)


@pytest.mark.parametrize("same", SPEC["same"], ids=lambda same: same["key"])
def test_the_same_question_has_the_same_key(same: dict[str, list[str]]) -> None:
    assert [asks_about(folded(text)) for text in same["asked"]] == [same["key"]] * len(same["asked"])


@pytest.mark.parametrize("text", ["", "?", "\0\ud800?", "¿" * 1000, "is " * 40_000, "a?b?c" * 20_000])
def test_no_text_is_too_hard(text: str) -> None:
    is_question(folded(text))
    asks_about(folded(text))
