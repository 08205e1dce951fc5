"""What a wording needs, and what an approval belongs to: rules without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dayroom.apps.library.rules import articles as rules
from dayroom.apps.library.rules.wordings import digest_of, plain_value, text_of
from dayroom.apps.library.vocabulary.articles import Approvals, ArticleFacts, Decider, Missing, Step
from dayroom.apps.library.vocabulary.wordings import Block, Source, Wording

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WHOLE = ArticleFacts(
    has_author=True, has_clinical_reviewer=True, has_plain_reviewer=True, has_funding=True, has_interests=True,
    has_audience=True, has_summary=True, words=200, sources=2, review_by=date(2028, 11, 21), edition_named=True,
    grade=6.0, guard="ALLOW",
)
WORDING = Wording(article_id=1, slug="a", title="A", kind="article", sources=(Source("WHO", "Measles", 2024),))


@pytest.mark.parametrize(("changed", "missing"), [
    ({"has_author": False}, Missing.AUTHOR), ({"clinical_is_author": True}, Missing.REVIEWER_IS_AUTHOR),
    ({"has_interests": False}, Missing.INTERESTS), ({"sources": 0}, Missing.SOURCES),
    ({"sources_incomplete": 1}, Missing.SOURCE_YEAR), ({"pictures_wordless": 1}, Missing.PICTURE_WORDS),
    ({"review_by": date(2029, 11, 22)}, Missing.REVIEW_LATE), ({"review_by": date(2026, 11, 20)}, Missing.REVIEW_PAST),
    ({"shows_patient": True}, Missing.AUTHORIZATION), ({"recordings_silent": 1}, Missing.CAPTIONS),
])
def test_each_thing_that_is_missing_is_named(changed: dict[str, object], missing: Missing) -> None:
    assert rules.lacks(WHOLE, today=TODAY) == ()
    assert rules.lacks(replace(WHOLE, **changed), today=TODAY) == (missing,)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(("changed", "stop", "explainable"), [
    ({"guard": ""}, Missing.GUARD_SILENT, False), ({"guard": "BLOCK"}, Missing.GUARD_BLOCKS, False),
    ({"guard": "HOLD"}, Missing.GUARD_HOLDS, True), ({"conduct_failed": ("S7",)}, Missing.CONDUCT, True),
    ({"conduct_blocked": ("S13",)}, Missing.CONDUCT_BLOCKS, False), ({"too_hard": True}, Missing.TOO_HARD, True),
])
def test_what_the_checks_ask_for_is_answered_in_writing_or_not_at_all(
    changed: dict[str, object], stop: Missing, explainable: bool
) -> None:
    facts = replace(WHOLE, **changed)  # type: ignore[arg-type]  # by name
    with pytest.raises(rules.NotReady):
        rules.check_may_pass(Step.PLAIN, facts, reason=" ", explained=(), today=TODAY)
    if explainable:
        assert rules.check_may_pass(Step.PLAIN, facts, reason="Because.", explained=(), today=TODAY) == (stop,)
        assert rules.check_may_pass(Step.PLAIN, facts, reason="", explained={stop}, today=TODAY) == ()
    else:
        with pytest.raises(rules.NotReady):
            rules.check_may_pass(Step.PLAIN, facts, reason="Because.", explained={stop}, today=TODAY)


def test_hard_words_are_no_matter_of_the_clinical_review_and_not_of_pages_for_professionals() -> None:
    hard = replace(WHOLE, too_hard=True)
    assert rules.check_may_pass(Step.CLINICAL, hard, reason="", explained=(), today=TODAY) == ()
    assert rules.stops(replace(hard, for_professionals=True)) == ()


@pytest.mark.parametrize("decider", [
    Decider(is_clinician=True, wrote_in_it=True), Decider(is_clinician=True, is_named=False), Decider(is_clinician=False),
])
def test_the_clinical_review_is_for_who_is_named_licensed_and_has_not_written(decider: Decider) -> None:
    rules.check_may_decide(Step.CLINICAL, Decider(is_clinician=True))
    with pytest.raises(rules.NotYours):
        rules.check_may_decide(Step.CLINICAL, decider)


def test_nothing_goes_out_without_both_approvals_of_this_wording() -> None:
    rules.check_may_publish(WHOLE, Approvals(True, True), explained=(), now=NOW, today=TODAY)
    with pytest.raises(rules.NotReady):
        rules.check_may_publish(WHOLE, Approvals(True, False), explained=(), now=NOW, today=TODAY)


def test_a_time_that_has_passed_publishes_nothing() -> None:
    assert rules.after_approval(NOW + timedelta(seconds=1), NOW) is Step.SCHEDULED
    assert rules.after_approval(NOW, NOW) is Step.APPROVED
    assert rules.after_approval(None, NOW) is Step.APPROVED


def test_an_approval_belongs_to_everything_a_reader_meets() -> None:
    digest = digest_of(WORDING)
    assert digest_of(replace(WORDING, reviewed_on=TODAY)) == digest
    for changed in ({"title": "B"}, {"interests": "x"}, {"sources": ()}, {"blocks": (Block("facts", {"items": ["a"]}),)}):
        assert digest_of(replace(WORDING, **changed)) != digest  # type: ignore[arg-type]  # by name


def test_the_editors_names_for_lines_are_no_part_of_a_wording() -> None:
    kept = {"items": [{"type": "item", "id": "1", "value": {"title": "Call", "text": "Now."}}]}
    assert plain_value(kept) == {"items": [{"title": "Call", "text": "Now."}]}
    read = text_of(replace(WORDING, blocks=(Block("now", plain_value(kept)), Block("dos", {"do": ["Rest."], "dont": ["Run."]}))))
    assert read == "A\n\nCall\n\nNow.\n\nRest.\n\nDo not: Run."
