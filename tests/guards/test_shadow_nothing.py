"""Nothing is done to anybody that they are not told: every verdict has words for the author, and one way to be limited."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from dayroom.apps.moderation.models import Case, Decision
from dayroom.apps.moderation.presenters.statements import faults_of, statement_fields
from dayroom.apps.moderation.vocabulary import NEEDS_STATEMENT, TOLD_TO_AUTHOR, TOUCHES_ACCOUNT, Verdict
from dayroom.apps.moderation.vocabulary.statements import VISIBILITY
from tests.cast import NOW

SOURCE = Path(__file__).resolve().parents[2] / "src" / "dayroom"
# who may limit or sign out a member: the decision, which tells, and the second person's answer to it, which tells again
MAY_LIMIT = {"apps/moderation/actions/decisions.py", "apps/moderation/actions/seconds.py"}
LIMITS = {"limit_member", "suspend_member"}


def test_every_verdict_has_words_for_the_author() -> None:
    assert set(TOLD_TO_AUTHOR) == set(Verdict)
    assert set(Verdict) - {Verdict.RELEASE} == NEEDS_STATEMENT
    assert TOUCHES_ACCOUNT <= NEEDS_STATEMENT


def test_nobody_is_limited_by_any_other_way() -> None:
    """A call of ``limit_member`` elsewhere would be a sanction without a statement of reasons."""
    wrong = []
    for path in SOURCE.rglob("*.py"):
        name = str(path.relative_to(SOURCE))
        if name in MAY_LIMIT or name.startswith("apps/people/actions/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if (isinstance(called, ast.Attribute) and called.attr in LIMITS) or (
                isinstance(called, ast.Name) and called.id in LIMITS
            ):
                wrong.append(f"{name}:{node.lineno}")
    assert wrong == []


def test_no_state_of_a_member_is_one_that_only_others_see() -> None:
    """No "demoted", "ghosted", "seen by themselves only": what hides words hides them from everybody, and says so."""
    names = {value.rpartition("_")[2] for value in VISIBILITY.values()}
    assert names <= {"DISABLED", "REMOVED", "OTHER"}


@pytest.mark.parametrize("verdict", sorted(NEEDS_STATEMENT))
def test_every_verdict_makes_a_statement_that_the_public_database_would_take(verdict: str) -> None:
    made = Decision(verdict=verdict, decided_at=NOW, decision_ground="ILLEGAL_CONTENT", ground_reference="§ 1",
                    ground_explanation="Because.", limit_until=NOW)
    assert faults_of(statement_fields(made, Case(reasons="PRIVACY", source="MEMBER"))) == []
