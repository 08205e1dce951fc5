"""Races, absurd numbers and a second source of our own; docs/reviews/2026-11-21-listening-attacker.md."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dayroom.apps.listening.actions import files, settling
from dayroom.apps.listening.actions import intake as rounds
from dayroom.apps.listening.actions.sources import SourceWords, keep_source
from dayroom.apps.listening.actions.tallies import count_waiting
from dayroom.apps.listening.models import Intake, Tally
from dayroom.apps.listening.rules.lake import PARTS, ROOM
from dayroom.apps.listening.vocabulary import IntakeState
from dayroom.apps.listening.vocabulary.posts import RawPost
from dayroom.kernel.errors import Invalid
from dayroom.platform.lake import files_of, lake_root, only_here

from .lake_scene import NOW, a_source, a_topic, bring, post

pytestmark = pytest.mark.django_db


def test_one_worker_settles_a_round_and_a_stopped_one_stays_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second worker would take out what the first has just sorted in, and find no parts to sort in again."""
    source = a_source()
    with monkeypatch.context() as apart:
        apart.setattr(rounds, "settle", lambda intake, _now: intake)
        read = bring(source, [post(1, "Measles in our street")])
        other = bring(source, [post(2, "Nothing of the kind")])
    with only_here(lake_root() / PARTS / read.public_id / "settling") as ours:
        assert ours
        assert rounds.settle(Intake.objects.get(pk=read.pk), NOW).state == IntakeState.READING
    late = Intake.objects.get(pk=read.pk)
    assert rounds.settle(Intake.objects.get(pk=read.pk), NOW).kept == 1
    assert rounds.settle(late, NOW).state == IntakeState.DONE, "the other one has done it"
    assert len(files_of(ROOM)) == 1
    rounds.stop(Intake.objects.get(pk=other.pk), by_id=None, now=NOW)  # type: ignore[arg-type]  # by the clock
    assert rounds.settle(other, NOW).state == IntakeState.STOPPED
    assert settling.unsettle(source=source.public_id, intake=other.public_id) == 0


def test_a_file_that_kills_its_worker_again_and_again_is_given_up() -> None:
    intake = rounds.begin(a_source(), by_id=None, now=NOW, file_name="gone.listening")
    for _time in range(files.TRIES_MOST + 1):
        Intake.objects.filter(pk=intake.pk).update(changed_at=NOW - timedelta(hours=1))
        files.read_on(NOW)
    intake.refresh_from_db()
    assert (intake.state, intake.file_name) == (IntakeState.FAILED, "")


def test_absurd_counts_and_a_definition_that_cannot_be_asked_stop_nothing_else() -> None:
    broken, topic = a_topic("A broken one", en=["the"]), a_topic()
    rows: list[RawPost] = [post(at, "", about="Measles", count=10**9, author="") for at in range(4)]
    bring(a_source(), rows)  # type: ignore[arg-type]  # posts only
    count_waiting(now=NOW)
    assert Tally.objects.get(topic=topic, margin="ALL").mentions == 2**31 - 1
    broken.refresh_from_db()
    assert broken.counted_version == 0


def test_own_communities_are_one_source() -> None:
    words = SourceWords(name="Here", kind="OWN")
    kept = keep_source(words=words, by_id=None, now=NOW)
    keep_source(words=SourceWords(name="Ours", kind="OWN"), by_id=None, now=NOW, row=kept)
    with pytest.raises(Invalid):
        keep_source(words=words, by_id=None, now=NOW)
