"""``dayroom alarms`` as Ivo meets it at a terminal."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dayroom.cli import main

NINE = [5, 3, 7, 4, 6, 5, 4, 6, 5, 20, 7, 6, 5, 4, 30, 6]


def lines(values: list[object], *, start: date = date(2024, 1, 1), step: int = 1) -> list[str]:
    return [f"{start + timedelta(days=at * step)},{value}" for at, value in enumerate(values)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "counts.csv"
    path.write_text("\n".join(["date,count", *lines(list(NINE))]), encoding="utf-8")
    return path


def judged(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[list[dict[str, object]], str]:
    assert main(["alarms", str(path), "--json", *options]) == 0
    said = capsys.readouterr()
    return json.loads(said.out), said.err


def test_json_has_one_object_per_row_and_null_where_there_is_no_past(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, _ = judged(file, capsys, "--detector", "ears-c1")
    assert [row["date"] for row in rows] == [str(date(2024, 1, 1) + timedelta(days=at)) for at in range(16)]
    assert set(rows[0]) == {"date", "observed", "expected", "limit", "alarm"}
    assert rows[6] == {"date": "2024-01-07", "observed": 4, "expected": None, "limit": None, "alarm": None}
    assert [round(row["limit"], 4) for row in rows[7:10]] == [9.0141, 9.3702, 8.7242]  # type: ignore[arg-type,call-overload]
    assert [at + 1 for at, row in enumerate(rows) if row["alarm"]] == [10, 15]


def test_rows_out_of_order_are_judged_in_order_and_answered_in_the_order_of_the_file(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain, _ = judged(file, capsys, "--detector", "ears-c2")
    head, *body = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([head, *reversed(body)]), encoding="utf-8")
    turned, told = judged(file, capsys, "--detector", "ears-c2")
    assert turned == plain[::-1]
    assert "15 rows were not in the order of time" in told


def test_a_table_with_sentences_and_a_picture(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = file.with_suffix(".svg")
    assert main(["alarms", str(file), "--svg", str(picture), "--fail-on-alarm"]) == 0
    said = capsys.readouterr().out
    assert "2024-01-10" in said
    assert "<< alarm" in said
    assert "farrington-flexible needs 1828 days" in said.lower()
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))  # noqa: S314 - our own picture
    assert root.tag.endswith("svg")


def test_places_and_topics_are_series_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "places.csv"
    rows = [f"{line},{place},fever" for place in ("North", "South") for line in lines(list(NINE))]
    path.write_text("\n".join(["\ufeffDate;Count;Place;Topic", *rows]).replace(",", ";"), encoding="utf-8")
    found, told = judged(path, capsys, "--detector", "epitweetr")
    assert {row["place"] for row in found} == {"North", "South"}
    assert "2 series share" in told
    alone, _ = judged(path, capsys, "--detector", "epitweetr", "--across", "none")
    assert alone[9]["limit"] < found[9]["limit"]  # type: ignore[operator]
    found, _ = judged(path, capsys, "--detector", "ears-c1", "--across", "fdr")
    assert [row["alarm"] for row in found[:16]] == [row["alarm"] for row in found[16:]]


def test_a_day_that_has_not_ended_and_days_to_come_do_not_alarm(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, told = judged(file, capsys, "--detector", "ears-c1", "--today", "2024-01-15")
    assert rows[14]["alarm"] is False
    assert rows[15]["limit"] is None
    assert "1 rows lie in the future" in told
    rows, _ = judged(file, capsys, "--detector", "ears-c1", "--today", "2024-01-15", "--complete")
    assert rows[14]["alarm"] is True


def test_what_is_not_in_the_file_is_not_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "holes.csv"
    body = lines([9] * 20)
    del body[12]
    body[14] = body[14].replace(",9", ",NA")
    path.write_text("\n".join(["date,count", *body]), encoding="utf-8")
    rows, told = judged(path, capsys, "--detector", "ears-c1")
    assert "1 days are missing" in told
    assert "1 counts are not known" in told
    assert rows[14] | {"date": ""} == {"date": "", "observed": None, "expected": None, "limit": None, "alarm": None}
    assert rows[-1]["expected"] == 9


BAD = {
    "below zero": "date,count\n2024-01-01,-3\n2024-01-02,4",
    "not a whole number": "date,count\n2024-01-01,3.5\n2024-01-02,4",
    "not a whole number ": "date,count\n2024-01-01,many",
    "hold a formula": "date,count,place\n2024-01-01,3,=1+1",
    "a formula": "date,count\n2024-01-01,=2+2",
    "more than once": "date,count\n2024-01-01,3\n2024-01-01,4",
    "count is not there": "date,number of people\n2024-01-01,3",
    "not written as": "date,count\n01/02/2024,3",
    "not written as ": "date,count\n2024-02-31,3",
    "no row": "date,count\n",
    "too few cells": "count,date\n3",
    "must name": "",
    "lies in the future": "date,count\n2999-01-01,3",
    "days apart": "date,count\n2024-01-01,3\n2024-01-04,3\n2024-01-07,3",
    "quotation marks": 'date,count\n"2024-01-01,3',
    "thousand million": "date,count\n2024-01-01,99999999999",
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(BAD[what], encoding="utf-8")
    assert main(["alarms", str(path), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert what.strip() in said.err


def test_bytes_that_are_no_text_and_files_that_are_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("date,count,place\n2024-01-01,3,Köln".encode("latin-1"))
    assert main(["alarms", str(path)]) == 2
    assert "UTF-8" in capsys.readouterr().err
    path.write_bytes("date,count\n2024-01-01,3".encode("utf-16"))
    assert main(["alarms", str(path)]) == 0
    assert "UTF-16" in capsys.readouterr().out
    assert main(["alarms", str(tmp_path / "none.csv")]) == 2
    assert main(["alarms", str(path), "--detector", "cusum", "--alpha", "0.1"]) == 2


def test_weeks_and_months_are_recognised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "weeks.csv"
    path.write_text("\n".join(["week,cases,note", "2024-W01,3,x", "2024-W02,4,x", "2024-W04,5,x"]), encoding="utf-8")
    rows, told = judged(path, capsys, "--detector", "ears-c1")
    assert rows[0]["date"] == "2024-W01"
    assert "1 weeks are missing" in told
    assert "1 more column was not used" in told
    path.write_text("\n".join(["month,count", "2024-01,3", "2024-02,4", "2024-03,5"]), encoding="utf-8")
    assert main(["alarms", str(path)]) == 0
    assert "insufficient data: 10 months are needed, 3 are here" in capsys.readouterr().out
