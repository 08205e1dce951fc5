"""Whatever is written, what comes out is safe, whole and quick."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayroom.platform import markup

VOID = {"br", "hr"}


class Reader(HTMLParser):
    """Collects what a browser would see: tags, attributes, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def assert_safe(html: str) -> None:
    """Only tags and attributes we know, only addresses that run nothing, nothing that loads by itself."""
    reader = read(html)
    assert reader.open == []
    for tag, attributes in reader.tags:
        assert tag in markup.ALLOWED_TAGS
        for name, value in attributes.items():
            assert name in {"href", "class", "start", "data-post", "rel"}, (tag, name)
            if name == "href":
                assert re.match(r"(?:https?:|mailto:|tel:|/(?!/)|#)", value or "", re.IGNORECASE), value


def rendered(text: str) -> str:
    return markup.render(
        markup.clean(text),
        mention_url=lambda handle: f"/m/{handle}" if handle == "ann" else None,
        quote_html=lambda public_id: f'<blockquote class="quote" data-post="{public_id}"><p>quoted</p></blockquote>',
    )


# --- what it makes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*soft* **strong** ~~gone~~", "<p><em>soft</em> <strong>strong</strong> <s>gone</s></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("# Big", "<h3>Big</h3>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("`@ann #x`", "<p><code>@ann #x</code></p>"),
        ("2 < 3 & 4 > 1", "<p>2 &lt; 3 &amp; 4 &gt; 1</p>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
    ],
)
def test_markdown_becomes_plain_html(text: str, html: str) -> None:
    assert rendered(text).strip() == html


def test_a_known_handle_becomes_a_link_and_an_unknown_one_stays_text() -> None:
    html = rendered("@ann and @nobody and mail@ann.example")
    assert '<a class="mention" href="/m/ann">@ann</a>' in html
    assert "@nobody" in html
    assert html.count("<a ") == 1


def test_a_hashtag_becomes_a_search() -> None:
    assert '<a class="hashtag" href="/search?q=%23insulin">#Insulin</a>' in rendered("about #Insulin today")


def test_a_link_to_elsewhere_tells_nothing_about_the_reader() -> None:
    assert 'rel="nofollow noopener ugc"' in rendered("[x](https://example.org)")


def test_a_picture_by_link_is_never_fetched() -> None:
    assert "<img" not in rendered("![x](https://example.org/track.gif)")


def test_a_quote_is_put_in_by_reference() -> None:
    name = "a" * 20
    assert f'data-post="{name}"' in rendered(f"before\n\n[[quote:{name}]]\n\nafter")


def test_plain_words_are_words_and_no_markup() -> None:
    assert markup.plain(rendered("**Salt** & 2 < 3\n\n- one\n- two")) == "Salt & 2 < 3 one two"


def test_references_are_found_outside_code_only() -> None:
    text = "@ann #one `@bob #two`\n```\n@cat #three\n```"
    assert markup.mentioned(text) == ["ann"]
    assert markup.hashtags(text) == ["one"]


def test_links_are_counted_however_they_are_written() -> None:
    assert markup.link_count("http://a.example [b](HTTPS://b.example) www.c.example wwwhat") == 3


# --- what arrives -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301", "\u00e9"),
        ("\u202egnirts", "gnirts"),
        ("\ufeffhello", "hello"),
        ("a\u2066b\u2069c", "abc"),
        (
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
    ],
)
def test_text_is_cleaned_of_what_deceives_and_keeps_what_scripts_need(text: str, kept: str) -> None:
    assert markup.clean(text) == kept


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_a_lone_surrogate_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(markup.NotText) as fault:
        markup.clean(text)
    assert "type it again" in str(fault.value)


@pytest.mark.parametrize("text", ["", "\u200b\u200b", "\u2800", "\u3164", " \n\t", "\u200d\ufe0f", "\u00ad"])
def test_letters_that_nobody_sees_are_no_text(text: str) -> None:
    assert markup.is_blank(text)


@pytest.mark.parametrize("text", ["a", "\u200ba", "❤️", "。"])
def test_anything_that_can_be_seen_is_text(text: str) -> None:
    assert not markup.is_blank(text)


