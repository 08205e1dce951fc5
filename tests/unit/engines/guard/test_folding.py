"""Folding changes what is read, and every offset finds its way back."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayroom.engines.guard import NotText, TextTooLong, screen
from dayroom.engines.guard.folding import BARRIER, flow, fold
from dayroom.engines.guard.screening import MAX_LENGTH
from dayroom.engines.guard.vocabulary import Context, Subject

from .texts import any_text, posts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain ASCII", "plain ASCII"),
        ("２０２", "202"),
        ("٢٠٢", "202"),
        ("a\u200bb\u2060c\u00ad", "abc"),
        ("\u202eabc\u202c", "abc"),
        ("раyраl", "paypal"),
        ("привет", "привет"),
        ("don’t", "don't"),
        ("2–3", "2-3"),
        ("5\ufe0f\u20e3", "5"),
        ("ﬁn", "fin"),
        ("k\u0335ill", "kill"),
    ],
)
def test_disguises_are_folded_away(text, folded):
    assert fold(text).text == folded


def test_the_second_copy_is_lower_case_without_accents():
    assert fold("Mañana ÉL no QUIERE").low == "manana el no quiere"


def test_our_own_masks_are_folded_to_a_barrier_and_a_persons_brackets_are_not():
    assert fold("[phone number removed]").text == BARRIER * 22
    assert fold("[PHONE]").text == BARRIER * 7
    assert fold("[i want to die removed]").text == "[i want to die removed]"


@given(any_text)
def test_the_copies_are_as_long_as_each_other(text):
    folded = fold(text)
    assert len(folded.low) == len(folded.text)


@given(any_text)
def test_every_offset_leads_back_into_the_text_and_never_backwards(text):
    folded = fold(text)
    assert folded.original == unicodedata.normalize("NFC", text)
    spans = [folded.span(index, index + 1) for index in range(len(folded.text))]
    assert all(0 <= start < end <= len(folded.original) for start, end in spans)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(spans))


@given(posts, st.sampled_from(["US", "GB", "ES", "ZZ", ""]), st.sampled_from(["en", "es", "fr", "ar"]))
def test_every_finding_lies_inside_the_text(text, country, language):
    original = unicodedata.normalize("NFC", text)
    report = screen(text, context=Context(country=country, language=language))
    for finding in report.findings:
        assert 0 <= finding.start < finding.end <= len(original)
        assert 0 < finding.confidence <= 1
        assert finding.about in Subject
    assert list(report.findings) == sorted(report.findings, key=lambda f: (f.start, f.end, f.rule_id))


@given(posts)
def test_the_same_text_gives_the_same_report(text):
    assert screen(text, context=Context()) == screen(text, context=Context())


def test_a_lone_surrogate_is_not_text():
    with pytest.raises(NotText):
        screen("half a \ud83d face", context=Context())


def test_a_text_over_the_limit_is_refused_and_never_cut():
    assert screen("a" * MAX_LENGTH, context=Context()).findings == ()
    with pytest.raises(TextTooLong):
        screen("a" * (MAX_LENGTH + 1), context=Context())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00\x01\x7f", "\ufeff", "[", "@", "😀" * 50, "\u200f\u200e"])
def test_nothing_is_found_where_nothing_is(text):
    assert screen(text, context=Context()).findings == ()


@given(any_text)
def test_running_text_leads_back_too(text):
    folded = fold(text)
    running = flow(folded)
    assert len(running.text) == len(running.lines)
    spans = [running.span(index, index + 1) for index in range(len(running.text))]
    assert all(0 <= start < end <= len(folded.low) for start, end in spans)
    assert all(before[1] <= after[1] and before[0] < after[0] for before, after in pairwise(spans))


def test_running_text_has_one_space_where_white_space_was():
    running = flow(fold("I\u00a0want  to\r\n die\tnow"))
    assert running.text == "i want to die now"
    assert running.lines == "i want to\ndie now"
    assert running.span(2, 17) == (2, 20)
