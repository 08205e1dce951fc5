from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from dayroom.apps.moderation import presenters
from dayroom.apps.moderation.models import Case, Decision
from dayroom.apps.moderation.presenters.statements import statement_fields
from dayroom.apps.moderation.vocabulary import TRANSITIONS, CaseState
from tests.cast import NOW

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Found:
    start: int
    end: int
    klass: str = "PHONE_NUMBER"


def test_findings_are_marked_where_they_stand() -> None:
    pieces = presenters.marked("call 555 now", [Found(5, 8)])
    assert [(piece.text, piece.classes) for piece in pieces] == [
        ("call ", ()), ("555", ("phone number",)), (" now", ())]


def test_findings_that_overlap_are_cut_at_their_borders() -> None:
    pieces = presenters.marked("abcdef", [Found(0, 4, "A"), Found(2, 6, "B")])
    assert [(piece.text, piece.classes) for piece in pieces] == [("ab", ("a",)), ("cd", ("a", "b")), ("ef", ("b",))]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-3, 50), st.integers(-3, 50)), max_size=6))
def test_marking_never_loses_or_adds_a_letter(body: str, spans: list[tuple[int, int]]) -> None:
    pieces = presenters.marked(body, [Found(start, end) for start, end in spans])
    assert "".join(piece.text for piece in pieces) == body


def test_reasons_are_said_in_words_and_once() -> None:
    assert presenters.reason_words(["SPAM", "core.phone", "us.ssn", "crisis.en.wish", "author.asked"]) == [
        "spam", "personal details", "words about self-harm", "the author asks for a look"]


def test_the_drawing_shows_every_transition_and_no_other() -> None:
    drawn = {line.strip() for line in presenters.state_chart().splitlines() if " --> " in line and "[*]" not in line}
    assert drawn == {f"{state.value} --> {after.value}" for state in CaseState for after in TRANSITIONS[state]}


def test_the_page_of_states_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    call_command("moderation_states", "--check")


def test_a_page_that_is_not_current_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CommandError):
        call_command("moderation_states", "--check")
    call_command("moderation_states")
    call_command("moderation_states", "--check")


def test_a_statement_has_exactly_the_pair_of_its_ground_and_the_end_of_a_limit() -> None:
    decision = Decision(verdict="LIMIT", decided_at=NOW, decision_ground="ILLEGAL_CONTENT", ground_reference="§ 1",
                        ground_explanation="Because.", limit_until=NOW + timedelta(days=7))
    case = Case(reasons="crisis.en.wish core.phone", source="MEMBER")
    fields = statement_fields(decision, case, NOW - timedelta(days=1))
    assert (fields["illegal_content_legal_ground"], fields["illegal_content_explanation"]) == ("§ 1", "Because.")
    assert not any(name.startswith("incompatible") for name in fields)
    assert fields["category"] == "STATEMENT_CATEGORY_SELF_HARM"
    assert fields["decision_account"] == "DECISION_ACCOUNT_SUSPENDED"
    assert (fields["content_date"], fields["end_date_account_restriction"]) == ("2026-11-19", "2026-11-27")
    assert statement_fields(decision, Case(reasons="", source="MACHINE"), None)["source_type"] == (
        "SOURCE_VOLUNTARY")
