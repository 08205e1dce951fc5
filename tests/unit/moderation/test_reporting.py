from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from dayroom.apps.moderation.models import Case, Decision
from dayroom.apps.moderation.presenters.statements import COLUMNS, csv_row, faults_of, statement_fields
from dayroom.apps.moderation.rules import harm_of
from dayroom.apps.moderation.rules.categories import category_of
from dayroom.apps.moderation.rules.clocks import clock_words, due_seconds
from dayroom.apps.moderation.rules.reporting import (
    NotOverYet,
    check_over,
    hidden_cells,
    hidden_in_year,
    period_of,
    periods_offered,
    share,
    suppressed,
)
from dayroom.apps.moderation.rules.weighing import next_step
from dayroom.apps.moderation.vocabulary import Harm, Priority, Verdict
from dayroom.apps.moderation.vocabulary.duty import StrikeNow
from dayroom.apps.moderation.vocabulary.statements import CATEGORIES
from dayroom.kernel.errors import NotFound
from tests.cast import NOW


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(12 * 60, "due in 12 min"), (30, "due in 1 min"), (3 * 3600 + 60, "due in 3 h"), (72 * 3600, "due in 3 days"),
     (-3 * 3600, "overdue by 3 h"), (-20, "overdue by 1 min"), (-50 * 3600, "overdue by 2 days")],
)
def test_a_clock_is_said_in_words(seconds: int, words: str) -> None:
    with override("en"):
        assert clock_words(NOW + timedelta(seconds=seconds), NOW) == words


def test_the_clocks_are_those_of_the_standards() -> None:
    assert [due_seconds(priority) for priority in Priority] == [15 * 60, 4 * 3600, 72 * 3600]


@pytest.mark.parametrize(
    ("codes", "harm"),
    [([], "OTHER"), (["core.phone"], "PRIVACY"), (["OTHER", "crisis.en.wish"], "CRISIS"), (["SPAM"], "SELLING"),
     (["harm.insult", "us.ssn"], "HURT"), (["author.asked"], "OTHER"), (["FALSE_HEALTH", "ADVICE"], "HEALTH")],
)
def test_a_case_is_about_the_gravest_of_its_reasons(codes: list[str], harm: str) -> None:
    assert harm_of(codes) == harm


@pytest.mark.parametrize(
    ("codes", "category", "keyword"),
    [(["crisis.en.wish"], "SELF_HARM", "SUICIDE"), (["crisis.en.self-harm"], "SELF_HARM", "SELF_MUTILATION"),
     (["FALSE_HEALTH"], "RISK_FOR_PUBLIC_SECURITY", "MISINFORMATION_DISINFORMATION"),
     (["promotion.drug-sale"], "UNSAFE_AND_PROHIBITED_PRODUCTS", "PROHIBITED_PRODUCTS"),
     (["PRIVACY"], "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS", "MISSING_PROCESSING_GROUND"),
     (["promotion.fake-review"], "SCAMS_AND_FRAUD", "INAUTHENTIC_USER_REVIEWS"),
     (["promotion.undisclosed"], "CONSUMER_INFORMATION", "HIDDEN_ADVERTISEMENT"), ([], "OTHER_VIOLATION_TC", "OTHER")],
)
def test_the_map_of_categories_is_that_of_the_standards(codes: list[str], category: str, keyword: str) -> None:
    found, keywords = category_of(codes)
    assert found == f"STATEMENT_CATEGORY_{category}"
    assert f"KEYWORD_{keyword}" in keywords


def test_there_are_sixteen_categories() -> None:
    assert len(CATEGORIES) == 16


def statement(**fields: object) -> dict[str, object]:
    made = Decision(verdict="HIDE", decided_at=NOW, decision_ground="INCOMPATIBLE_CONTENT", ground_reference="Be kind",
                    ground_explanation="It was not.", content_date=date(2026, 11, 1), language="es")
    return {**statement_fields(made, Case(reasons="harm.insult", source="MACHINE")), **fields}


