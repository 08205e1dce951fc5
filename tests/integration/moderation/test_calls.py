"""When somebody may be in danger, somebody is called, and the next one when nobody answers."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dayroom.apps.moderation import actions, adapters
from dayroom.apps.moderation.actions.calls import claim_call, settle_call
from dayroom.apps.moderation.jobs import send_waiting
from dayroom.apps.moderation.models import Call, Case, PushDevice, Shift
from dayroom.apps.moderation.vocabulary import CaseState, Priority, Statement
from dayroom.apps.moderation.vocabulary.duty import CallState, Outcome
from dayroom.apps.people.models import Member
from dayroom.kernel.errors import Invalid, NotFound, Refused
from dayroom.platform import outgoing
from tests import cast
from tests.integration.moderation.notes import Notes

pytestmark = pytest.mark.django_db
As = Callable[[Member], Client]
NOW = cast.NOW


def crisis(notes: Notes, author: Member, *, at: datetime = NOW, **fields: Any) -> Case:
    note_id = notes.add(author.pk, body="zebrawords", **fields)
    _author, anonymous, scope_id = notes.facts(note_id)
    return actions.open_case(
        subject=("note", note_id), scope_id=scope_id, author_id=None if anonymous else author.pk, anonymous=anonymous,
        priority=Priority.CRISIS, source="MACHINE", reasons=["crisis.en.now"], now=at, tier=4,
    )


def called(case: Case) -> list[tuple[str, int]]:
    rows = Call.objects.filter(case=case, channel="MAIL").order_by("round", "member__handle")
    return [(row.member.handle if row.member else "", row.round) for row in rows]


def on_duty(*people: Member) -> None:
    for hours, person in enumerate(people, start=1):
        Shift.objects.create(member=person, starts_at=NOW - timedelta(hours=9 - hours), ends_at=NOW + timedelta(hours=9))


@pytest.fixture
def moira(notes: Notes, mo: Member) -> Member:
    person = cast.member("moira")
    notes.moderators[1].append(person.pk)
    return person


def test_without_a_list_everybody_who_may_handle_it_is_called(
    notes: Notes, ann: Member, mo: Member, moira: Member, sue: Member
) -> None:
    assert called(crisis(notes, ann)) == [("mo", 1), ("moira", 1), ("sue", 1)]


def test_the_list_is_called_one_by_one_and_then_all_others(
    notes: Notes, ann: Member, mo: Member, moira: Member, sue: Member
) -> None:
    on_duty(moira, mo)
    case = crisis(notes, ann)
    assert called(case) == [("moira", 1)]
    assert actions.call_next(NOW + timedelta(minutes=14)) == 0
    for minutes in (15, 16, 30, 45, 60):
        actions.call_next(NOW + timedelta(minutes=minutes))
    assert called(case) == [("moira", 1), ("mo", 2), ("sue", 3)]


def test_who_leaves_crises_to_others_is_spared_while_there_are_others(
    notes: Notes, ann: Member, mo: Member, moira: Member
) -> None:
    actions.leave_crises(by=mo, leave=True)
    case = crisis(notes, ann)
    actions.call_next(NOW + timedelta(minutes=20))
    assert called(case) == [("moira", 1), ("mo", 2)]


def test_the_author_and_people_of_other_places_are_never_called(
    notes: Notes, mo: Member, moira: Member, sue: Member
) -> None:
    notes.moderators[2] = [cast.member("elsewhere").pk]
    on_duty(mo, Member.objects.get(handle="elsewhere"))
    assert called(crisis(notes, mo, anonymous=True)) == [("moira", 1), ("sue", 1)]


@pytest.mark.parametrize("answer", ["takes", "says", "decides"])
def test_when_somebody_is_there_nobody_else_is_called(
    notes: Notes, ann: Member, mo: Member, moira: Member, *, answer: str
) -> None:
    on_duty(mo, moira)
    case = crisis(notes, ann)
    if answer == "takes":
        actions.take_case(by=mo, case_public_id=case.public_id, now=NOW)
    elif answer == "says":
        actions.say_here(by=mo, call_public_id=Call.objects.get(member=mo).public_id, now=NOW)
    else:
        actions.decide_case(by=mo, case_public_id=case.public_id, verdict="RELEASE", limit_until=None, now=NOW,
                            statement=Statement())
    assert actions.call_next(NOW + timedelta(hours=1)) == 0


def test_nobody_answers_a_call_to_somebody_else(notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    crisis(notes, ann)
    with pytest.raises(NotFound):
        actions.say_here(by=sue, call_public_id=Call.objects.get(member=mo).public_id, now=NOW)


def test_a_case_that_turns_grave_calls_once(notes: Notes, ann: Member, carl: Member, mo: Member) -> None:
    note_id = notes.add(ann.pk)
    for person, reason in ((carl, "SPAM"), (cast.member("eva"), "SAFETY"), (cast.member("fay"), "SAFETY")):
        actions.flag(member_id=person.pk, subject_kind="note", subject_public_id=str(note_id), reason=reason, note="",
                     now=NOW)
    case = Case.objects.get()
    assert (case.tier, case.harm, called(case)) == (3, "CRISIS", [("mo", 1)])


def test_the_mail_says_nothing_that_somebody_wrote(notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    case = crisis(notes, ann)
    mail.outbox.clear()
    send_waiting.func()
    assert {message.to[0] for message in mail.outbox} == {"mo@example.org", "sue@example.org"}
    for message in mail.outbox:
        text = message.subject + message.body
        assert case.public_id in text
        assert not [word for word in ("zebrawords", "Room one", "crisis") if word in text]
    assert not Call.objects.exclude(state=CallState.SENT).exists()
    assert send_waiting.func() == 0


def test_a_webhook_is_told_ids_and_the_tier(
    notes: Notes, ann: Member, mo: Member, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ONCALL_WEBHOOK, settings.ONCALL_WEBHOOK_SECRET = "https://hooks.example.org/x", "s"
    told: list[tuple[bytes, dict[str, str]]] = []
    monkeypatch.setattr(outgoing, "post", lambda _url, body, headers, **_more: told.append((body, headers)) or 204)
    case = crisis(notes, ann)
    assert adapters.send(Call.objects.get(channel="WEBHOOK")) == Outcome(sent=True)
    body, headers = told[0]
    assert set(adapters.json.loads(body)) == {"event", "case", "tier", "round", "url"}
    assert case.public_id.encode() in body
    assert b'"tier": 4' in body
    assert headers["X-Dayroom-Signature"].startswith("sha256=")


def test_a_webhook_inside_the_network_is_refused_for_good(notes: Notes, ann: Member, mo: Member, settings: Any) -> None:
    settings.ONCALL_WEBHOOK = "http://127.0.0.1/x"
    crisis(notes, ann)
    row = claim_call(Call.objects.get(channel="WEBHOOK").pk, NOW)
    assert row is not None
    settle_call(row, adapters.send(row), NOW)
    assert (row.state, row.fault) == (CallState.FAILED, "address-refused")


def test_what_could_not_be_sent_is_tried_again_five_times(
    notes: Notes, ann: Member, mo: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    crisis(notes, ann)
    monkeypatch.setattr("dayroom.apps.moderation.jobs.send", lambda _call: Outcome(sent=False, fault="mail-server"))
    Call.objects.update(state=CallState.WAITING, tries=0)
    for _minute in range(7):
        send_waiting.func()
        send_waiting.func()  # in the same minute: another worker has it
        Call.objects.update(tried_at=NOW)
    row = Call.objects.get()
    assert (row.state, row.tries, row.fault) == (CallState.FAILED, 5, "mail-server")


def test_push_is_encrypted_for_the_browser_and_a_dead_address_is_forgotten(
    notes: Notes, ann: Member, mo: Member, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = io.StringIO()
    call_command("pushkeys", stdout=printed)
    keys = dict(line.split("=", 1) for line in printed.getvalue().split())
    settings.VAPID_PRIVATE_KEY = keys["DAYROOM_VAPID_PRIVATE_KEY"]
    # a published pair of keys of RFC 8291, section 5
    actions.add_device(by=mo, endpoint="https://push.example.net/abc", auth="BTBZMqHH6r4Tts7J_aSIgg", now=NOW,
                       p256dh="BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
    sent: list[bytes] = []
    status = [201, 410]

    def post(_url: str, body: bytes, headers: dict[str, str], **_more: Any) -> int:
        assert headers["Content-Encoding"] == "aes128gcm"
        assert headers["Authorization"].endswith(f"k={keys['DAYROOM_VAPID_PUBLIC_KEY']}")
        sent.append(body)
        return status[len(sent) - 1]

    monkeypatch.setattr(outgoing, "post", post)
    case = crisis(notes, ann)
    first = Call.objects.get(channel="PUSH", case=case)
    assert adapters.send(first) == Outcome(sent=True)
    assert case.public_id.encode() not in sent[0]
    settle_call(first, adapters.send(first), NOW)
    assert not PushDevice.objects.exists()


@pytest.mark.parametrize("fields", [{"endpoint": "http://push.example.net/"}, {"p256dh": ""}, {"auth": "x" * 101}])
def test_a_browser_that_says_something_odd_is_not_kept(mo: Member, fields: dict[str, str]) -> None:
    told = {"endpoint": "https://push.example.net/", "p256dh": "x", "auth": "y", **fields}
    with pytest.raises(Invalid):
        actions.add_device(by=mo, now=NOW, **told)


def test_the_page_of_who_is_on_call(as_: As, notes: Notes, ann: Member, mo: Member, sue: Member) -> None:
    now = timezone.now()
    case, client = crisis(notes, ann, at=now), as_(mo)
    page = client.get("/desk/on-call/").content.decode()
    assert "You were called" in page
    worker = client.get("/desk/on-call/push-worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "Somebody is needed now." in worker.content.decode()
    assert client.post("/desk/on-call/try").status_code == 302
    assert Call.objects.filter(case=None, member=mo).count() == 1
    shift = {"who": mo.pk, "starts_at": now.strftime("%Y-%m-%dT%H:%M"),
             "ends_at": (now + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M")}
    assert client.post("/desk/on-call/add", {**shift, "who": sue.pk}).status_code == 422
    assert client.post("/desk/on-call/add", {**shift, "ends_at": shift["starts_at"]}).status_code == 422
    assert client.post("/desk/on-call/add", shift).status_code == 302
    assert "until" in client.get("/desk/on-call/").content.decode()
    call = Call.objects.get(case=case, member=mo, channel="MAIL")
    answer = client.post(f"/desk/on-call/call/{call.public_id}/here")
    assert answer["Location"] == f"/desk/cases/{case.public_id}"
    assert client.post(f"/desk/on-call/shift/{Shift.objects.get().public_id}/drop").status_code == 302
    assert not Shift.objects.exists()
    case.refresh_from_db()
    assert case.state == CaseState.OPEN


def test_a_moderator_puts_nobody_else_on_call(mo: Member, sue: Member) -> None:
    until = NOW + timedelta(hours=8)
    with pytest.raises(Refused):
        actions.add_shift(by=mo, member_id=sue.pk, starts_at=NOW, ends_at=until, now=NOW)
    assert actions.add_shift(by=sue, member_id=mo.pk, starts_at=NOW, ends_at=until, now=NOW).member == mo


def test_the_list_of_calls_costs_the_same_however_long_it_is(
    as_: As, notes: Notes, ann: Member, mo: Member, django_assert_num_queries: Any
) -> None:
    client = as_(mo)
    crisis(notes, ann, at=timezone.now())
    client.get("/desk/on-call/")
    with django_assert_num_queries(6):
        client.get("/desk/on-call/")
    for _number in range(4):
        crisis(notes, ann, at=timezone.now())
    with django_assert_num_queries(6):
        client.get("/desk/on-call/")
