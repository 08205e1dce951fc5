"""What is masked stays masked, in the same words whatever was there."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from dayroom.engines.guard import Context, Family, redact, redacting, removable, screen
from dayroom.engines.guard.names.lexicon import lexicon
from dayroom.engines.guard.surrogates import FAMILY, GIVEN, TOWNS
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


def test_advice_goes_with_its_whole_sentence():
    text = "I had that too. Stop your metformin tonight. Call me on 202-555-0189."
    report = screen(text, context=CONTEXT)
    can_go = removable(report.findings)
    assert redact(text, report, only=can_go) == "I had that too. Call me on [phone number removed]."
    assert redact(text, report, only=[Family.ADVICE]) == "I had that too. Call me on 202-555-0189."
    alone = "Stop your metformin tonight."
    assert redact(alone, screen(alone, context=CONTEXT), only=[Family.ADVICE]) == ""


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


def test_a_surrogate_is_the_same_for_the_same_value_and_another_for_another():
    text = "I called 202-555-0189 and 202-555-0143, then (202) 555-0189."
    assert masked(text, style="surrogate") == "I called (555) 555-0100 and (555) 555-0101, then (555) 555-0100."


def test_a_person_keeps_one_invented_name():
    once = masked("My name is Ann Larkin.\nThanks,\nAnn", style="surrogate")
    given = once.split()[3]
    assert once.endswith(f"\n{given}")
    assert "Ann" not in once


def test_of_a_date_the_year_stays():
    assert masked("I was admitted on March 3, 2024", style="surrogate") == "I was admitted on a day in 2024"


@pytest.mark.parametrize("word", [*GIVEN, *FAMILY, *TOWNS])
def test_nobody_is_called_like_an_invented_name(word):
    assert lexicon().about(word.lower())[0] == "-"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(posts)
@example('[place removed][place removed]"ͯ"""""""" place.')
@example("Ann Larkineating 500 calories with Ann Torres")
@example("rope for the t[dot]ent, said Ana Torres of Dayton, OH")
def test_redacting_twice_is_redacting_once(text):
    for style in ("mask", "label", "surrogate"):
        once = masked(text, style=style)
        assert masked(once, style=style) == once


@pytest.mark.parametrize("klass", sorted(MASK_WORDS))
def test_a_mask_is_never_found_again(klass):
    assert screen(f"my number is {mask_for(klass)} and it is mine", context=CONTEXT).findings == ()


def test_a_mask_beside_a_long_word_is_not_taken_for_a_name():
    for text in ('Pa000000000000"mum 01 M', "Ai0000000000000000@ 0A 0"):
        for style in ("mask", "label", "surrogate"):
            once = masked(text, style=style)
            assert masked(once, style=style) == once


def test_signs_between_masks_are_no_name():
    assert masked('[place removed][place removed]""""""""') == '[place removed][place removed]""""""""'


def test_a_text_in_which_something_new_comes_to_light_again_and_again_is_taken_out_whole(monkeypatch):
    endless = screen("call 202-555-0189", context=CONTEXT)
    (phone,) = endless.findings
    monkeypatch.setattr(redacting, "screen", lambda left, **_: screen("call 202-555-0189", context=CONTEXT))
    assert redact("call 202-555-0189", endless) == "[detail removed]"
    assert redact("call 202-555-0189", endless, only=[phone]) == "call [phone number removed]"


def test_a_text_that_its_masks_make_too_long_to_read_is_taken_out_once(monkeypatch):
    monkeypatch.setattr(redacting, "MAX_LENGTH", 20)
    monkeypatch.setattr(redacting, "screen", lambda left, **_: pytest.fail("too long to read"))
    assert masked("mail a@b.org") == "mail [e-mail address removed]"
