"""The helper answers from the right page, or says that it does not know: on our own questions."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dayroom.apps.library.rules.asking import Shelf, answers, quote_of, shelf_of
from dayroom.platform.ports import Passage

HERE = Path(__file__).parent
ARTICLES = HERE.parents[1] / "src" / "dayroom" / "demo" / "content" / "library" / "articles"
ASKED = tomllib.loads((HERE / "library_questions.toml").read_text(encoding="utf-8"))["ask"]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """The demo's articles in passages as the site cuts them."""
    return shelf_of(one for path in sorted(ARTICLES.glob("*.toml")) for one in passages(path) if one.language == "en")


def passages(path: Path) -> list[Passage]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))

    def made(text: str, heading: str = "") -> Passage:
        return Passage(told["title"], told["slug"], text, told["language"], heading)

    found = [made(told["summary"])]
    for block in told["blocks"]:
        if block["type"] == "now":
            found += [made(f"{item['title']}. {item['text']}") for item in block["items"]]
        elif block["type"] == "dos":
            found.append(made(" ".join([*block["do"], *(f"Do not: {line}" for line in block["dont"])])))
        elif block["type"] == "facts":
            found.append(made(" ".join(block["items"])))
        elif "markdown" in block:
            found.append(made(block["markdown"], block.get("heading", "")))
    return found


def test_most_questions_find_their_page_and_none_is_made_up(shelf: Shelf) -> None:
    right, missed, made_up = [], [], []
    for one in ASKED:
        pages = [found.passage.url for found in answers(shelf, one["q"], "en")]
        if one["page"]:
            (right if one["page"] in pages else missed).append(one["q"])
        elif pages:
            made_up.append((one["q"], pages))
    assert not made_up
    assert len(right) / (len(right) + len(missed)) >= 0.8, missed


def test_a_quote_is_word_for_word(shelf: Shelf) -> None:
    for one in ASKED:
        for found in answers(shelf, one["q"], "en"):
            bare = found.quote.removeprefix("… ").removesuffix(" …")
            assert bare in " ".join(found.passage.text.split())


def test_an_empty_question_and_one_of_small_words_find_nothing(shelf: Shelf) -> None:
    assert answers(shelf, "", "en") == []
    assert answers(shelf, "what should I do about it?", "en") == []
    assert answers(shelf_of([]), "fever", "en") == []


def test_a_long_passage_is_cut_between_sentences() -> None:
    text = "First of all rest. " * 10 + "Feet need care. " + "Walk a little. " * 60
    quote = quote_of(text, ["feet"])
    assert quote.startswith("… Feet need care.")
    assert quote.endswith(". …")
