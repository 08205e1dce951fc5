"""A marked word goes through the whole house. It ends in the columns that hold it on purpose, and nowhere else."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from django_tasks import task

from dayroom.apps.communities.models import Post
from dayroom.apps.moderation.models import Case, Decision
from dayroom.apps.people.models import Member
from dayroom.platform import jobs, worker
from dayroom.platform.logs import Scrub
from tests.integration import scene
from tests.integration.scene import Scene, signed_in

# the word never stands in our code as it is sent: a traceback that quotes a line of this file must not find it
CANARY = "ptarmi" + "gan7q"

EXPECTED = {
    # what somebody wrote, its rendered twin, its earlier wording, its draft
    "communities_post.body", "communities_post.body_html", "communities_post.content_warning",
    "communities_topic.title", "communities_topic.content_warning",
    "communities_revision.body", "communities_revision.body_html",
    "communities_draft.body", "communities_draft.title",
    "communities_hashtag.word",
    # what two people said to each other
    "conversations_message.body", "conversations_message.body_html",
    # what a flagger, an author and a moderator said about it
    "moderation_flag.note", "moderation_appeal.text", "moderation_appeal.answer",
    "moderation_decision.ground_explanation", "moderation_decision.decision_facts",
}  # fmt: skip
# the search index holds the words of live posts; on SQLite its pages are tables of FTS5
SEARCH_TABLES = re.compile(r"^search_document")


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """Everything that is logged at any level, through the very filter that production uses."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.addFilter(Scrub())
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["line"]["format"], style="{"))
    root = logging.getLogger()
    level, sql = root.level, logging.getLogger("django.db.backends")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    was, sql.level = sql.level, logging.WARNING
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)
    sql.level = was


def columns_with(word: str) -> set[str]:
    """table.column of every value in the whole database that holds the word: one question for each table."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608  # our tables
            columns = [column[0] for column in cursor.description]
            counts = ", ".join(f"""COUNT(CASE WHEN CAST("{name}" AS TEXT) LIKE %s THEN 1 END)""" for name in columns)
            cursor.execute(f'SELECT {counts} FROM "{table}"', [f"%{word}%"] * len(columns))  # noqa: S608  # as above
            found |= {f"{table}.{name}" for name, count in zip(columns, cursor.fetchone(), strict=True) if count}
    return found


def live_through(world: Scene) -> None:
    """A topic, a reply, an edit, a draft, a flag, a decision, an appeal, a message, a search, and what goes wrong."""
    ann, visitor = world.clients["member"], world.clients["visitor"]
    said = f"I felt {CANARY} all night. #{CANARY}"
    ann.post(f"/c/{world.place.slug}/new", {
        "title": f"About {CANARY}", "body": said, "content_warning": f"{CANARY} inside", "submit_key": "c1",
    })
    post = Post.objects.get(body=said)
    ann.post(f"/t/{post.topic.public_id}/reply", {"body": f"And {CANARY} again.", "submit_key": "c2"})
    ann.post(f"/p/{post.public_id}/edit", {
        "title": f"About {CANARY}", "body": f"I felt {CANARY} until morning.", "revision": "1", "submit_key": "c3",
        "content_warning": f"{CANARY} inside",
    })
    ann.post(f"/drafts/community:{world.place.slug}", {"body": f"Half a {CANARY}", "title": CANARY})
    assert visitor.get(f"/search?q={CANARY}").status_code == 200
    signed_in(Member.objects.get(handle="carl")).post(f"/flag/post/{post.public_id}", {"reason": "PRIVACY", "note": f"That {CANARY} again"})
    decide_and_appeal(world, post)
    ann.post(f"/messages/to/{world.mo.handle}", {"body": f"Only between us: {CANARY}", "submit_key": "c4"})


def decide_and_appeal(world: Scene, post: Post) -> None:
    case = Case.objects.get(subject_id=post.pk)
    world.clients["moderator"].post(f"/desk/cases/{case.public_id}/decide", {
        "verdict": "HIDE", "ground": "INCOMPATIBLE_CONTENT", "reference": "Be kind",
        "explanation": f"Because of {CANARY}", "facts": f"Also {CANARY}",
    })
    decision = Decision.objects.get(case=case)
    world.clients["member"].post(f"/decisions/{decision.public_id}", {"text": f"My {CANARY} was meant well"})
    world.clients["steward"].post(f"/desk/appeals/{decision.appeal.public_id}", {
        "outcome": "OVERTURNED", "answer": f"Your {CANARY} is back",
    })


def go_wrong(world: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refusals, a database that breaks, a view that breaks, a job that breaks: each with the word in its hands."""
    ann = world.clients["member"]
    path = f"/t/{world.topic.public_id}/reply"
    number = "943 476 5919"
    refused = ann.post(path, {"body": f"{CANARY}: my NHS number is {number}", "submit_key": "c5"})
    assert refused.status_code == 422
    assert ann.get(f"/nowhere/{CANARY}?q={CANARY}").status_code == 404
    for fault, status in ((DatabaseError(f"value {CANARY} too long"), 503), (ValueError(f"cannot read {CANARY}"), 500)):
        with monkeypatch.context() as broken:
            broken.setattr("dayroom.apps.communities.views.composer.send_reply", raising(fault))
            assert ann.post(path, {"body": f"more {CANARY}", "submit_key": "c6"}).status_code == status