def test_a_whole_statement_has_no_fault() -> None:
    made = statement()
    assert faults_of(made) == []
    assert made["content_language"] == "ES"
    assert made["source_type"] == "SOURCE_VOLUNTARY"


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [({"puid": "a b"}, "puid"), ({"puid": "x" * 501}, "puid"), ({"incompatible_content_ground": ""},
     "incompatible_content_ground"), ({"illegal_content_explanation": "x"}, "illegal_content_explanation"),
     ({"decision_ground": "x"}, "decision_ground"), ({"incompatible_content_explanation": "x" * 2001},
     "incompatible_content_explanation"), ({"decision_facts": "x" * 5001}, "decision_facts"), ({"category": "x"}, "category"),
     ({"decision_visibility": []}, "decision"), ({"decision_visibility": ["GONE"]}, "decision_visibility"),
     ({"automated_decision": "No"}, "automated_decision"), ({"content_date": "1 Nov"}, "content_date"),
     ({"source_identity": "Ann"}, "source_identity"), ({"source_type": "x"}, "source_type")],
)
def test_what_the_database_would_refuse_is_found(wrong: dict[str, object], fault: str) -> None:
    assert fault in faults_of(statement(**wrong))


def test_a_row_for_a_spreadsheet_starts_no_formula() -> None:
    row = csv_row(statement(incompatible_content_explanation="=1+1"), COLUMNS)
    assert row[COLUMNS.index("incompatible_content_explanation")] == "'=1+1"
    assert row[COLUMNS.index("decision_visibility")] == "DECISION_VISIBILITY_CONTENT_DISABLED"


def test_periods_are_quarters_and_years() -> None:
    assert (period_of("2026-Q4").start, period_of("2026-Q4").end) == (
        datetime(2026, 10, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    assert period_of("2026").end == datetime(2027, 1, 1, tzinfo=UTC)
    then = datetime(2026, 2, 3, tzinfo=UTC)
    assert periods_offered(then, date(2025, 8, 1)) == ["2025-Q4", "2025-Q3", "2025"]
    assert periods_offered(datetime(2026, 4, 1, tzinfo=UTC), date(2026, 1, 5)) == ["2026-Q1"]
    assert periods_offered(then, date(2026, 1, 5)) == []
    check_over("2025", then)
    for running in ("2026-Q1", "2026", "2027-Q1"):
        with pytest.raises(NotOverYet):
            check_over(running, then)
    for odd in ("2026-Q5", "1999", "x", "", "2026-q1"):
        with pytest.raises(NotFound):
            period_of(odd)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 60), max_size=8))
def test_no_hidden_cell_is_found_from_the_total_of_the_others(cells: dict[str, int]) -> None:
    said = suppressed(cells)
    hidden = [key for key, count in said.items() if count is None]
    assert all(count is None or count == cells[key] for key, count in said.items())
    assert all(count is None for key, count in said.items() if 0 < cells[key] < 5)
    # one hidden cell alone only where there is no other to hide beside it
    assert len(hidden) != 1 or not [key for key, count in cells.items() if count >= 5]


@given(st.lists(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 30), min_size=5), min_size=4, max_size=4))
def test_a_year_gives_no_hidden_cell_of_its_quarters(quarters: list[dict[str, int]]) -> None:
    year = {code: sum(one[code] for one in quarters) for code in "abcde"}
    hidden = hidden_in_year({"t": hidden_cells(year)}, [{"t": hidden_cells(one)} for one in quarters])["t"]
    for one in quarters:
        assert hidden_cells(one) <= hidden


def test_a_share_of_few_is_not_said() -> None:
    assert (share(30, 40), share(2, 40), share(1, 3), share(0, 40)) == (0.75, None, None, 0.0)


def test_strikes_suggest_and_nothing_more() -> None:
    def strikes(*weights: int) -> list[StrikeNow]:
        return [StrikeNow(NOW, NOW, weight, "x") for weight in weights]

    assert [next_step(strikes(*weights)) for weights in ((), (1,), (1, 1), (2, 2))] == [
        "", "", Verdict.LIMIT, Verdict.SUSPEND]


def test_every_harm_has_a_name() -> None:
    assert all(str(harm.label) for harm in Harm)
