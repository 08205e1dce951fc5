"""Treatment reports in words become suggestions with places; programs get one answer per line."""

from __future__ import annotations

import io
import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayroom import cli
from dayroom.engines.measures.errors import TooLong
from dayroom.engines.measures.reports import extract, extract_lines
from dayroom.engines.measures.reports.grades import effectiveness, side_effects
from dayroom.engines.measures.reports.sentences import sentences

REPORT = "I was prescribed Zoloft for my anxiety. It helped a lot and I feel calm again. But I had terrible nausea and no headaches. I quit because of the side effects."


def found(kind: str, text: str = REPORT) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.value) for one in extract(text).suggestions if one.kind == kind]


def test_drug_effect_condition_and_reason_are_suggested_with_their_places() -> None:
    assert found("DRUG") == [("Zoloft", "sertraline")]
    assert ("nausea", "") in found("ADVERSE_EFFECT")
    assert ("anxiety", "") in found("CONDITION")
    assert found("STOPPED") == [("quit", "SIDE_EFFECTS")]


def test_what_is_denied_is_no_effect() -> None:
    assert not [word for word, _ in found("ADVERSE_EFFECT") if "headache" in word]


@pytest.mark.parametrize(
    ("text", "name"),
    [("Terrible nausea, dry mouth and weight gain.", "ADR"), ("The brain zaps when I missed a dose were awful withdrawal.", "WD"),
     ("It really helped my depression and I feel so much better.", "EF"), ("It did nothing for my depression.", "INF"),
     ("I was prescribed this for panic attacks.", "DI")],
)  # fmt: skip
def test_sentences_of_our_own_get_their_class(text: str, name: str) -> None:
    assert name in extract(text).classes


@pytest.mark.parametrize(("text", "grade"), [("Completely cured, a miracle!", 4), ("It did not work at all, useless.", 0), ("It helped.", 3), ("Slight relief, but only temporary.", 2)])
def test_grades_of_effect(text: str, grade: int) -> None:
    assert effectiveness(text) == grade


@pytest.mark.parametrize(("text", "grade"), [("None.", 0), ("Mild dry mouth.", 1), ("Severe vomiting, ended up in the emergency room, I thought I would die.", 3)])
def test_grades_of_side_effects(text: str, grade: int) -> None:
    assert abs(side_effects(text) - grade) <= (1 if grade == 3 else 0)


def test_parts_of_a_form_are_read_on_their_own() -> None:
    one = extract("See above.", benefits="It did nothing.", harms="No side effects.")
    assert (one.effectiveness, one.side_effects) == (0, 0)
    assert extract("").effectiveness is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_places_lie_inside_the_text(text: str) -> None:
    for piece in sentences(text):
        assert text[piece.start : piece.end] == piece.text
    for one in extract(text).suggestions:
        assert 0 <= one.start < one.end <= len(text)


def test_too_long_a_text_is_refused_and_a_long_one_is_read_in_linear_time() -> None:
    with pytest.raises(TooLong):
        extract("a" * 100_001)
    extract("nausea, " * 2_000 + "." * 2_000 + "\n" * 2_000)


def answers(*lines: str) -> list[dict]:
    return [json.loads(line) for line in extract_lines(lines)]


def test_each_line_gets_its_answer_in_order_and_bad_ones_an_error() -> None:
    made = answers('{"id": "a", "text": "Bad nausea."}', "", "{", '["x"]', '{"id": [1], "text": "x"}', '{"id": 2, "text": ""}', '{"id": NaN, "text": "x"}', '{"id": 3, "text": "x", "side_effects_text": 7}')
    assert [one["id"] for one in made] == ["a", None, None, None, 2, None, 3]
    assert ["error" in one for one in made] == [False, True, True, True, False, True, True]
    assert set(made[0]) == {"id", "classes", "sentences", "suggestions", "effectiveness", "side_effects"}
    assert "nausea" not in json.dumps(made[0])


def test_the_command_reads_a_stream(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": 1, "text": "No side effects."}\n\xff\n')))
    assert cli.main(["extract", "--jsonl", "-"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["side_effects"], "error" in second) == (1, "NONE", True)
    assert cli.main(["extract", "--jsonl", str(tmp_path / "nothing")]) == 2
