"""Files that come in: read, taken back, weighed anew, taken up again when a worker died. Files that go out: made."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import override as in_language
from django_tasks import task

from dayroom.apps.people.queries import member_by_id
from dayroom.apps.tracking.actions import imports, sources, takings
from dayroom.apps.tracking.presenters.takings import pieces
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.takings import choice_of
from dayroom.platform.jobs import job
from dayroom.platform.sealing import vault_of


@job("tracking.read_batch")
@task()
def read_batch(batch_id: int) -> None:
    imports.read_batch(batch_id=batch_id, now=timezone.now())


@job("tracking.clear_batch")
@task()
def clear_batch(batch_id: int) -> None:
    imports.clear_batch(batch_id=batch_id)


@job("tracking.weigh_sources")
@task()
def weigh_sources(tracker_id: int) -> None:
    sources.weigh_tracker(tracker_id=tracker_id)


@job("tracking.go_on_with_files")
@task()
def go_on_with_files() -> dict[str, int]:
    """A file whose worker was killed is read on from where it stood; scheduled every five minutes."""
    return imports.go_on(now=timezone.now())


@job("tracking.make_taking")
@task()
def make_taking(taking_id: int) -> None:
    """The file in the language of its owner."""
    taking = takings.begin_taking(taking_id=taking_id)
    if taking is None:
        return
    owner, now = member_by_id(taking.owner_id), timezone.now()
    choice = choice_of(taking, vault_of(taking.owner_id))
    with in_language(owner.language):
        made = pieces(record_for(owner, "me"), owner.public_id, taking.form, choice, now)
        takings.keep_taking(taking=taking, pieces=made, now=now)


@job("tracking.forget_takings")
@task()
def forget_takings() -> int:
    return takings.forget_takings(now=timezone.now())
