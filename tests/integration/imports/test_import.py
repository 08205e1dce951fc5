"""Texts from outside: counted, masked, refused with a reason, and never brought in twice."""

from __future__ import annotations

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.models import Community, Post, Topic
from dayroom.apps.moderation.models import Case
from dayroom.apps.screening.models import Screening
from dayroom.platform import search
from tests import cast

pytestmark = pytest.mark.django_db
PHONE = "Call me on 202-555-0189 any time."
CRISIS = "I have the pills here and I am going to kill myself tonight."


@pytest.fixture
def place() -> Community:
    return Community.objects.create(slug="reviews", name="Reviews", description="A place.", made_at=cast.NOW)


def run(path: Path, *more: str) -> str:
    out = StringIO()
    call_command("import", "posts", str(path), "--community", "reviews", *more, stdout=out, stderr=StringIO())
    return out.getvalue()


def jsonl(folder: Path, *rows: dict[str, object] | str) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_rows_become_topics_without_an_author_that_are_counted_and_found(place: Community, tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        {
            "id": "1",
            "text": "It helped *me* sleep. #sleep",
            "title": "Week one",
            "author_label": "reader 7",
            "made_at": "2025-03-01",
        },
        {"id": 2, "text": "No title here but a fair number of words that go on and on for a while longer than a title"},
    )
    said = run(path)
    assert "wrote 2 posts in 2 new topics" in said
    first, second = Post.objects.order_by("id")
    assert (first.author_id, first.imported_byline, first.made_at.year, second.imported_byline) == (
        None,
        "reader 7",
        2025,
        "Imported",
    )
    assert "<em>me</em>" in first.body_html
    assert first.topic.title == "Week one"
    assert second.topic.title.endswith("…")
    place.refresh_from_db()
    assert (place.topics_count, place.posts_count) == (2, 2)
    assert search.find(["helped"], all_of=[["vpub"], ["hsleep"]]) == [first.pk]
    assert Screening.objects.filter(subject_kind="post", subject_id=first.pk).count() == 1
    assert Event.objects.get(action="posts.imported").facts["posts"] == 2


def test_a_second_run_goes_on_where_the_first_stopped(place: Community, tmp_path: Path) -> None:
    run(jsonl(tmp_path, {"id": "1", "text": "One"}))
    said = run(jsonl(tmp_path, {"id": "1", "text": "One"}, {"id": "2", "text": "Two"}))
    assert "already here: 1" in said
    assert "wrote 1 posts" in said
    assert run(jsonl(tmp_path, {"id": "1", "text": "Another"}), "--source", "other").count("wrote 1 posts") == 1


def test_rows_of_one_topic_are_its_replies_also_in_the_next_run(place: Community, tmp_path: Path) -> None:
    run(
        jsonl(
            tmp_path,
            {"id": "1", "text": "Asks", "topic": "Which needle?"},
            {"id": "2", "text": "Answers", "topic": "Which needle?"},
        )
    )
    run(jsonl(tmp_path, {"id": "3", "text": "Answers later", "topic": "Which needle?"}))
    topic = Topic.objects.get()
    assert (topic.positions_given, topic.replies_count) == (3, 2)
    assert list(topic.posts.order_by("position").values_list("body", flat=True)) == ["Asks", "Answers", "Answers later"]


@pytest.mark.parametrize(("choice", "posts", "state"), [("mask", 1, "LIVE"), ("refuse", 0, None), ("hold", 1, "HELD")])
def test_what_gives_somebody_away_is_masked_refused_or_held(
    place: Community, tmp_path: Path, choice: str, posts: int, state: str | None
) -> None:
    report = tmp_path / "report.jsonl"
    said = run(
        jsonl(tmp_path, {"id": "p", "text": PHONE, "title": "Hello"}), "--identifiers", choice, "--report", str(report)
    )
    assert Post.objects.count() == posts
    if choice == "mask":
        assert "0189" not in Post.objects.get().body
        assert "IDENTIFIER.PHONE: 1" in said
        assert search.find(["0189"], all_of=[["vpub"]]) == []
    if choice == "refuse":
        assert json.loads(report.read_text())["classes"] == ["IDENTIFIER.PHONE"]
        assert "0189" not in report.read_text()
    if choice == "hold":
        assert Post.objects.get().state == state
        assert Case.objects.count() == 1
        assert search.find(["call"], all_of=[["vpub"]]) == []
        place.refresh_from_db()
        assert place.posts_count == 0


def test_a_cry_for_help_is_refused_and_listed_without_its_words(place: Community, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    run(jsonl(tmp_path, {"id": "x", "text": CRISIS}), "--report", str(report))
    assert Post.objects.count() == 0
    assert json.loads(report.read_text())["reason"].startswith("crisis.T")
    assert "pills" not in report.read_text()


def test_rows_that_cannot_be_read_are_refused_one_by_one(place: Community, tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        "{not json",
        "[1, 2]",
        {"id": "e", "text": "  "},
        {"id": "l", "text": "x" * 50_000},
        {"id": "s", "text": "\ud800"},
        {"id": "ok", "text": "Fine"},
        {"id": "ok", "text": "Fine again"},
    )
    said = run(path)
    for reason in ("row.unreadable: 2", "row.no-text: 1", "row.too-long: 1", "row.not-text: 1", "row.id-again: 1"):
        assert reason in said
    assert Post.objects.count() == 1


def test_other_column_names_csv_and_gzip(place: Community, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        file.write('﻿key,words,drug\r\n7,"Two\nlines, here",Lamictal\r\n8,\x00,None\r\n')
    run(path, "--id-column", "key", "--text-column", "words", "--title-column", "drug")
    post = Post.objects.get()
    assert (post.body, post.topic.title) == ("Two\nlines, here", "Lamictal")


def test_what_cannot_work_is_said_in_a_sentence(place: Community, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file"):
        run(tmp_path / "absent.jsonl")
    (tmp_path / "rows.xls").write_text("x")
    with pytest.raises(CommandError, match="jsonl"):
        run(tmp_path / "rows.xls")
    with pytest.raises(CommandError, match="no community"):
        call_command(
            "import",
            "posts",
            str(jsonl(tmp_path, {"id": "1", "text": "x"})),
            "--community",
            "nowhere",
            stderr=StringIO(),
        )
