"""Mails: to whom, when, and that they hold counts and links only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from dayroom.apps.notices import actions, adapters, jobs, queries
from dayroom.apps.notices.models import DigestMark, Notice, Preference
from dayroom.apps.notices.ports import MAIL_LINKS
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.models import Consent, Member
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db


class Decisions:
    def link(self, subject_id: int, member_id: int) -> str:
        return f"/decisions/d{subject_id}?key=k{member_id}"


@pytest.fixture(autouse=True)
def links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MAIL_LINKS, "_plugs", {"decision": Decisions()})


@pytest.fixture
def ann() -> Member:
    person = cast.ann()
    Consent.objects.create(member=person, purpose="DIGEST_MAIL", text_version="1", language="en", given_at=NOW)
    return person


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def stand(moment: datetime) -> None:
        monkeypatch.setattr("dayroom.apps.notices.jobs.timezone.now", lambda: moment)

    stand(NOW)
    return stand


def tell(person: Member, kind: str = NoticeKind.REPLY, subject: int = 1, **more: object) -> None:
    facts: dict[str, object] = {"now": NOW, "subject": ("topic", subject), **more}
    actions.tell(member_ids=[person.pk], kind=kind, **facts)  # type: ignore[arg-type]


def test_a_summary_leaves_once_a_day_with_counts_and_links_only(ann: Member, at: Callable[[datetime], None]) -> None:
    tell(ann)
    tell(ann)
    tell(ann, NoticeKind.MENTION)
    assert (jobs.send_digests.func(), jobs.send_digests.func()) == (1, 0)
    (sent,) = mail.outbox
    assert sent.to == ["ann@example.org"]
    assert sent.subject == "3 new notices for you"
    assert "New replies in a topic you follow: 2" in sent.body
    words = [line for line in sent.body.splitlines() if not line.startswith("http")]
    assert "ann" not in " ".join(words)
    tell(ann, subject=2)
    assert jobs.send_digests.func() == 0
    at(NOW + timedelta(days=1))
    assert jobs.send_digests.func() == 1


def test_the_mail_can_be_stopped_by_one_click(ann: Member, at: Callable[[datetime], None]) -> None:
    tell(ann)
    jobs.send_digests.func()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = headers["List-Unsubscribe"]
    assert link == f"<{adapters.address('/notices/unsubscribe/' + queries.token_for(ann.public_id))}>"


def test_who_has_seen_it_or_not_agreed_or_left_gets_no_mail(ann: Member, at: Callable[[datetime], None]) -> None:
    carl, mo = cast.carl(), cast.mo()
    for person in (ann, carl, mo):
        tell(person)
    actions.mark_all_seen(member_id=ann.pk, now=NOW)
    Preference.objects.create(member=mo, mode="DIGEST")
    Member.objects.filter(pk=mo.pk).update(state="LEAVING")
    assert jobs.send_digests.func() == 0


def test_quiet_hours_and_the_night_hold_a_summary_back(ann: Member, at: Callable[[datetime], None]) -> None:
    tell(ann)
    Member.objects.filter(pk=ann.pk).update(quiet_from=time(11), quiet_until=time(13))
    assert jobs.send_digests.func() == 0
    at(datetime(2026, 11, 20, 23, tzinfo=UTC))
    assert jobs.send_digests.func() == 0
    at(datetime(2026, 11, 20, 14, tzinfo=UTC))
    assert jobs.send_digests.func() == 1


def test_mail_comes_at_once_to_those_who_chose_it_and_is_not_repeated(
    ann: Member, at: Callable[[datetime], None]
) -> None:
    carl = cast.carl()
    Preference.objects.create(member=carl, scope_id=7, mode="INSTANT")
    for person in (ann, carl):
        tell(person, scope_id=7)
    tell(carl, subject=2, scope_id=8)
    assert (jobs.send_instant.func(), jobs.send_instant.func()) == (1, 0)
    assert mail.outbox[0].to == ["carl@example.org"]
    assert Notice.objects.exclude(mailed_at=None).count() == 1


def test_a_suspended_author_is_mailed_the_decision_with_its_own_link(
    ann: Member, at: Callable[[datetime], None]
) -> None:
    Member.objects.filter(pk=ann.pk).update(state="SUSPENDED")
    actions.tell(member_ids=[ann.pk], kind=NoticeKind.CASE_DECIDED, now=NOW, subject=("decision", 5))
    tell(ann)
    assert jobs.send_instant.func() == 1
    assert f"/decisions/d5?key=k{ann.pk}" in mail.outbox[0].body
    assert Notice.objects.exclude(mailed_at=None).count() == 1


def test_fear_for_a_life_does_not_wait_for_the_morning(ann: Member, at: Callable[[datetime], None]) -> None:
    Member.objects.filter(pk=ann.pk).update(quiet_from=time(11), quiet_until=time(13))
    tell(ann, NoticeKind.CASE_DECIDED)
    assert jobs.send_instant.func() == 0
    tell(ann, NoticeKind.CASE_URGENT)
    assert jobs.send_instant.func() == 1
    assert mail.outbox[0].subject == "Something urgent waits for you"


def test_a_mail_that_could_not_leave_is_tried_again(
    ann: Member, at: Callable[[datetime], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> int:
        raise ConnectionRefusedError

    tell(ann)
    tell(ann, NoticeKind.CASE_DECIDED)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", broken)
        assert (jobs.send_digests.func(), jobs.send_instant.func()) == (0, 0)
    assert DigestMark.objects.count() == 0
    assert (jobs.send_instant.func(), jobs.send_digests.func()) == (1, 1)


def test_the_mail_speaks_the_language_of_its_reader(ann: Member) -> None:
    Member.objects.filter(pk=ann.pk).update(language="es")
    tell(ann)
    (due,) = queries.digests_due(NOW)
    assert due.language == "es"


def test_two_workers_do_not_both_send(ann: Member) -> None:
    tell(ann, NoticeKind.CASE_DECIDED)
    (due,) = queries.instants_due(NOW)
    assert (actions.claim_instant(due, NOW), actions.claim_instant(due, NOW)) == (True, False)
    assert actions.claim_digest(ann.pk, NOW) == (True, None)
    assert actions.claim_digest(ann.pk, NOW)[0] is False
    assert actions.claim_digest(ann.pk, NOW + timedelta(days=1)) == (True, NOW)
