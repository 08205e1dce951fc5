"""A question without an answer leads to pages that are about its words, and to none that are not."""

from __future__ import annotations

import pytest

from dayroom.apps.library.rules.fitting import Signposts, fitting, signposts_of
from dayroom.apps.library.vocabulary.fitting import Pointer, Signpost
from tests.spec.test_library_questions import ARTICLES, ASKED, passages, tomllib


@pytest.fixture(scope="module")
def posts() -> Signposts:
    told = [(path, tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(ARTICLES.glob("*.toml"))]
    return signposts_of(
        Signpost(Pointer("article", at, one["slug"], one["title"], "", one["language"]), one["title"],
                 "\n".join(one["conditions"]), " ".join(passage.text for passage in passages(path)))
        for at, (path, one) in enumerate(told)
    )


@pytest.mark.parametrize(("question", "page"), [
    ("My feet are swollen, heart failure", "heart-failure-every-day"),
    ("can I drive after a seizure", "when-somebody-has-a-seizure"),
    ("Measles in Riverside: look at your vaccine record", "measles"),
])
def test_a_question_leads_to_the_page_about_it(posts: Signposts, question: str, page: str) -> None:
    assert page in [one.key for one in fitting(posts, question, ["en"], 3)]


def test_what_no_page_is_about_leads_nowhere(posts: Signposts) -> None:
    nowhere = [one["q"] for one in ASKED if not one["page"]] + ["How do I get home by bus?", "What should I do today?"]
    led = {question: [one.key for one in fitting(posts, question, ["en"], 3)] for question in nowhere}
    assert not {question: pages for question, pages in led.items() if pages}
