"""What a professional says of a picture, and how the checks of conduct join the guard's decision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dayroom.apps.communities.rules.conduct import PictureUnsaid, check_picture_said, scopes_of
from dayroom.apps.communities.rules.writing import GuardSpoke, check_guard
from dayroom.apps.moderation.rules.duty import acts_for_a_life
from dayroom.apps.screening.rules import stronger
from dayroom.engines import guard
from dayroom.engines.guard.conduct import Outcome

FINE = guard.Decision(
    action=guard.Action.ALLOW, tier=guard.Tier.T0, show_help=False, must_mask=(), reasons=(), sentence="",
    may_override=False, limit_to_members=False,
)


def failed(name: str, action: guard.Action) -> guard.ConductResult:
    return guard.ConductResult(name, Outcome.FAIL, action, f"Sentence of {name}.", 1)


def test_the_strongest_failure_speaks_and_all_are_named() -> None:
    both = stronger(FINE, [failed("S16", guard.Action.NUDGE), failed("S10", guard.Action.HOLD)])
    assert (both.action, both.sentence, both.may_override) == (guard.Action.HOLD, "Sentence of S10.", False)
    assert set(both.reasons) == {"conduct.S10", "conduct.S16"}
    assert stronger(FINE, [failed("S16", guard.Action.NUDGE)]).may_override


def test_what_the_guard_says_more_strongly_stands_and_identifiers_are_its_own() -> None:
    blocked = replace(FINE, action=guard.Action.BLOCK, sentence="Take it out.")
    assert stronger(blocked, [failed("S9", guard.Action.NUDGE)]).sentence == "Take it out."
    held = replace(FINE, action=guard.Action.HOLD)
    assert stronger(held, [failed("S2", guard.Action.BLOCK)]) == held


def test_a_person_in_danger_is_never_refused_for_conduct() -> None:
    danger = replace(FINE, tier=guard.Tier.T3, action=guard.Action.HOLD)
    assert stronger(danger, [failed("S3", guard.Action.BLOCK)]).action is guard.Action.HOLD
    check_guard(danger, (), overridden=False, conduct_holds=True)  # held, and a person looks at once
    with pytest.raises(GuardSpoke):
        check_guard(replace(FINE, action=guard.Action.HOLD), (), overridden=False, conduct_holds=True)


@pytest.mark.parametrize(
    ("shows", "pictures", "fine"),
    [
        ("", [], True), ("", [("A stick.", False)], False), ("NO_PERSON", [("A stick.", False)], True),
        ("NO_PERSON", [(" ", False)], False), ("NO_PERSON", [("", True)], True), ("ANYBODY", [("A.", False)], False),
    ],
)
def test_a_picture_says_whom_it_shows_and_what(shows: str, pictures: list[tuple[str, bool]], fine: bool) -> None:
    if fine:
        check_picture_said(shows, pictures, edits=False)
        return
    with pytest.raises(PictureUnsaid):
        check_picture_said(shows, pictures, edits=False)


def test_what_is_shown_needs_to_be_signed_for() -> None:
    assert scopes_of("Words.", {"IMAGE"}) == {"TEXT", "IMAGE"}
    assert scopes_of(" ", {"VIDEO"}) == {"VIDEO"}


@pytest.mark.parametrize(
    ("roles", "tier", "ready", "acts"),
    [
        ({"STEWARD"}, 3, False, True), ({"OWNER"}, 4, False, True), ({"STEWARD"}, 3, True, False),
        ({"STEWARD"}, 2, False, False), (set(), 4, False, False),
    ],
)
def test_a_life_does_not_wait_for_a_course(roles: set[str], tier: int, ready: bool, acts: bool) -> None:
    assert acts_for_a_life(roles, tier, somebody_ready=ready) is acts
