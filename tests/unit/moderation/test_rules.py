"""The rules of moderation, one sentence each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dayroom.apps.moderation import rules
from dayroom.apps.moderation.vocabulary import (
    NEEDS_STATEMENT,
    TRANSITIONS,
    CaseState,
    FlagReason,
    Ground,
    Handler,
    Priority,
    Statement,
    Verdict,
)
from dayroom.kernel.errors import Conflict, Invalid, NotFound, Refused
from tests.cast import NOW

MO = Handler(member_id=1, scopes={7: "Room"})
SUE = Handler(member_id=2, is_steward=True)
FULL = Statement(ground=Ground.RULES, reference="Be kind", explanation="It was not.")


@pytest.mark.parametrize("current", list(CaseState))
@pytest.mark.parametrize("wanted", list(CaseState))
def test_a_case_walks_only_the_ways_of_the_one_dict(current: CaseState, wanted: CaseState) -> None:
    if wanted in TRANSITIONS[current]:
        assert rules.next_state(current, wanted) == wanted
    else:
        with pytest.raises(Conflict):
            rules.next_state(current, wanted)


@pytest.mark.parametrize(
    ("reason", "priority"),
    [("SAFETY", Priority.CRISIS), ("PRIVACY", Priority.URGENT), ("HARASSMENT", Priority.URGENT),
     ("SPAM", Priority.NORMAL), ("OTHER", Priority.NORMAL)],
)
def test_fear_for_a_life_comes_first_then_being_given_away_or_hurt(reason: str, priority: Priority) -> None:
    assert rules.first_priority(reason) == priority


def test_the_third_flag_raises_the_priority_and_no_other_does() -> None:
    assert [rules.raised(Priority.NORMAL, count) for count in (1, 2, 3, 4)] == [2, 2, 1, 2]
    assert rules.raised(Priority.CRISIS, 3) == Priority.CRISIS


@pytest.mark.parametrize("reason", ["", "NOT_A_REASON", "safety"])
def test_a_flag_without_a_known_reason_is_invalid(reason: str) -> None:
    with pytest.raises(Invalid):
        rules.check_flag_has_reason(reason)


def test_every_known_reason_is_enough() -> None:
    for reason in FlagReason.values:
        rules.check_flag_has_reason(reason)


def test_moderators_act_in_their_communities_and_stewards_everywhere() -> None:
    rules.check_member_can_handle(MO, 7)
    rules.check_member_can_handle(SUE, 7)
    rules.check_member_can_handle(SUE, None)
    for scope in (8, None):
        with pytest.raises(NotFound):
            rules.check_member_can_handle(MO, scope)


def test_nobody_acts_on_their_own_words() -> None:
    rules.check_not_own(MO, 3)
    rules.check_not_own(MO, None)
    with pytest.raises(rules.OwnContent) as refusal:
        rules.check_not_own(MO, 1)
    assert refusal.value.status == 403


def test_only_a_steward_suspends() -> None:
    rules.check_member_can_give(SUE, Verdict.SUSPEND)
    rules.check_member_can_give(MO, Verdict.LIMIT)
    with pytest.raises(Refused):
        rules.check_member_can_give(MO, Verdict.SUSPEND)
    with pytest.raises(Invalid):
        rules.check_member_can_give(SUE, "SHOUT")


@pytest.mark.parametrize("verdict", sorted(NEEDS_STATEMENT))
@pytest.mark.parametrize(
    "missing",
    [{"ground": ""}, {"ground": "BECAUSE"}, {"reference": " "}, {"explanation": ""}],
)
def test_whoever_is_told_no_is_told_the_ground_the_rule_and_why(verdict: Verdict, missing: dict[str, str]) -> None:
    rules.check_statement_is_complete(verdict, FULL)
    whole = {"ground": FULL.ground, "reference": FULL.reference, "explanation": FULL.explanation}
    with pytest.raises(rules.StatementIncomplete) as refusal:
        rules.check_statement_is_complete(verdict, Statement(**{**whole, **missing}))
    assert refusal.value.status == 422


def test_a_release_needs_no_statement() -> None:
    rules.check_statement_is_complete(Verdict.RELEASE, Statement())


@pytest.mark.parametrize("verdict", [Verdict.LIMIT, Verdict.SUSPEND])
@pytest.mark.parametrize("reasons", [["SAFETY"], ["crisis.en.wish", "SPAM"]])
def test_somebody_who_may_be_in_danger_is_not_shut_out(verdict: Verdict, reasons: list[str]) -> None:
    with pytest.raises(Refused):
        rules.check_nobody_in_crisis_is_locked_out(verdict, reasons, Ground.RULES)
    rules.check_nobody_in_crisis_is_locked_out(verdict, reasons, Ground.ILLEGAL)
    rules.check_nobody_in_crisis_is_locked_out(verdict, ["SPAM"], Ground.RULES)
    rules.check_nobody_in_crisis_is_locked_out(Verdict.REMOVE, reasons, Ground.RULES)


def test_a_limit_has_an_end_and_an_author() -> None:
    rules.check_limit_has_end(Verdict.LIMIT, NOW + timedelta(days=1), 5, NOW)
    rules.check_limit_has_end(Verdict.HIDE, None, None, NOW)
    for until, author in ((None, 5), (NOW, 5), (NOW + timedelta(days=1), None)):
        with pytest.raises(Invalid):
            rules.check_limit_has_end(Verdict.LIMIT, until, author, NOW)


def test_a_decision_is_taken_back_by_who_made_it_within_ten_minutes() -> None:
    def undo(handler: Handler = MO, undone: bool = False, minutes: int = 10) -> None:
        rules.check_can_undo(handler, decided_by_id=1, decided_at=NOW, undone=undone,
                             now=NOW + timedelta(minutes=minutes))

    undo()
    with pytest.raises(Refused):
        undo(handler=SUE)
    with pytest.raises(rules.CaseMoved):
        undo(undone=True)
    with pytest.raises(rules.TooLate):
        undo(minutes=11)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [({"is_author": False}, NotFound), ({"verdict": Verdict.RELEASE}, Conflict), ({"undone": True}, Conflict),
     ({"appealed": True}, Conflict), ({"now": NOW + timedelta(days=184)}, rules.TooLate)],
)
def test_an_author_appeals_once_within_six_months(facts: dict[str, object], refusal: type[Exception]) -> None:
    fine: dict[str, object] = {"is_author": True, "verdict": Verdict.HIDE, "decided_at": NOW, "undone": False,
                               "appealed": False, "now": NOW + timedelta(days=183)}
    rules.check_can_appeal(**fine)  # type: ignore[arg-type]
    with pytest.raises(refusal):
        rules.check_can_appeal(**{**fine, **facts})  # type: ignore[arg-type]


def test_an_appeal_is_decided_by_somebody_else() -> None:
    rules.check_member_can_decide_appeal(SUE, scope_id=7, decided_by_id=1, author_id=3)
    for handler, decider, author in ((MO, 1, 3), (MO, 9, 1)):
        with pytest.raises(Refused):
            rules.check_member_can_decide_appeal(handler, scope_id=7, decided_by_id=decider, author_id=author)
    with pytest.raises(NotFound):
        rules.check_member_can_decide_appeal(MO, scope_id=8, decided_by_id=9, author_id=3)


@pytest.mark.parametrize("reason", ["", "because", " " * 30])
def test_looking_behind_a_byline_needs_a_reason(reason: str) -> None:
    with pytest.raises(Invalid):
        rules.check_reason_for_look(reason, anonymous=True)


def test_there_is_nothing_to_look_behind_where_there_is_no_byline() -> None:
    assert rules.check_reason_for_look(" Threat to life ", anonymous=True) == "Threat to life"
    with pytest.raises(Invalid):
        rules.check_reason_for_look("Threat to life, police asked", anonymous=False)
