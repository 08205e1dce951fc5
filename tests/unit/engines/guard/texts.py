"""Texts for the property tests: anything at all, and posts with identifiers and heavy words strewn in."""

from __future__ import annotations

from hypothesis import strategies as st

from dayroom.engines.guard import DEFAULT_PACKS

any_text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120)
PIECES = sorted({example for pack in DEFAULT_PACKS for rule in pack.rules for example in (*rule.match, *rule.miss)})
_glue = st.sampled_from(
    [
        "",
        " ",
        ", ",
        ". ",
        "\n",
        "-",
        "/",
        ":",
        "(",
        "\u200b",
        "\u0301",
        "é",
        "1",
        "0",
        "x",
        '"',
        "@",
        "[phone number removed]",
    ]
)
_piece = st.one_of(st.sampled_from(PIECES), st.text(alphabet="0123456789-. ()+@", max_size=24), any_text)
posts = st.lists(st.tuples(_piece, _glue), max_size=6).map(lambda parts: "".join(a + b for a, b in parts))
