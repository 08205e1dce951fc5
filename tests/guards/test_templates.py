"""What pages may not do: load from elsewhere, carry script or style inside, or speak one language only."""

from __future__ import annotations

import re
from pathlib import Path

from tests.guards.tree import SOURCE, own_static, templates

COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->", re.DOTALL)
# attributes through which a browser fetches by itself; href fetches only on <link>
FETCHING = re.compile(
    r"""(?:\b(?:src|srcset|poster|data|action|formaction|hx-get|hx-post)|<link\b[^>]*\bhref)\s*=\s*["']?\s*(?:https?:)?//""",
    re.IGNORECASE,
)
STYLE_FETCH = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])\s*(?:https?:)?//""", re.IGNORECASE)
SCRIPT_FETCH = re.compile(r"""(?:fetch|import|open|WebSocket|EventSource|sendBeacon)\(\s*[`"'](?:https?:|wss?:)?//""")
INLINE = {
    "script with something in it": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>\s*\S", re.I
    ),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.I),
    "event attribute": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.I),
    "javascript: address": re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.I),
}
# a page of the components book shows code; it is a page for people who build, in English
UNTRANSLATED_PAGES = {"components_page"}
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TRANSLATED = re.compile(r"\{%\s*blocktranslate\b.*?\{%\s*endblocktranslate\s*%\}", re.DOTALL)
UNSPOKEN = re.compile(r"<(script|style|svg|code|pre)\b.*?</\1>", re.DOTALL | re.I)
MARKUP = re.compile(r"<[^>]*>", re.DOTALL)
# class names of the frame, not words
CLASSES = re.compile(r"\{%\s*block page_class\s*%\}.*?\{%\s*endblock[^%]*%\}", re.DOTALL)
# names and signs that are the same in every language
TOKENLESS = {"apps/notices/templates/notices/notice_unsubscribe.html": "a signed token stands in the address"}
SAME_EVERYWHERE = {"Dayroom", "English", "Español", "JSON", "HTML", "CSV", "PDF", "TOTP", "URL", "Markdown", "WebVTT"}


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def offences(sign: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [f"{name(path)}: {found.group(0)[:80]}" for path in paths for found in sign.finditer(source(path))]


def words_left(text: str) -> list[str]:
    """Two words side by side outside of every translation."""
    text = UNSPOKEN.sub(" ", TRANSLATED.sub(" ", CLASSES.sub(" ", text)))
    # the tags of the template language first: they may stand inside attributes, with signs that look like markup
    bare = MARKUP.sub("\n", TAGS.sub(" ", text))
    runs = re.findall(r"[A-Za-z][A-Za-z'’]+(?:[ ,.:;-]+[A-Za-z'’]+)+", bare)
    return [run for run in runs if not set(re.findall(r"[A-Za-z]+", run)) <= SAME_EVERYWHERE]


def translated_pages() -> list[Path]:
    return [path for path in templates() if not UNTRANSLATED_PAGES & set(path.parts)]


def test_pages_load_nothing_from_elsewhere() -> None:
    assert offences(FETCHING, templates()) == []
    assert offences(STYLE_FETCH, templates()) == []


def test_style_and_script_load_nothing_from_elsewhere() -> None:
    assert offences(STYLE_FETCH, own_static()) == []
    assert offences(SCRIPT_FETCH, own_static()) == []
    assert offences(FETCHING, [path for path in own_static() if path.suffix == ".svg"]) == []


def test_the_rule_about_elsewhere_finds_what_it_is_for() -> None:
    for bad in ('<img src="https://a.example/x.png">', "<link rel=x href='//cdn.example/y.css'>", '<video poster="http://a/b">'):
        assert FETCHING.search(bad), bad
    assert not FETCHING.search('<a href="https://findahelpline.com">a link for people</a>')
    assert STYLE_FETCH.search("background: url(https://a.example/b.png)")


def test_pages_have_no_script_or_style_inside() -> None:
    assert [found for sign in INLINE.values() for found in offences(sign, templates())] == []


def test_the_rule_about_inside_finds_what_it_is_for() -> None:
    bad = ("<script>alert(1)</script>", "<style>a{}</style>", '<p class="x" style="a:b">', '<a onclick="x()">')
    assert [one for one in bad if not any(sign.search(one) for sign in INLINE.values())] == []
    assert not any(sign.search('<script src="/static/app.js"></script><p data-on="x">') for sign in INLINE.values())


def test_a_link_that_opens_a_new_window_does_not_hand_over_this_one() -> None:
    opened = re.compile(r"<a\b(?=[^>]*target=\"_blank\")(?![^>]*noopener)[^>]*>")
    assert offences(opened, templates()) == []


def test_every_word_of_a_page_can_be_translated() -> None:
    """Two words side by side outside of a translation are a sentence that stays English for everyone."""
    assert [f"{name(path)}: {left}" for path in translated_pages() if (left := words_left(source(path)))] == []


def test_the_rule_about_words_finds_what_it_is_for() -> None:
    assert words_left("<p>Hello there, Ann</p>") == ["Hello there, Ann"]
    good = '<p>{% translate "Hello there" %} {{ a }}</p>{% blocktranslate trimmed %}A b c{% endblocktranslate %}'
    assert words_left(good) == []


def test_what_is_read_aloud_can_be_translated_too() -> None:
    """aria-label, alt, title and placeholder are words as well."""
    spoken = re.compile(r"""\b(?:aria-label|alt|title|placeholder)\s*=\s*"([^"]*[A-Za-z]{3}[^"]*)\"""")
    left = [
        f"{name(path)}: {words}"
        for path in translated_pages()
        for words in spoken.findall(TAGS.sub(" ", source(path)))
        if not set(words.split()) <= SAME_EVERYWHERE
    ]
    assert left == []


def test_every_form_that_changes_something_carries_its_token() -> None:
    forms = re.compile(r"<form\b[^>]*\bmethod=\"?post\"?[^>]*>(.*?)</form>", re.I | re.DOTALL)
    bare = [
        name(path)
        for path in templates()
        for form in forms.findall(source(path))
        if "csrf_token" not in form and "components/" not in form and name(path) not in TOKENLESS
    ]
    assert bare == []
