"""What an analyst does with sources: enters one, brings a file, says what its columns are, stops and takes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.listening.actions import crew, files
from dayroom.apps.listening.actions import intake as rounds
from dayroom.apps.listening.models import Intake, Source
from dayroom.apps.listening.vocabulary import Fault, IntakeState
from dayroom.platform.files import path_of
from tests import cast

from .lake_scene import a_topic

pytestmark = pytest.mark.django_db
ROOT = "/desk/listening/sources/"
DAY = date.today() - timedelta(days=9)


Then = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def ivo(client: Client) -> Client:
    client.force_login(cast.ivo())
    return client


@pytest.fixture
def then(django_capture_on_commit_callbacks: Then) -> Then:
    """Jobs run when what queued them is kept."""
    return partial(django_capture_on_commit_callbacks, execute=True)


def a_file(ivo: Client, kind: str = "FILE", **more: str) -> Source:
    assert ivo.post(f"{ROOT}new/{kind.lower()}", {"name": "Town talk", "keep_days": "730", **more}).status_code == 302
    return Source.objects.latest("pk")


def bring(ivo: Client, source: Source, content: bytes | str, name: str = "posts.csv"):  # type: ignore[no-untyped-def]  # a response
    file = BytesIO(content if isinstance(content, bytes) else content.encode())
    file.name = name
    return ivo.post(f"{ROOT}{source.public_id}/file", {"file": file})


def posts(*rows: str) -> str:
    return "id,created_at,text,user\n" + "".join(f"{number},{row}\n" for number, row in enumerate(rows))


COLUMNS = {"row": "POST", "c_at": "1", "c_text": "2", "c_key": "0", "c_author": "3", "date_form": "ISO",
           "time_zone": "UTC", "encoding": "utf-8"}  # fmt: skip


def test_a_file_is_brought_mapped_looked_at_read_and_taken_back(ivo: Client, then: Then) -> None:
    source = a_file(ivo)
    table = posts(f"{DAY},I cough all day,a", f"{DAY},=SUM(A1),b", "never,what,c", f"{DAY + timedelta(days=99)},soon,d")
    step = bring(ivo, source, table)
    waiting = Intake.objects.get()
    assert step.url == f"{ROOT}rounds/{waiting.public_id}/columns"
    assert "waits for somebody" in ivo.get(ROOT).content.decode()
    page = ivo.get(step.url).content.decode()
    assert "I cough all day" in page
    assert '<option value="2" selected>text (I cough all day)' in page, "guessed from the names"
    looked = ivo.post(step.url, {**COLUMNS, "look": "1"})
    words = looked.content.decode()
    assert "Of the first rows, 2 can be taken." in words
    for sentence in ("No date that can be read", "A date that has not come yet", "looks like a formula"):
        assert sentence.lower() in words.lower()
    assert "no-store" in looked["Cache-Control"]
    assert Intake.objects.get().state == IntakeState.MAPPING
    assert ivo.post(step.url, {**COLUMNS, "c_text": ""}).status_code == 422
    with then():
        done = ivo.post(step.url, COLUMNS)
    intake = Intake.objects.get()
    assert (intake.state, intake.read, intake.kept, intake.file_name) == (IntakeState.DONE, 4, 2, "")
    assert not path_of(waiting.file_name).exists(), "the file is not kept beyond its round"
    shown = ivo.get(done.url).content.decode()
    assert "Rows read" in shown
    assert "Mended, and kept" in shown
    # a file with the same columns needs no word, and nothing in it counts twice
    with then():
        assert bring(ivo, source, posts(f"{DAY},I cough all day,a", "x", f"{DAY},new one,e")).status_code == 302
    second = Intake.objects.latest("pk")
    assert (second.state, second.kept, second.troubles) == (IntakeState.DONE, 1, {"TWICE": 1, "BROKEN": 1})
    assert ivo.post(f"{ROOT}rounds/{second.public_id}/undo").status_code == 302
    second.refresh_from_db()
    assert second.kept == 0
    # other columns: the source says so, and somebody is asked again
    assert "columns" in bring(ivo, source, f"a,b\n{DAY},hello\n{DAY},you\n").url
    source.refresh_from_db()
    assert source.fault == Fault.SCHEMA
    last = Intake.objects.latest("pk")
    assert files.read_on(timezone.now() + timedelta(days=6))["files"] == 0
    assert path_of(last.file_name).exists()
    assert ivo.post(f"{ROOT}rounds/{last.public_id}/stop").status_code == 302
    last.refresh_from_db()
    assert (last.state, last.file_name) == (IntakeState.STOPPED, "")


def test_a_file_whose_worker_died_is_read_on(ivo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    source, now = a_file(ivo), timezone.now()
    monkeypatch.setattr(files, "enqueue", lambda *_words, **_ids: None)
    monkeypatch.setattr("dayroom.apps.listening.actions.crew.BATCH_POSTS", 2)
    monkeypatch.setattr(rounds, "write_all", lambda work, terms, path: (crew.write(one, terms, path(one.number))
                                                                         for one in work))  # fmt: skip
    bring(ivo, source, posts(*(f"{DAY},post number {number},w{number}" for number in range(5))))
    ivo.post(f"{ROOT}rounds/{Intake.objects.get().public_id}/columns", COLUMNS)
    intake = Intake.objects.get()
    assert (intake.state, intake.read) == (IntakeState.READING, 0)
    page = ivo.get(f"{ROOT}rounds/{intake.public_id}/").content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page
    assert bring(ivo, source, posts(f"{DAY},x,a")).status_code == 422, "one file of a source at a time"
    kept = []

    def dies(intake: Intake, written: object) -> bool:
        if kept:
            raise OSError("the machine went down")
        kept.append(1)
        return real(intake, written)  # type: ignore[arg-type]  # handed through

    real = rounds._keep
    with monkeypatch.context() as dying:
        dying.setattr(rounds, "_keep", dies)
        with pytest.raises(OSError, match="went down"):
            files.read_file(intake.pk, now)
    intake.refresh_from_db()
    assert (intake.read, intake.position["file"]["row"]) == (2, 2)
    Intake.objects.update(changed_at=now - timedelta(hours=1))
    assert files.read_on(now)["files"] == 1
    files.read_file(intake.pk, now)
    intake.refresh_from_db()
    assert (intake.state, intake.read, intake.kept, intake.bytes_done) == (IntakeState.DONE, 5, 5, intake.bytes_total)


def test_search_interest_asks_which_topic_each_column_speaks_of(ivo: Client, then: Then) -> None:
    a_topic("Flu", en=["flu"])
    source = a_file(ivo, "TRENDS")
    step = bring(ivo, source, f"Category: All categories\n\nWeek,flu: (Peru),cold: (Peru)\n{DAY},12,<1\n", "multi.csv")
    assert "speaks of" in ivo.get(step.url).content.decode()
    assert ivo.post(step.url, {}).status_code == 422
    assert "Flu, Peru, 12" in ivo.post(step.url, {"t_1": "Flu", "look": "1"}).content.decode()
    with then():
        ivo.post(step.url, {"t_1": "Flu"})
    intake = Intake.objects.get()
    assert (intake.state, intake.kept) == (IntakeState.DONE, 1)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"[1]", b"just words\n", b"PAR1oops"])
def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing(ivo: Client, content: bytes) -> None:
    source = a_file(ivo)
    page = bring(ivo, source, content)
    assert page.status_code == 422
    assert "field-error" in page.content.decode() or "error" in page.content.decode()
    assert Intake.objects.count() == 0


def test_who_reads_the_desk_looks_and_only_an_analyst_changes(ivo: Client, client: Client) -> None:
    source = a_file(ivo)
    edit = f"{ROOT}{source.public_id}/edit"
    assert ivo.post(edit, {"name": "Other name", "keep_days": "365"}).status_code == 302
    assert "Other name" in ivo.get(f"{ROOT}{source.public_id}/").content.decode()
    assert ivo.get(f"{ROOT}new/nothing").status_code == 404
    assert ivo.post(f"{ROOT}new/feed", {"name": "F", "address": "ftp://x", "keep_days": "730", "every_minutes": "60"}
                    ).status_code == 422  # fmt: skip
    assert ivo.post(f"{ROOT}new/mastodon", {"name": "M", "address": "https://m.example", "hashtags": "#a-b",
                                            "keep_days": "730", "every_minutes": "60"}).status_code == 422  # fmt: skip
    assert ivo.post(f"{ROOT}{source.public_id}/try").status_code == 422, "a file has no address to ask"
    assert ivo.post(f"{ROOT}{source.public_id}/do", {"do": "read"}).status_code == 422
    assert ivo.post(f"{ROOT}new/own", {"name": "Here", "keep_days": "730"}).status_code == 302
    own = Source.objects.latest("pk")
    Source.objects.update(next_at=timezone.now() + timedelta(hours=1))
    assert ivo.post(f"{ROOT}{own.public_id}/do", {"do": "read"}).status_code == 302
    own.refresh_from_db()
    assert own.next_at is None
    assert ivo.post(f"{ROOT}{source.public_id}/do", {"do": "pause"}).status_code == 302
    assert "paused" in ivo.get(ROOT).content.decode()
    client.force_login(cast.oda())
    assert client.get(f"{ROOT}{source.public_id}/").status_code == 200
    assert client.post(edit, {"name": "x"}).status_code == 403
    client.force_login(cast.mo())
    assert client.get(ROOT).status_code == 403
