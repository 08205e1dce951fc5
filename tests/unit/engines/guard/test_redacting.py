"""What is masked stays masked, in the same words whatever was there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from dayroom.engines.guard import Context, Family, redact, screen
from dayroom.engines.guard.wording import MASK_WORDS, mask_for

from .texts import posts

CONTEXT = Context()


def masked(text, **options):
    return redact(text, screen(text, context=CONTEXT), **options)


def test_a_mask_says_what_was_there_in_words():
    assert masked("call me on 202-555-0189.") == "call me on [phone number removed]."


def test_a_label_says_it_for_machines():
    assert masked("call me on 202-555-0189.", style="label") == "call me on [PHONE]."


def test_the_mask_does_not_tell_how_long_the_value_was():
    assert masked("mail a@b.org") == masked("mail anneliese.long.name@example.org")


def test_the_words_of_a_crisis_are_left_and_the_method_is_not():
    text = "I am going to kill myself with a gun"
    assert masked(text) == "I am going to kill myself [method removed]"


def test_only_what_is_asked_for_is_taken_out():
    text = "call 202-555-0189 or write ann@example.org"
    report = screen(text, context=CONTEXT)
    (phone, email) = report.findings
    assert redact(text, report, only=[email]) == "call 202-555-0189 or write [e-mail address removed]"
    assert redact(text, report, only=[Family.HARM]) == text
    assert redact(text, report, only=[Family.IDENTIFIER, phone]).count("removed") == 2


def test_a_report_of_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        redact("short", screen("please call me on 202-555-0189", context=CONTEXT))


def test_offsets_count_the_composed_form():
    decomposed = "cafe\u0301 202-555-0189"
    assert masked(decomposed) == "café [phone number removed]"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(posts)
def test_redacting_twice_is_redacting_once(text):
    for style in ("mask", "label"):
        once = masked(text, style=style)
        assert masked(once, style=style) == once


@pytest.mark.parametrize("klass", sorted(MASK_WORDS))
def test_a_mask_is_never_found_again(klass):
    assert screen(f"my number is {mask_for(klass)} and it is mine", context=CONTEXT).findings == ()
