"""``dayroom match``: lines in, lines out, and nothing stops the stream."""

from __future__ import annotations

import json

import pytest

from dayroom import embeddings, matching
from dayroom.cli import main
from dayroom.engines import guard

CLAIMS = [
    '{"claim_id": 7, "claim": "Garlic cures flu", "title": "Garlic"}',
    "",
    '{"claim_id": "b", "claim": "Masks do not work"}',
]


def test_texts_are_answered_in_order_and_a_bad_line_does_not_stop_them() -> None:
    register = guard.ClaimRegister(matching.claims_from_lines(CLAIMS), today=None)
    lines = [
        '{"id": "a", "text": "Garlic cures flu!"}',
        "{",
        '{"id": 2}',
        '{"id": 3, "text": "does garlic cure flu?"}',
        '{"id": 4, "text": ""}',
    ]
    found = [json.loads(line) for line in matching.match_lines(lines, register)]
    assert [answer["id"] for answer in found] == ["a", None, 2, 3, 4]
    assert ["error" in answer for answer in found] == [False, True, True, False, False]
    assert (found[0]["matches"][0]["claim_id"], found[0]["matches"][0]["stance"]) == ("7", "ASSERTS")
    assert found[3]["matches"][0]["stance"] == "ASKS"
    assert found[4]["matches"] == []


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("{", ""),
        ("[]", ""),
        ('{"claim": "x"}', "claim_id"),
        ('{"claim_id": 1}', "claim"),
        ('{"claim_id": 1, "claim": "x", "title": 3}', "title"),
    ],
)
def test_a_broken_claim_is_named_by_row_and_field(line: str, field: str) -> None:
    with pytest.raises(guard.BrokenClaim) as fault:
        matching.claims_from_lines([CLAIMS[0], line])
    assert (fault.value.row, fault.value.field) == (2, field)


def test_the_command_says_in_one_sentence_what_is_wrong(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", "--claims", str(tmp_path / "none.jsonl"), "--jsonl"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_the_command_reads_a_file(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "claims.jsonl").write_text("\n".join(CLAIMS), encoding="utf-8")
    (tmp_path / "texts.jsonl").write_text('{"id": 1, "text": "Garlic cures flu"}\n', encoding="utf-8")
    arguments = [
        "match",
        str(tmp_path / "texts.jsonl"),
        "--claims",
        str(tmp_path / "claims.jsonl"),
        "--jsonl",
        "--words-only",
    ]
    assert main(arguments) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["matches"][0]["claim_id"] == "7"
    assert "words only" in said.err


def test_a_line_that_cannot_be_matched_ends_with_2_after_all_the_others(
    tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "claims.jsonl").write_text("\n".join(CLAIMS), encoding="utf-8")
    (tmp_path / "texts.jsonl").write_text('{\n{"id": 2, "text": "Garlic cures flu"}\n', encoding="utf-8")
    texts, claims = str(tmp_path / "texts.jsonl"), str(tmp_path / "claims.jsonl")
    assert main(["match", texts, "--claims", claims, "--jsonl", "--words-only"]) == 2
    said = capsys.readouterr()
    assert ["error" in json.loads(line) for line in said.out.splitlines()] == [True, False]
    assert "could not be matched" in said.err


def test_embeddings_that_cannot_be_fetched_are_one_sentence(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(embeddings, "_state", lambda: (embeddings.ABSENT, 1))
    monkeypatch.setattr(embeddings, "_ran", lambda command: False)
    assert main(["embeddings", "install"]) == 1
    assert capsys.readouterr().err.strip() == embeddings.FAILED


def test_status_says_whether_the_model_is_there(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(embeddings, "_state", lambda: (embeddings.GENUINE, 0))
    assert main(["embeddings", "status"]) == 0
    assert embeddings.GENUINE in capsys.readouterr().out