def raising(fault: Exception) -> Any:
    def broken(**_named: object) -> None:
        raise fault

    return broken


@pytest.mark.django_db(transaction=True)
def test_a_marked_word_is_only_where_it_belongs(
    log_lines: io.StringIO, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = scene.build()
    mail.outbox.clear()
    live_through(world)
    go_wrong(world, monkeypatch)
    call_command("check", verbosity=0)
    for name in ("notices.send_instant", "notices.send_digests", "audit.seal"):
        jobs.enqueue(name)

    held = columns_with(CANARY)
    assert {place for place in held if not SEARCH_TABLES.match(place)} == EXPECTED
    out, err = capfd.readouterr()
    assert [line for line in log_lines.getvalue().splitlines() if CANARY in line] == []
    assert CANARY not in out + err
    assert log_lines.getvalue(), "nothing was logged at all: this test would see nothing"
    assert [message.subject for message in mail.outbox if CANARY in message.subject] == []
    assert [message.subject for message in mail.outbox if CANARY in str(message.message())] == []


@pytest.mark.django_db(transaction=True)
def test_a_job_that_breaks_keeps_no_words(
    log_lines: io.StringIO, capfd: pytest.CaptureFixture[str], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real worker over the real queue: neither its row nor its output quotes what the job had in its hands."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

    monkeypatch.setitem(jobs._JOBS, "test.breaks", breaks_with_words)
    jobs.enqueue("test.breaks", post_id=7)
    worker.DayroomWorker([]).work(once=True)

    out, err = capfd.readouterr()
    assert "job failed" in log_lines.getvalue()
    assert CANARY not in log_lines.getvalue() + out + err
    assert {place for place in columns_with(CANARY) if place.startswith("django_tasks_")} == set()
    assert "django_tasks_database_dbtaskresult.traceback" in columns_with("breaks_with_words")


@task()
def breaks_with_words(post_id: int) -> None:
    raise ValueError(f"post {post_id} says {CANARY}")


@pytest.mark.django_db
def test_the_detector_of_this_test_finds_what_it_is_for() -> None:
    world = scene.build()
    Post.objects.filter(pk=world.post.pk).update(imported_byline=CANARY)
    assert columns_with(CANARY) == {"communities_post.imported_byline"}


@pytest.mark.django_db
def test_a_visitor_who_was_signed_out_leaves_no_readable_words_in_the_session() -> None:
    world = scene.build()
    Client().post("/compose/keep", {
        "kept_path": f"/t/{world.topic.public_id}/reply", "body": f"Do not lose {CANARY}",
    })
    assert columns_with(CANARY) == set()


@pytest.mark.django_db
def test_an_export_is_ready_and_its_row_holds_no_words() -> None:
    world = scene.build()
    Post.objects.filter(pk=world.reply.pk).update(body=f"Mine: {CANARY}", edited_at=timezone.now() - timedelta(hours=1))
    world.clients["member"].post("/privacy/export")
    assert columns_with(CANARY) == {"communities_post.body"}
