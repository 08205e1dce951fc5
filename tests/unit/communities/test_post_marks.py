"""The guard's findings, marked in a person's own words; and other small words around a post."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayroom.apps.communities.presenters.composer import audience_sentence, marked
from dayroom.apps.communities.presenters.drafts import place_of_path, url_of_place
from dayroom.apps.communities.presenters.posts import hue
from dayroom.apps.communities.rules.media import media_type_of
from dayroom.engines.guard import Family, Finding
from dayroom.platform.icalendar import escaped, folded, stamp


def found(start: int, end: int) -> Finding:
    return Finding(Family.IDENTIFIER, "PHONE", start, end, 0.9, "r", 1, "A number.")


def test_a_finding_is_marked_and_everything_else_is_escaped() -> None:
    assert marked("<b> 123 </b>", [found(4, 7)]) == '&lt;b&gt; <mark class="span">123</mark> &lt;/b&gt;'


def test_findings_that_touch_become_one_mark() -> None:
    assert marked("abcdef", [found(1, 3), found(2, 5), found(5, 6)]) == 'a<mark class="span">bcdef</mark>'


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6))
def test_marking_never_loses_or_repeats_a_letter(text: str, spans: list[tuple[int, int]]) -> None:
    plain = marked(text, [found(min(a, b), max(a, b)) for a, b in spans])
    for tag in ('<mark class="span">', "</mark>"):
        plain = plain.replace(tag, "")
    assert plain == marked(text, [])


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/t/" + "a" * 20 + "/reply", "topic:" + "a" * 20),
        ("/c/type-1/new", "community:type-1"),
        ("/p/" + "b" * 20 + "/edit", "post:" + "b" * 20),
        ("/account/login/", None),
        ("/t/short/reply", None),
        ("//evil.example/t/x/reply", None),
    ],
)
def test_only_a_composers_address_is_a_place_for_words(path: str, place: str | None) -> None:
    assert place_of_path(path) == place


@pytest.mark.parametrize(
    "place", ["topic:../../x", "topic://evil.example", "nothing:x", "topic:", "javascript:alert(1)"]
)
def test_a_place_that_is_none_has_no_address(place: str) -> None:
    assert url_of_place(place) is None


def test_the_name_of_a_community_cannot_bring_markup_into_the_meter() -> None:
    said = audience_sentence(
        name="<script>", visibility="PUBLIC", audience="EVERYONE", members_count=1234, pinned=False, opens=True
    )
    assert "<script>" not in said
    assert "<strong>1,234</strong> members" in said


def test_a_colour_is_one_of_eight_and_the_same_every_time() -> None:
    assert {hue(f"member{n}") for n in range(200)} == set(range(8))
    assert hue("ann") == hue("ann")


def test_calendar_lines_are_folded_between_letters_and_signs_are_escaped() -> None:
    lines = folded("SUMMARY:" + "é" * 100).split("\r\n ")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "".join(lines) == "SUMMARY:" + "é" * 100
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
    assert stamp(datetime(2026, 11, 20, 12, 0, tzinfo=UTC)) == "20261120T120000Z"


@pytest.mark.parametrize(
    "head", [b"", b"<", b"\xff", b"RIFF\x00\x00\x00\x00WAVE", b"\x00\x00\x00\x18ftypqt  ", b"\x1a\x45\xdf\xa3matroska"]
)
def test_other_bytes_are_no_file_of_ours(head: bytes) -> None:
    assert media_type_of(head) is None
