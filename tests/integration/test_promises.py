"""Promises of SAFETY.md that no other test holds as a whole."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from dayroom.apps.communities.actions.posts import submit_post
from dayroom.apps.communities.models import Post
from dayroom.apps.communities.rules.writing import GuardSpoke, Written
from dayroom.apps.communities.vocabulary import PostState
from dayroom.apps.moderation.models import Case
from dayroom.apps.people.models import Persona
from dayroom.apps.people.vocabulary import Role
from dayroom.kernel.errors import DayroomError
from dayroom.platform import jobs, search
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast
from tests.guards.test_gates import filled
from tests.guards.tree import gate_of, views
from tests.integration import scene
from tests.integration.test_canary import columns_with

pytestmark = pytest.mark.django_db


def broken(*_args: object, **_named: object) -> Any:
    raise RuntimeError("the engine is not there")


def test_when_the_guard_cannot_answer_a_members_own_post_is_kept_and_held(monkeypatch: pytest.MonkeyPatch) -> None:
    world = scene.build()
    monkeypatch.setattr("dayroom.engines.guard.screen", broken)
    sent = submit_post(author=world.ann, topic=world.topic, written=Written(body="Is anybody here?"), now=timezone.now())
    assert sent.post.state == PostState.HELD
    assert Case.objects.filter(subject_id=sent.post.pk, state="OPEN").exists()


def test_when_the_guard_cannot_answer_a_professional_does_not_publish(monkeypatch: pytest.MonkeyPatch) -> None:
    world, now = scene.build(), timezone.now()
    cast.with_role(world.ann, Role.CLINICIAN)
    persona = Persona.objects.create(
        member=world.ann, handle="dr-ann", display_name="Dr Lee", profession="PHYSICIAN", interests="None.", made_at=now,
        verified_until=(now + timedelta(days=99)).date(),
    )
    monkeypatch.setattr("dayroom.engines.guard.screen", broken)
    with pytest.raises((GuardSpoke, DayroomError)):
        submit_post(author=world.ann, topic=world.topic, written=Written(body="In general."), persona=persona, now=now)
    assert not Post.objects.filter(body="In general.").exists()


def test_what_cannot_be_written_down_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    world = scene.build()
    monkeypatch.setattr("dayroom.apps.communities.actions.withdrawing.record", broken)
    assert world.clients["member"].post(f"/p/{world.reply.public_id}/withdraw").status_code == 500
    assert Post.objects.get(pk=world.reply.pk).state == PostState.LIVE


def test_every_answer_carries_the_policies_that_keep_a_browser_safe() -> None:
    answer = Client().get("/")
    policy = answer["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_pages_made_for_somebody_are_not_kept_by_any_cache() -> None:
    world = scene.build()
    assert "no-store" in world.clients["member"].get("/")["Cache-Control"]


@override_settings(DEMO_MODE=False)
def test_outside_of_the_demo_nobody_signs_in_as_somebody_else() -> None:
    world = scene.build()
    for answer in (Client().get("/demo"), Client().post("/demo/enter", {"handle": world.ann.handle})):
        assert answer.status_code == 404


def test_no_desk_opens_for_staff_without_a_second_factor() -> None:
    world = scene.build()
    world.sue.has_factor_cached = False
    world.sue.save()
    let_in = [
        address
        for address, pattern in views()
        if (gate_of(pattern) or "").startswith("roles:")
        and world.clients["steward"].get("/" + filled(address)).status_code not in (403, 405)
    ]
    assert let_in == []


def test_subjects_of_mails_name_no_community_and_no_topic() -> None:
    world = scene.build()
    mail.outbox.clear()
    submit_post(
        author=world.mo, topic=world.topic, now=timezone.now(), written=Written(body="Hello @ann, how are your sugars?")
    )
    jobs._JOBS["notices.send_instant"].enqueue()
    jobs._JOBS["notices.send_digests"].enqueue()
    private = (world.place.name, world.topic.title, "sugar", "iabetes", world.mo.handle)
    assert [m.subject for m in mail.outbox if any(word in m.subject for word in private)] == []


@pytest.mark.django_db(transaction=True)
def test_the_words_of_the_erased_are_not_even_in_the_bytes_of_the_database_file() -> None:
    """SQLite and its search index keep deleted words in free pages until they are swept."""
    if connection.vendor != "sqlite":
        pytest.skip("the file belongs to the server on PostgreSQL")
    world, mark = scene.build(), "quillonberry" + "zeta"
    submit_post(
        author=world.ann, topic=world.topic, now=timezone.now(), written=Written(body=f"Mine alone: {mark}. #{mark}")
    )
    world.clients["member"].post(f"/drafts/topic:{world.topic.public_id}", {"body": f"Half of {mark}"})
    checkpoint()
    assert mark.encode() in bytes_of_database()
    for _key, plug in PERSONAL_DATA:
        plug.erase(world.ann.pk)
    search.sweep()
    checkpoint()
    assert columns_with(mark) == set()
    assert mark.encode() not in bytes_of_database()


def checkpoint() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def bytes_of_database() -> bytes:
    name = str(connection.settings_dict["NAME"])
    if "memory" in name:
        return bytes(connection.connection.serialize())
    return b"".join(path.read_bytes() for path in Path(name).parent.glob(Path(name).name + "*"))
