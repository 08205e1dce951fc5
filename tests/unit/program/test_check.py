"""``dayroom check`` as somebody at a terminal meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dayroom import checking
from dayroom.cli import main
from dayroom.engines import guard


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "quiet.txt").write_text("I felt better today.\n", encoding="utf-8")
    (tmp_path / "number.md").write_text("fine\nMy card is 4111111111111111.\n", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_a_folder_is_read_file_by_file_and_pictures_are_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder)]) == checking.EXIT_FOUND
    said = capsys.readouterr().out
    assert "number.md" in said
    assert "quiet.txt" in said
    assert "picture.png" not in said
    assert "line 2, characters 16-32: identifier CARD" in said
    assert "4111" not in said


def test_the_exit_code_follows_what_was_asked(folder: Path) -> None:
    path = folder / "phone.txt"
    path.write_text("call me on 202-555-0189", encoding="utf-8")
    assert main(["check", str(path)]) == checking.EXIT_CLEAR
    assert main(["check", "--fail-on", "NUDGE", str(path)]) == checking.EXIT_FOUND
    assert main(["check", "--fail-on", "BLOCK", str(folder / "number.md")]) == checking.EXIT_FOUND


def test_sarif_counts_lines_and_code_points(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--sarif", str(folder / "number.md")])
    run = json.loads(capsys.readouterr().out)["runs"][0]
    result = run["results"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert result["level"] == "error"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 12, "charOffset": 16, "charLength": 16}
    assert result["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}


@pytest.mark.parametrize("given", [b"\xff\xfe bad", b"x" * (guard.MAX_LENGTH + 1)])
def test_what_cannot_be_read_is_said_and_is_no_all_clear(
    given: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(given)
    assert main(["check", str(path)]) == checking.EXIT_MISUSE
    assert "bad.txt" in capsys.readouterr().err


def test_an_empty_folder_is_no_all_clear(tmp_path: Path) -> None:
    assert main(["check", str(tmp_path)]) == checking.EXIT_MISUSE


def test_an_own_pack_is_read_and_a_broken_one_is_named_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = folder / "own.toml"
    own.write_text(
        'name = "own"\nversion = "1"\ntitle = "Ours"\nlanguages = ["en"]\n\n[[rule]]\nid = "own.x"\nversion = 1\n'
        'family = "PROMOTION"\nclass = "SELLING"\nsource = "us"\ndate = "2026-11-21"\nsentence = "Ours."\n'
        "patterns = ['\\bbetter today\\b']\nmatch = [\"better today\"]\nmiss = [\"worse\"]\n",
        encoding="utf-8",
    )
    main(["check", "--packs", str(own), "--json", str(folder / "quiet.txt")])
    assert [found["rule_id"] for found in json.loads(capsys.readouterr().out)["findings"]] == ["own.x"]
    own.write_text(own.read_text(encoding="utf-8").replace("version = 1\nfamily", "family"), encoding="utf-8")
    assert main(["check", "--packs", str(own), str(folder / "quiet.txt")]) == checking.EXIT_MISUSE
    assert "own, line 6" in capsys.readouterr().err


def test_a_pattern_that_cannot_be_read_is_named_with_what_is_wrong_and_nothing_else_is_printed(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    own = folder / "own.toml"
    own.write_text(
        'name = "own"\nversion = "1"\ntitle = "Ours"\nlanguages = ["en"]\n\n[[rule]]\nid = "own.x"\nversion = 1\n'
        'family = "PROMOTION"\nclass = "SELLING"\nsource = "us"\ndate = "2026-11-21"\nsentence = "Ours."\n'
        "patterns = ['better', 'worse (today']\nmatch = [\"better\"]\nmiss = [\"worse\"]\n",
        encoding="utf-8",
    )
    assert main(["check", "--packs", str(own), str(folder / "quiet.txt")]) == checking.EXIT_MISUSE
    said = capfd.readouterr()
    # the library writes to the file itself, not through Python
    assert said.err == "Rule pack own, line 6: pattern 2 of own.x cannot be read: missing ): worse (today\n"
    assert said.out == ""


def test_the_last_line_and_the_help_explain_their_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(folder / "quiet.txt")])
    assert "decision allow (it would go out), tier T0 (no words of distress)" in capsys.readouterr().out
    guide = (Path(__file__).parents[3] / "docs/operators/guard.md").read_text(encoding="utf-8")
    for tier, meaning in checking.URGENT.items():
        assert f"{tier:<7} {meaning}" in checking.meanings()
        assert f"| {tier} |" in guide


def test_a_pack_that_nobody_knows_stops_the_check(folder: Path) -> None:
    assert main(["check", "--packs", "nope", str(folder)]) == checking.EXIT_MISUSE


def test_watching_reads_again_only_what_changed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "WATCH_SECONDS", 0)
    asked = checking.Asked([str(folder / "quiet.txt")], guard.Context(), guard.DEFAULT_PACKS)
    checking.watch(asked, rounds=3)
    said = capsys.readouterr().out
    assert said.count("decision") == 1
    assert said.startswith(str(folder / "quiet.txt"))