# --- what attackers write ---------------------------------------------------------------------------------------------

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></mtext><mglyph><style></style>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x",
    "<video><source onerror=alert(1)>",
    "<audio src onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](<javascript:alert(1)>)",
    '[x](https://a.example "onmouseover=alert(1)")',
    "[x](https://a.example' onclick='alert(1))",
    "![x](javascript:alert(1))",
    '![" onerror="alert(1)](x)',
    '![x](https://evil.example/p.gif"onerror="alert(1))',
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    '<https://a.example/"onclick=alert(1)>',
    "[[x](javascript:alert(1))](https://a.example)",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '~~~@ann"onclick=alert(1)\nx\n~~~',
    '```"><script>alert(1)</script>\nx\n```',
    "    <script>alert(1)</script>",
    "|<script>|b|\n|-|-|\n|<img src=x onerror=alert(1)>|c|",
    "> <script>alert(1)</script>",
    "- <img src=x onerror=alert(1)>",
    "# <svg onload=alert(1)>",
    "*<b onmouseover=alert(1)>x*",
    "<!-- <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><x/>",
    "<!DOCTYPE html>",
    "<style>*{background:url(//evil.example)}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<form action=//evil.example><button>x",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<p style="position:fixed;inset:0">x',
    '<div class="tabbar" id="main">x</div>',
    '@ann"><script>alert(1)</script>',
    "@<script>",
    "#<script>alert(1)</script>",
    '#a"onclick=alert(1)',
    "[@ann](javascript:alert(1))",
    "[x](@ann)",
    "[x](<@ann>)",
    "<@ann>",
    '[x](https://a.example/#tag "@ann")',
    "\x020\x03",
    "\x02999\x03",
    "&#2;0&#3; @ann",
    "&#x02;0&#x03; #tag",
    "\\<script>alert(1)\\</script>",
    "[[quote:<script>alert(1)</script>]]",
    "[[quote:" + "a" * 20 + "]]<script>",
    "[[quote:" + "a" * 20 + '" onclick="x]]',
    "<\x00script>alert(1)</script>",
    "\u202e<script>alert(1)</script>",
    "\uff1cscript\uff1ealert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    '<a href="https://a.example" onclick=alert(1)>x</a>',
    '[x](tel:+1"onclick=alert(1))',
    "[x](mailto:a@b.example?subject=<script>)",
    "http://a.example/<script>alert(1)</script>",
]


def test_the_corpus_of_attacks_is_large_enough() -> None:
    assert len(set(ATTACKS)) >= 60


@pytest.mark.parametrize("text", ATTACKS)
def test_no_attack_gets_through(text: str) -> None:
    assert_safe(rendered(text))


@pytest.mark.parametrize("text", ATTACKS)
def test_no_attack_gets_through_uncleaned_either(text: str) -> None:
    assert_safe(markup.render(text, mention_url=lambda handle: f"/m/{handle}"))


# --- anything at all --------------------------------------------------------------------------------------------------

markdownish = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "`",
            "```",
            "~~~",
            "[",
            "](",
            ")",
            "<",
            ">",
            "&",
            "&#",
            ";",
            "!",
            "#",
            "@ann",
            "|",
            "-",
            "1.",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "\\",
            '"',
            "'",
            "javascript:",
            "https://a.example",
            "[[quote:",
            "a" * 20,
            "]]",
            "\x02",
            "\x03",
            "0",
            "<script>",
            "word",
            "\u202e",
            "\u200b",
            "é",
            "\U0001f600",
        ]
    ),
    max_size=60,
).map("".join)
no_surrogates = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(markdownish | no_surrogates)
@settings(max_examples=300, deadline=None)
def test_rendering_never_fails_and_is_always_safe(text: str) -> None:
    html = rendered(text)
    assert_safe(html)
    assert "\x02" not in html
    assert "\x03" not in html


@given(markdownish | no_surrogates)
@settings(max_examples=200, deadline=None)
def test_the_sanitizer_finds_nothing_left_to_do(text: str) -> None:
    html = markup.render(markup.clean(text))
    again = nh3.clean(
        html,
        tags=markup.ALLOWED_TAGS,
        attributes=markup.ALLOWED_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None if "hashtag" in html else "nofollow noopener ugc",
    )
    assert strip_rel(again) == strip_rel(html)


def strip_rel(html: str) -> str:
    return html.replace(' rel="nofollow noopener ugc"', "")


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    try:
        once = markup.clean(text)
    except markup.NotText:
        return
    assert markup.clean(once) == once


@pytest.mark.parametrize(
    "piece", ["> ", "- ", "* ", "[", "*a_ ", "**a ", "`", "|a", "<", "![a](", "[a](<b", "~~a ", "((", "  - a\n", "> - "]
)
def test_a_very_long_nest_takes_no_time_to_speak_of(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    began = time.process_time()
    assert_safe(rendered(text))
    assert time.process_time() - began < 3
