"""The guard that does not answer: nothing is published unread, and a member's words are kept."""

from __future__ import annotations

import time

import pytest
from django.utils import timezone

from dayroom.apps.communities.actions.posts import submit_post
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.communities.vocabulary import PostState
from dayroom.apps.screening.actions import screenings, warming
from dayroom.config.env import BadSetting
from dayroom.config.safety import refuse_if_unsafe
from dayroom.engines import guard
from tests.integration.scene import build

pytestmark = pytest.mark.django_db


def test_a_text_that_takes_too_long_is_kept_and_held(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    scene = build()
    settings.GUARD_SECONDS = 0.01
    monkeypatch.setattr(screenings.guard, "screen", lambda *_a, **_k: time.sleep(0.2))
    body = "I had a long day. " * 400
    sent = submit_post(author=scene.ann, topic=scene.topic, written=Written(body=body), now=timezone.now())
    assert sent.post.state == PostState.HELD
    assert sent.post.body.startswith("I had a long day.")


def test_the_site_does_not_start_with_a_pack_that_cannot_be_read(settings, tmp_path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "own"\nversion = "1"\ntitle = "Ours"\nlanguages = ["en"]\n\n[[rule]]\nid = "x"\n', "utf-8")
    settings.GUARD_PACKS = [str(own)]
    with pytest.raises(BadSetting, match="own, line 6"):
        refuse_if_unsafe(settings)
    settings.GUARD_PACKS = ["core", "no-such-pack"]
    with pytest.raises(BadSetting, match="no-such-pack"):
        refuse_if_unsafe(settings)


def test_a_text_in_a_language_nobody_knows_is_never_called_clear() -> None:
    report, _decision = screenings.examine("Голова болит уже третий день.", context=guard.Context(language="ru"))
    assert report is not None
    assert not report.checked


def test_a_guard_that_cannot_be_made_ready_leaves_it_to_the_first_post(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_a: object, **_k: object) -> None:
        raise OSError("no such table")

    warming.warm_guard()
    monkeypatch.setattr(warming, "examine", broken)
    warming.warm_guard()
