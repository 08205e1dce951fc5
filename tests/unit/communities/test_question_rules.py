"""How a question moves, how long it is said to take, and what is left of a sentence that decides for one person."""

from __future__ import annotations

import time

import pytest

from dayroom.apps.communities.rules import mending
from dayroom.apps.communities.rules.questions import CannotMove, Wait, expected_wait, next_state, settled_state
from dayroom.apps.communities.vocabulary import QUESTION_MOVES, PostState, QuestionState

Q = QuestionState


def test_every_state_has_its_ways_and_none_leads_to_itself() -> None:
    assert set(QUESTION_MOVES) == set(Q)
    assert [state for state, after in QUESTION_MOVES.items() if state in after] == []


@pytest.mark.parametrize(("current", "wanted"), [(Q.ANSWERED, Q.TAKEN), (Q.HANDED_OVER, Q.TAKEN), (Q.WITHDRAWN, Q.TAKEN)])
def test_what_has_moved_on_cannot_be_taken(current: Q, wanted: Q) -> None:
    with pytest.raises(CannotMove):
        next_state(current, wanted)


@pytest.mark.parametrize(("current", "opening", "answered", "handed", "expected"), [
    (Q.ANSWERED, PostState.LIVE, False, False, Q.WAITING), (Q.ANSWERED, PostState.LIVE, False, True, Q.HANDED_OVER),
    (Q.WITHDRAWN, PostState.KEPT, False, False, Q.WAITING), (Q.WITHDRAWN, PostState.LIVE, True, False, Q.ANSWERED),
    (Q.TAKEN, PostState.WITHDRAWN, False, False, Q.WITHDRAWN), (Q.WAITING, PostState.LIVE, True, False, Q.WAITING),
    (Q.TAKEN, PostState.REMOVED, False, False, Q.WITHDRAWN), (Q.TAKEN, PostState.LIVE, True, False, Q.TAKEN),
])
def test_a_question_stands_where_its_posts_stand(current, opening, answered, handed, expected) -> None:
    assert settled_state(current, opening=opening, has_live_answer=answered, handed_over=handed) == expected


def test_with_few_answers_we_cannot_say() -> None:
    assert expected_wait([(1.0, True)] * 9 + [(1.0, False)] * 90) is None


def test_the_unanswered_never_make_us_look_quick() -> None:
    quick = expected_wait([(2.0, True)] * 10)
    slow = expected_wait([(2.0, True)] * 10 + [(400.0, False)] * 15)
    assert quick == Wait(2, 2, 10)
    assert slow is not None
    assert slow.median_hours is None


def test_a_question_asked_a_minute_ago_does_not_count_as_slow() -> None:
    assert expected_wait([(5.0, True)] * 10 + [(0.1, False)] * 30) == Wait(5, 5, 10)


@pytest.mark.parametrize(("text", "found", "left"), [
    ("Take 2.5 mg at night. Sleep well.", "2.5 mg", "Sleep well."),
    ("One.\n\nStop the tablets!\n\nThree.", "Stop the tablets", "One.\n\nThree."),
    ("No end", "end", ""),
])
def test_the_sentence_goes_and_the_others_stay(text: str, found: str, left: str) -> None:
    at = text.index(found)
    assert mending.without_sentences(text, [(at, at + len(found))]) == left


def test_the_referral_stands_there_once() -> None:
    once = mending.with_referral("A word.", [], "Ask your clinic.")
    assert mending.with_referral(once, [], "Ask your clinic.") == once == "A word.\n\nAsk your clinic."


def test_long_text_is_cut_in_linear_time() -> None:
    began = time.process_time()
    mending.without_sentences("a" * 40_000, [(5, 9)])
    mending.without_sentences("." * 40_000, [(5, 9)])
    assert time.process_time() - began < 2
