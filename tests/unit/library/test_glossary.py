"""Words of the glossary are marked once, in running text only, and nothing of the HTML around them changes."""

from __future__ import annotations

import re
import time

from hypothesis import given
from hypothesis import strategies as st

from dayroom.apps.library.rules.glossary import mark_first, mark_line
from dayroom.platform import markup

KNOWN = {"stent": "stent", "a1c": "a1c", "hba1c": "a1c", "adverse event": "adverse event", "amp": "amp"}


def marked(html: str) -> tuple[str, list[str]]:
    seen: dict[str, int] = {}
    return mark_first(html, KNOWN, seen), list(seen)


def test_the_first_use_is_marked_and_another_spelling_is_the_same_word() -> None:
    html, seen = marked("<p>Your HbA1c and A1C. Two stents, an Adverse Event &amp; more.</p>")
    assert seen == ["a1c", "stent", "adverse event"]
    assert re.findall(r'<a class="word" id="at-(\d)" href="#word-\1">(.*?)</a>', html) == [
        ("1", "HbA1c"), ("2", "stents"), ("3", "Adverse Event")]


def test_nothing_is_marked_in_headings_links_code_and_attributes() -> None:
    html = '<h3>Stent</h3><p><a href="/stent?a>b" rel="stent">stent</a> <code>stent</code></p>'
    assert marked(html) == (html, [])


def test_a_line_of_plain_text_is_escaped() -> None:
    assert mark_line("<b>stent", KNOWN, {}) == '&lt;b&gt;<a class="word" id="at-1" href="#word-1">stent</a>'


@given(st.text(alphabet="stenadvrs <>&\"'*_[]()`#-\n", max_size=200))
def test_without_the_marks_the_html_is_what_it_was(text: str) -> None:
    html = markup.render(markup.clean(text))
    found, _seen = marked(html)
    assert re.sub(r'<a class="word" id="at-\d+" href="#word-\d+">(.*?)</a>', r"\1", found) == html


def test_a_long_text_costs_in_line_with_its_length() -> None:
    def cost(words: int) -> float:
        began = time.process_time()
        mark_line("adverse " * words + '<"' * words, KNOWN, {})
        return time.process_time() - began

    cost(500)
    assert cost(8_000) < 20 * max(cost(1_000), 0.005), "eight times as long"
