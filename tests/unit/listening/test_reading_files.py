"""Files of anything: read row by row, gone on with from any row, and every bad row is a word and a number."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from dayroom.apps.listening.rules import files
from dayroom.apps.listening.rules.reading import first_rows, open_rows
from dayroom.apps.listening.rules.recoding import Recoded
from dayroom.apps.listening.vocabulary.posts import TEXT_MOST, RawPost, Refusal
from dayroom.apps.listening.vocabulary.sources import LINE_MOST, How, Sniffed

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SINCE = date(2020, 1, 1)
HEAD = "id,created_at,text,user,likes\n"


def kept(path: Path, content: bytes) -> tuple[Path, Sniffed]:
    """A file as an upload leaves it: in two pieces, recoded, sniffed."""
    taken = Recoded([content[:7], content[7:]])
    sniffed = files.sniff(taken.head)
    path.write_bytes(b"".join(taken))
    return path, sniffed


def guess(path: Path, sniffed: Sniffed) -> How:
    bare = How(sniffed.form, sniffed.encoding, sniffed.delimiter, sniffed.has_head, sniffed.columns)
    return files.guessed(sniffed, first_rows(path, bare, 20))


def read(path: Path, how: How) -> list[RawPost | Refusal]:
    with open_rows(path, how, now=NOW, since=SINCE) as rows:
        return list(rows)


def troubles(rows: list[RawPost | Refusal]) -> Counter[str]:
    refused = Counter(str(one.trouble) for one in rows if isinstance(one, Refusal))
    return refused + Counter(str(name) for one in rows if isinstance(one, RawPost) for name in one.troubles)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_in_whatever_letters_and_line_ends_it_came(tmp_path: Path, encoding: str, end: str) -> None:
    table = f"fecha;texto;usuario{end}31/05/2026 08:00;Señales de gripe;ivo{end}01/06/2026;Tos;ivo{end}"
    path, sniffed = kept(tmp_path / "a", table.encode(encoding))
    how = guess(path, sniffed)
    assert (how.delimiter, how.date_form, how.picks["text"]) == (";", "DMY", "texto")
    first, second = read(path, how)
    assert isinstance(first, RawPost)
    assert isinstance(second, RawPost)
    assert (first.text, first.at, first.author) == ("Señales de gripe", datetime(2026, 5, 31, 8, tzinfo=UTC), "ivo")
    assert second.at == datetime(2026, 6, 1, 12, tzinfo=UTC), "a day without a clock stays that day in every zone"


def test_each_bad_row_is_a_word_and_the_others_are_taken(tmp_path: Path) -> None:
    rows = [
        "1,2026-05-01T10:00:00Z,fine,a,3", "2,someday,no date,a,3", "3,2027-05-01T10:00:00Z,not yet,a,3",
        "4,2009-05-01T10:00:00Z,too old,a,3", "5,2026-05-01T10:00:00Z,,a,3", "6,2026-05-01", "7,2026-05-01,a,b,3,4,5",
        '8,2026-05-01,"=HYPERLINK(""http://x"")",a,3', f"9,2026-05-01,{'x' * (TEXT_MOST + 9)},a,-3",
        "10,2026-05-01,@oda -1 is no formula,a,x", "11,2026-05-01T23:30:00-09:00,later in UTC,a,1",
    ]  # fmt: skip
    content = (HEAD + "\n".join(rows) + "\n").encode() + b"12,2026-05-01,l\xe4uft,a,1\n"
    path, sniffed = kept(tmp_path / "a", HEAD.encode() + b"0,2026-05-01,x,a,1\n")
    path.write_bytes(content)
    read_rows = read(path, guess(path, sniffed))
    assert troubles(read_rows) == {"NO_DATE": 1, "FUTURE": 1, "TOO_OLD": 1, "NO_TEXT": 1, "BROKEN": 2, "FORMULA": 1,
                                   "TOO_LONG": 1, "ENCODING": 1}  # fmt: skip
    posts = [one for one in read_rows if isinstance(one, RawPost)]
    assert [one.key for one in posts] == ["1", "8", "9", "10", "11", "12"]
    assert (posts[1].text, posts[2].likes, posts[-2].at.date()) == ('=HYPERLINK("http://x")', 0, date(2026, 5, 1))
    assert posts[-2].at.astimezone(UTC).date() == date(2026, 5, 2)
    assert [one.row for one in read_rows if isinstance(one, Refusal)] == [2, 3, 4, 5, 6, 7]


def test_a_quote_that_never_closes_costs_one_row_and_is_linear(tmp_path: Path) -> None:
    fine = [f"{number},2026-05-01,post {number},a,1" for number in range(3_000)]
    rows = [*fine[:10], '99,2026-05-01,"stray,a,1', *fine[10:]]
    path, sniffed = kept(tmp_path / "a", (HEAD + "\n".join(rows) + "\n").encode())
    found = read(path, guess(path, sniffed))
    assert troubles(found) == {"BROKEN": 1}
    assert len(found) == 3_001
    every = (HEAD + '1,"\n' * 20_000).encode()
    path.write_bytes(every)
    assert troubles(read(path, guess(path, sniffed)))["BROKEN"] > 1_000


def test_reading_goes_on_behind_any_row_of_any_form(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    table = [{"id": str(number), "created_at": f"2026-05-{number % 28 + 1:02}", "text": f'a "post"\nof {number}',
              "user": {"name": f"u{number % 5}"}} for number in range(120)]  # fmt: skip
    plain = io.StringIO()
    writer = csv.writer(plain)
    writer.writerow(["id", "created_at", "text", "user.name"])
    writer.writerows([row["id"], row["created_at"], row["text"], row["user"]["name"]] for row in table)  # type: ignore[index]
    parquet.write_table(pa.Table.from_pylist(table), tmp_path / "p", row_group_size=50)
    (tmp_path / "c").write_text(plain.getvalue(), newline="")
    (tmp_path / "j").write_text("\n".join(json.dumps(row) for row in table))
    picks = {"key": "id", "at": "created_at", "text": "text", "author": "user.name"}
    columns = tuple(picks.values())
    all_of = {}
    for name, form in (("c", "TABLE"), ("j", "LINES"), ("p", "PARQUET")):
        how = How(form, columns=columns, picks=picks)
        all_of[name] = read(tmp_path / name, how)
        for stop in (0, 1, 49, 50, 119, 120):
            with open_rows(tmp_path / name, how, now=NOW) as rows:
                for _row in range(stop):
                    next(rows)
                place, done = json.loads(json.dumps(rows.place)), rows.bytes_done
            with open_rows(tmp_path / name, how, now=NOW, place=place) as rows:
                assert list(rows) == all_of[name][stop:]
                assert rows.bytes_done == (tmp_path / name).stat().st_size >= done
    assert all_of["c"] == all_of["j"] == all_of["p"]
    assert len(all_of["p"]) == 120


TRENDS = (
    "Category: All categories\r\n\r\nWeek,flu: (United States),gripe: (United States),isPartial\r\n"
    "2026-10-25,14,<1,False\r\n2026-11-01,100,3,False\r\n2026-11-08,-4,2.5,False\r\n2026-11-15,60,4,True\r\n"
)


def test_search_interest_is_read_with_its_small_and_unfinished_numbers(tmp_path: Path) -> None:
    path, sniffed = kept(tmp_path / "t", TRENDS.encode())
    assert sniffed.form == "TRENDS"
    how = replace(guess(path, sniffed), topics={"flu: (United States)": "Flu", "gripe: (United States)": "Flu es"})
    rows = read(path, how)
    assert troubles(rows) == {"BELOW_ONE": 1, "BAD_COUNT": 2, "PARTIAL": 1}
    counts = [(one.at.date().isoformat(), one.about, one.count, one.place) for one in rows if isinstance(one, RawPost)]
    assert counts == [("2026-10-25", "Flu", 14, "United States"), ("2026-10-25", "Flu es", 0, "United States"),
                      ("2026-11-01", "Flu", 100, "United States"), ("2026-11-01", "Flu es", 3, "United States")]  # fmt: skip
    for stop in range(len(rows)):
        with open_rows(path, how, now=NOW) as begun:
            for _row in range(stop):
                next(begun)
            place = begun.place
        with open_rows(path, how, now=NOW, place=place) as again:
            assert list(again) == rows[stop:]
    # a week that is not over is unfinished also where no column says so
    path.write_text(TRENDS.replace(",isPartial", "").replace(",False", "").replace(",True", ""))
    assert troubles(read(path, how))["PARTIAL"] == 1
    with pytest.raises(files.NotAFile):
        files.sniff(b"Category: All categories\n\nRegion,flu: (1/1/26 - 11/1/26)\nOhio,100\nTexas,4\n")


def test_counts_are_whole_numbers_of_a_day_and_a_topic(tmp_path: Path) -> None:
    path, sniffed = kept(tmp_path / "c", b"query,date,posts\ngrippe,2026-05-06,1\nflu,2026-05-07,0\nflu,2026-05-01,2\n"
                                         b"flu,2026-05-07,5\nflu,2026-05-08,-1\nflu,2026-05-09,1.5\nflu,2026-05-10,=1\n")  # fmt: skip
    how = guess(path, sniffed)
    assert (how.row, how.picks) == ("COUNT", {"at": "date", "count": "posts", "about": "query"})
    rows = read(path, how)
    assert troubles(rows) == {"BAD_COUNT": 3}
    posts = [one for one in rows if isinstance(one, RawPost)]
    assert [(one.about, one.count) for one in posts] == [("grippe", 1), ("flu", 0), ("flu", 2), ("flu", 5)]
    assert posts[1].key == posts[3].key, "the same day again is the same count: the first one stands"
    files.check_how(how)
    with pytest.raises(files.NotMapped):
        files.check_how(replace(how, picks={"at": "date", "count": "posts"}))


@pytest.mark.parametrize("content", [
    b"PK\x03\x04zip", b"\x1f\x8bgz", b"%PDF-1.7", b'[{"a": 1}]', b"<html>", b"\0\0\0\0\1\2\3\4" * 9, b"one column only\n",
    b"a,a\n1,2\n", b"PAR1 and nothing else",
])  # fmt: skip
def test_what_is_no_table_says_what_to_do_instead(tmp_path: Path, content: bytes) -> None:
    def brought() -> list[RawPost | Refusal]:
        path, sniffed = kept(tmp_path / "x", content)
        return read(path, How(sniffed.form))

    with pytest.raises(files.NotAFile) as told:
        brought()
    assert len(str(told.value)) > 20
    with pytest.raises(files.FileEmpty):
        files.sniff(b"\xef\xbb\xbf \r\n")


def test_a_changed_column_is_noticed_and_a_moved_one_is_found(tmp_path: Path) -> None:
    path, sniffed = kept(tmp_path / "a", (HEAD + "1,2026-05-01,hello,a,2\n").encode())
    how = guess(path, sniffed)
    moved, found = kept(tmp_path / "b", b"text,new,likes,user,id,created_at\nhello,x,2,a,1,2026-05-01\n")
    assert files.fits(how, found)
    assert read(moved, how) == read(path, how)
    titled, found = kept(tmp_path / "d", ("All posts of May\n\n" + HEAD + "1,2026-05-01,hello,a,2\n" * 3).encode())
    assert found.columns == how.columns
    assert read(titled, how)[:1] == read(path, how)
    gone, other = kept(tmp_path / "c", b"id,when,text,user,likes\n1,2026-05-01,hello,a,2\n")
    assert not files.fits(how, other)
    with pytest.raises(files.SchemaChanged):
        read(gone, how)


def test_whatever_is_broken_in_a_file_it_is_read_to_its_end_and_from_any_row(tmp_path: Path) -> None:
    chance, path = Random(6), tmp_path / "f"
    sign = [b'"', b"\n", b"\r", b",", b"\0", b"{", b"}", b"\xff", b"\\ud800", "\u202e".encode(), b"9" * 30]
    table = HEAD.encode() + b'1,2026-05-01,"hello, ""you""\nthere",a,3\n2,2026-05-02,=x,b,\n' * 5
    lines = b'{"id": 1, "created_at": "2026-05-01", "text": "hi", "user": {"a": 1}}\n' * 9
    for _round in range(120):
        form, content = chance.choice([("TABLE", table), ("LINES", lines)])
        for _change in range(chance.randint(1, 8)):
            at = chance.randrange(len(HEAD), len(content))
            content = content[:at] + chance.choice(sign) + content[at + chance.choice([0, 0, 1, 9]) :]
        path.write_bytes(content)
        how = How(form, picks={"key": "id", "at": "created_at", "text": "text"})
        rows = read(path, how)
        stop = chance.randrange(len(rows) + 1)
        with open_rows(path, how, now=NOW, since=SINCE) as begun:
            for _row in range(stop):
                next(begun)
            place = begun.place
        with open_rows(path, how, now=NOW, since=SINCE, place=place) as again:
            assert list(again) == rows[stop:]


def test_a_line_without_end_and_nests_without_bottom_are_broken_rows(tmp_path: Path) -> None:
    path = tmp_path / "j"
    good = b'{"id": 1, "date": "2026-05-01", "text": "a \\ud800 b"}\n'
    path.write_bytes(b"x" * (LINE_MOST + 5) + b"\n" + b"[" * 100_000 + b"\n{}\n" + good + b'{"id": 2, "date"')
    how = How("LINES", picks={"key": "id", "at": "date", "text": "text"})
    rows = read(path, how)
    assert troubles(rows) == {"BROKEN": 3, "NO_DATE": 1, "ENCODING": 1}
