"""Programs get one answer per line, in order, and no exception."""

from __future__ import annotations

import json

import pytest

from dayroom.engines.guard import Author, Context, NotText, check_lines, check_text


def answers(*lines, **options):
    return [json.loads(line) for line in check_lines(lines, **options)]


def test_each_line_gets_its_answer_in_order():
    first, second = answers('{"id": "a", "text": "call 202-555-0189"}', '{"id": 2, "text": "hello"}')
    assert first == {
        "id": "a",
        "findings": [
            {
                "family": "IDENTIFIER",
                "class": "PHONE",
                "start": 5,
                "end": 17,
                "confidence": 0.95,
                "rule_id": "core.phone",
                "rule_version": 1,
            }
        ],
        "tier": "T0",
        "decision": "NUDGE",
    }
    assert second == {"id": 2, "findings": [], "tier": "T0", "decision": "ALLOW"}


def test_a_line_may_say_who_writes_and_about_whom():
    (answer,) = answers(
        '{"id": 1, "text": "MRN 00482917", "author": "professional", "subject": "PATIENT", "place": null}'
    )
    assert answer["decision"] == "BLOCK"


def test_the_callers_context_holds_where_a_line_says_nothing():
    (answer,) = answers('{"id": 1, "text": "MRN 00482917"}', context=Context(author=Author.PROFESSIONAL))
    assert answer["decision"] == "BLOCK"


@pytest.mark.parametrize(
    "line",
    ["{", "[1]", "null", "12", '{"id": 1}', '{"id": 1, "text": 5}', '{"id": {}, "text": "a"}', "[" * 100_000, "\x00"],
    ids=["half", "list", "null", "number", "no text", "text is a number", "id is an object", "nested", "null byte"],
)
def test_a_bad_line_is_an_error_and_the_next_one_is_read(line):
    bad, good = answers(line, '{"id": 1, "text": "hello"}')
    assert bad["id"] is None
    assert bad["error"]
    assert good["decision"] == "ALLOW"


def test_a_line_that_cannot_be_checked_keeps_its_id():
    too_long, not_text, unknown = answers(
        json.dumps({"id": 7, "text": "a" * 100_001}),
        '{"id": 8, "text": "\\ud83d"}',
        '{"id": 9, "text": "a", "author": "ROBOT"}',
    )
    assert (too_long["id"], not_text["id"], unknown["id"]) == (7, 8, 9)
    assert all("findings" not in answer for answer in (too_long, not_text, unknown))


def test_an_error_never_repeats_the_text():
    (answer,) = answers(json.dumps({"id": 1, "text": "536-90-4399 " * 10_000}))
    assert "536" not in answer["error"]


def test_empty_lines_are_passed_over():
    assert answers("", "\n", '{"id": 1, "text": ""}') == [{"id": 1, "findings": [], "tier": "T0", "decision": "ALLOW"}]


def test_answers_come_while_lines_still_arrive():
    def endless():
        while True:
            yield '{"id": 1, "text": "hello"}'

    assert json.loads(next(iter(check_lines(endless()))))["id"] == 1


def test_one_text_can_be_checked_alone():
    result = check_text("I wish I was dead")
    assert (result["tier"], result["decision"], result["checked"]) == ("T2", "ALLOW", True)
    assert result["sentence"]
    with pytest.raises(NotText):
        check_text("\ud83d")


@pytest.mark.parametrize("name", ["NaN", "Infinity", "1e999", '"\\ud83d"', "[1]"])
def test_an_id_that_cannot_be_written_down_again_is_an_error_and_no_broken_line(name):
    (line,) = check_lines([f'{{"id": {name}, "text": "hello"}}'])
    assert line.encode()
    answer = json.loads(line, parse_constant=pytest.fail)
    assert answer["id"] is None
    assert answer["error"]
