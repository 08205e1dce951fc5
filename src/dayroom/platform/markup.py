"""Markdown to safe HTML, once, when something is written.

Quotes and mentions are references: the caller says what they stand for. Nothing a writer can type makes the
reader's browser fetch from elsewhere: pictures by link become links.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape, unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from dayroom.kernel.errors import Invalid

MAX_NESTING = 12  # deeper lists and quotes are shown flat: nobody reads them, and they cost time
ALLOWED_TAGS = {
    "p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "hr",
    "table", "thead", "tbody", "tr", "th", "td", "div", "span", "cite",
}
ALLOWED_ATTRIBUTES = {
    "a": {"href", "class"}, "ol": {"start"}, "blockquote": {"class", "data-post"}, "span": {"class"}, "cite": {"class"},
}
MENTION = re.compile(r"(?<![\w@/.])@([a-z0-9][a-z0-9_-]{1,23})(?![\w@])", re.IGNORECASE)
HASHTAG = re.compile(r"(?<![\w#/&])#([^\W\d_]\w{1,49})(?!\w)")
LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
QUOTATION = re.compile(r'<blockquote class="quote.*?</blockquote>', re.DOTALL)  # as quote_html makes it
QUOTE = re.compile(r"^[ \t]*\[\[quote:([0-9a-z]{20})\]\][ \t]*$", re.MULTILINE)
# control characters and the bidi overrides that can make a text read as something else; joiners stay, scripts need them
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
ADDRESS = re.compile(r"https?:|mailto:|tel:|/(?![/\\])|#", re.IGNORECASE)
MARKS = re.compile("[\x02\x03]")
# what Markdown takes away when it draws: signs of emphasis, backslashes before signs, the frame of a link; each part
# has a bound, so that a text of brackets costs no more than any other
_LABEL = re.compile(r"\[([^\[\]]{0,200})\]\([^()\s]{0,400}\)")
_SIGNS = re.compile(r"\\(?=[!-/:-@\[-`{-~])|[*`~]|(?<![^\W_])_+|_+(?![^\W_])")
# letters that nobody sees although they are no spaces: a text of these alone is an empty text
UNSEEN = re.compile(
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0]"
)


class NotText(Invalid):
    """Some of this could not be read as text. Please type it again."""


def clean(text: str) -> str:
    """Text as it is kept: NFC, plain line ends, no control characters, no direction overrides, no lone surrogates."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise NotText() from fault
    text = UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text).strip()


def is_blank(text: str) -> bool:
    """Nothing in it that an eye can see."""
    return not UNSEEN.sub("", text)


def clean_line(text: str) -> str:
    return " ".join(clean(text).split())


def mentioned(text: str) -> list[str]:
    return list(dict.fromkeys(found.lower() for found in MENTION.findall(_without_code(text))))[:20]


def hashtags(text: str) -> list[str]:
    return list(dict.fromkeys(found.lower() for found in HASHTAG.findall(_without_code(text))))[:10]


def link_count(text: str) -> int:
    """Links to elsewhere, however they are written."""
    return len(LINK.findall(_without_code(text)))


def as_read(text: str) -> str:
    """The words as readers meet them once Markdown has drawn them; empty where that is how they were typed.

    Our own words for what was taken out keep their brackets.

    >>> as_read("call **202**-555&#45;0189"), as_read(r"ann\\@example.org"), as_read("call me")
    ('call 202-555-0189', 'ann@example.org', '')
    """
    drawn = _SIGNS.sub("", unescape(_LABEL.sub(r"\1", text)))
    return drawn if drawn != text else ""


def quoted(text: str) -> list[str]:
    return list(dict.fromkeys(QUOTE.findall(text)))[:10]


def _without_code(text: str) -> str:
    return re.sub(r"```.*?(?:```|\Z)|`[^`\n]*`", " ", text, flags=re.DOTALL)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": MAX_NESTING})
    made.enable(["table", "strikethrough"]).disable(["image", "lheading", "reference", "html_block", "html_inline"])
    return made


def render(
    text: str,
    *,
    mention_url: Callable[[str], str | None] = lambda handle: None,
    quote_html: Callable[[str], str] = lambda public_id: "",
) -> str:
    """HTML of a cleaned text. ``mention_url`` says where a handle leads (None: stays text); ``quote_html`` gives the
    already safe inside of a quotation."""
    slots: list[str] = []

    def keep(html: str) -> str:
        slots.append(html)
        return f"\x02{len(slots) - 1}\x03"

    # the slot marks are control characters that ``clean`` has removed from every text; a text that came another way
    # must not be able to write one either
    text = MARKS.sub("", text)
    source = QUOTE.sub(lambda found: "\n\n" + keep(quote_html(found[1])) + "\n\n", text)
    source = _outside_code(source, lambda part: _mark_words(part, mention_url, keep))
    html = _parser().render(source)
    html = re.sub(r"<(/?)h[1-6]>", r"<\1h3>", html)
    html = nh3.clean(
        html, tags=ALLOWED_TAGS, attributes=ALLOWED_ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener ugc", strip_comments=True, attribute_filter=_only_clear_addresses,
    )
    html = re.sub("<p>(?:\x02(\\d+)\x03)</p>", lambda found: slots[int(found[1])], html)
    return re.sub("\x02(\\d+)\x03", lambda found: slots[int(found[1])], html)


def _only_clear_addresses(tag: str, name: str, value: str) -> str | None:
    """A link says where it leads: to a full address or to a page of this site; "//elsewhere" hides that. Attributes
    that the sanitiser lets through on every tag (title, lang) go: a slot mark in one of them would break out of it."""
    if name == "href":
        return value if ADDRESS.match(value) else None
    return value if name in ("class", "start", "data-post", "rel") else None


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    parts = re.split(r"(```.*?(?:```|\Z)|`[^`\n]*`)", text, flags=re.DOTALL)
    return "".join(part if index % 2 else change(part) for index, part in enumerate(parts))


def _mark_words(text: str, mention_url: Callable[[str], str | None], keep: Callable[[str], str]) -> str:
    def mention(found: re.Match[str]) -> str:
        url = mention_url(found[1].lower())
        return keep(f'<a class="mention" href="{escape(url)}">@{escape(found[1])}</a>') if url else found[0]

    def hashtag(found: re.Match[str]) -> str:
        word = escape(found[1])
        return keep(f'<a class="hashtag" href="/search?q=%23{word.lower()}">#{word}</a>')

    return HASHTAG.sub(hashtag, MENTION.sub(mention, text))


def plain(html: str, most: int = 200) -> str:
    """The words of rendered HTML, for extracts and the search: text, not HTML; whoever shows it escapes it. Without
    quotations of other posts: those are somebody else's words, and stand in their own post."""
    html = QUOTATION.sub(" ", html)
    text = " ".join(unescape(nh3.clean(re.sub(r"<(?:/p|br|/li|/h3)>", " ", html), tags=set())).split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


def marked(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """The text, escaped, with each span in <mark>; spans that touch become one.

    >>> marked("call <me> 5", [(0, 4)])
    '<mark class="span">call</mark> &lt;me&gt; 5'
    """
    pieces, position = [], 0
    for start, end in _merged(spans):
        pieces += [escape(text[position:start]), f'<mark class="span">{escape(text[start:end])}</mark>']
        position = end
    # every piece that is not ours was escaped above
    return mark_safe("".join([*pieces, escape(text[position:])]))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
