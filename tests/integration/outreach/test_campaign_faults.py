"""What goes wrong outside: a permission that is taken back, busy and broken programs, a queue that is interrupted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dayroom.apps.outreach.actions import letters
from dayroom.apps.outreach.actions.deliveries import deliver
from dayroom.apps.outreach.actions.permits import link_permit
from dayroom.apps.outreach.actions.pictures import add_picture
from dayroom.apps.outreach.actions.subscribing import note_bounces
from dayroom.apps.outreach.actions.webhooks import add_webhook
from dayroom.apps.outreach.models import Delivery, Letter, LetterRun, Subscription, Webhook
from dayroom.apps.outreach.queries.messages import message_named
from dayroom.apps.people.actions.authorizations import enter_authorization, revoke_authorization
from dayroom.kernel.errors import TooLarge, WrongType
from dayroom.platform import outgoing
from tests import cast
from tests.integration import papers
from tests.integration.outreach import campaign_scene as scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def oda() -> Any:
    return cast.oda()


@pytest.fixture
def sue() -> Any:
    return cast.sue()


def permitted(oda: Any, sue: Any, channels: Any) -> tuple[Any, Any]:
    """A message that stands on what a patient has signed, and that paper."""
    told = {**papers.signed_paper(timezone.now()), "channels": "HERE WEBSITE SOCIAL"}
    signed = enter_authorization(member=oda, told=told, form=b"%PDF-1.4", now=timezone.now())
    row = scene.message(oda, channels, body="Rosa says: the vaccine was easy. Risks are rare: ask your clinic. "
                                            "Source: our clinic, 2026.")
    link_permit(message=row, member_id=oda.pk, public_id=signed.public_id, now=timezone.now())
    return scene.approved(message_named(row.public_id), by=sue, asked_by=oda), signed


def test_a_permission_taken_back_before_the_hour_stops_the_message(oda: Any, sue: Any) -> None:
    row, signed = permitted(oda, sue, {"news": ("", []), "facebook": ("", [])})
    revoke_authorization(authorization=signed, by_id=sue.pk, now=timezone.now())
    row = message_named(row.public_id)
    assert (row.state, row.stopped_because) == ("STOPPED", "AUTHORIZATION")
    assert set(row.deliveries.values_list("state", flat=True)) == {"STOPPED"}


def test_one_that_ran_out_between_approval_and_sending_stops_it_and_says_so(oda: Any, sue: Any) -> None:
    row, signed = permitted(oda, sue, {"news": ("", [])})
    type(signed).objects.filter(pk=signed.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert deliver(scene.only_delivery(row).pk, now=timezone.now()) == "STOPPED"
    assert message_named(row.public_id).stopped_because == "AUTHORIZATION"


def test_a_permission_taken_back_afterwards_takes_it_down_and_lists_every_place_outside(oda: Any, sue: Any) -> None:
    with scene.plugged(scene.TestChannel()):
        row, signed = permitted(oda, sue, {"news": ("", []), "test": ("", [])})
        for one in row.deliveries.all():
            deliver(one.pk, now=timezone.now())
        revoke_authorization(authorization=signed, by_id=sue.pk, now=timezone.now())
    row = message_named(row.public_id)
    assert row.state == "WITHDRAWN"
    assert row.deliveries.get(channel="news").state == "WITHDRAWN"
    outside = row.deliveries.get(channel="test")
    assert outside.take_down_asked_at
    assert outside.taken_down_at is None
    # and where the permission is kept, the place waits to be ticked off
    assert signed.uses.get(subject_id=None).outside_place == "https://elsewhere.example/1"


ANSWERS = [
    (outgoing.Told(202), "SENT", 0), (outgoing.Told(429, 1800), "QUEUED", 1790), (outgoing.Told(503), "QUEUED", 50),
    (outgoing.Told(302), "FAILED", 0), (outgoing.Told(404), "FAILED", 0), (outgoing.Told(799), "QUEUED", 50),
    (outgoing.NotSent("no-connection"), "QUEUED", 50),
]


@pytest.mark.parametrize("case", ANSWERS)
def test_what_a_program_answers_decides_and_the_key_stays_the_same(
    oda: Any, sue: Any, monkeypatch: pytest.MonkeyPatch, case: tuple[Any, str, int]
) -> None:
    told, state, wait = case
    seen: list[dict[str, str]] = []

    def answer(url: str, body: bytes, headers: dict[str, str]) -> Any:
        seen.append(headers)
        if isinstance(told, Exception):
            raise told
        return told

    monkeypatch.setattr(outgoing, "post_told", answer)
    hook = Webhook.objects.create(label="Hospital", address="https://hospital.example/in", secret="s" * 40,
                                  made_at=timezone.now())
    row = scene.approved(scene.message(oda, {"webhook": ("", [hook.public_id])}), by=sue, asked_by=oda)
    one = scene.only_delivery(row)
    assert deliver(one.pk, now=timezone.now()) == state
    one.refresh_from_db()
    if wait:
        assert one.next_try_at >= timezone.now() + timedelta(seconds=wait)
        deliver(one.pk, now=scene.later(wait + 60))
        assert len({headers["Idempotency-Key"] for headers in seen}) == 1
    assert seen[0]["X-Dayroom-Signature"].startswith("sha256=")


def test_a_program_in_a_private_network_is_told_nothing(oda: Any, sue: Any) -> None:
    for address in ("https://127.0.0.1/in", "https://169.254.169.254/", "https://[::ffff:10.0.0.1]/"):
        with pytest.raises(outgoing.AddressRefused):
            add_webhook(by=sue, label="Inside", address=address, now=timezone.now())
    hook = Webhook.objects.create(label="Moved", address="https://127.0.0.1/in", secret="s", made_at=timezone.now())
    row = scene.approved(scene.message(oda, {"webhook": ("", [hook.public_id])}), by=sue, asked_by=oda)
    assert deliver(scene.only_delivery(row).pk, now=timezone.now()) == "FAILED"


def subscribers(number: int, **told: Any) -> None:
    now = timezone.now()
    Subscription.objects.bulk_create(
        Subscription(email=f"reader-{at}@example.org", state="CONFIRMED", asked_at=now, confirmed_at=now, **told)
        for at in range(number))


def test_an_interrupted_queue_goes_on_and_nobody_gets_two_letters(
    oda: Any, sue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "LETTERS_AT_ONCE", 10)
    monkeypatch.setattr(letters, "BREATH_SECONDS", 0)
    subscribers(35)
    row = scene.approved(scene.message(oda, {"newsletter": ("", [])}), by=sue, asked_by=oda)
    one = scene.only_delivery(row)
    letters.start_run(one.pk)
    letters._queue_part(Delivery.objects.get(pk=one.pk))  # and then the worker is killed
    assert Letter.objects.count() >= 10
    letters.queue_letters(one.pk)
    letters.start_run(one.pk)
    letters.queue_letters(one.pk)
    assert Letter.objects.count() == 35
    assert LetterRun.objects.get().queued_count == 35
    taken: list[int] = []
    Letter.objects.filter(pk=Letter.objects.order_by("pk").first().pk).update(
        state="SENDING", claimed_at=timezone.now() - timedelta(hours=1))  # somebody was killed with this one in hand
    letters.send_letters(lambda letter: not taken.append(letter.subscription_id), seconds=60)
    assert len(taken) == len(set(taken)) == 34
    assert Letter.objects.get(state="UNSURE")


def test_only_those_who_ticked_it_get_it_and_a_mailbox_that_returns_mail_is_left_alone(oda: Any, sue: Any) -> None:
    subscribers(1, interests=["asthma"])
    Subscription.objects.create(email="all@example.org", state="CONFIRMED", asked_at=timezone.now())
    Subscription.objects.create(email="other@example.org", state="CONFIRMED", interests=["epilepsy"],
                                asked_at=timezone.now())
    for _again in range(3):
        note_bounces(addresses=["reader-0@example.org", "nobody@example.org"], by_id=sue.pk, now=timezone.now())
    row = scene.approved(scene.message(oda, {"newsletter": ("", [])}, topics=["asthma"]), by=sue, asked_by=oda)
    one = scene.only_delivery(row)
    letters.start_run(one.pk)
    letters.queue_letters(one.pk)
    assert list(Letter.objects.values_list("subscription__email", flat=True)) == ["all@example.org"]


def test_files_are_looked_at_by_their_bytes_and_a_video_needs_captions(oda: Any) -> None:
    row = scene.message(oda)
    shown = {"alt": "A syringe", "shows": "NO_PERSON", "original": True}
    with pytest.raises(WrongType):
        add_picture(message=row, by=oda, upload=SimpleUploadedFile("a.png", b"<svg onload=x>"), told=dict(shown),
                    now=timezone.now())
    film = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(50 * 1024 * 1024)
    kept = add_picture(message=row, by=oda, upload=SimpleUploadedFile("a.mp4", film), now=timezone.now(),
                       told={**shown, "captions": "WEBVTT\n\n00:00.000 --> 00:02.000\nHello."})
    assert kept.media_type == "video/mp4"
    with pytest.raises(TooLarge):
        add_picture(message=row, by=oda, upload=SimpleUploadedFile("a.mp4", film + bytes(12 * 1024 * 1024)),
                    told={**shown, "captions": "WEBVTT"}, now=timezone.now())


def test_a_browser_is_told_that_there_is_news_and_never_what_about(
    oda: Any, sue: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    from dayroom.apps.outreach.actions.subscribing import add_news_device
    from dayroom.apps.outreach.jobs.campaigns import send_pushes
    from dayroom.apps.outreach.models import NewsDevice
    from dayroom.platform import pushing

    settings.VAPID_PRIVATE_KEY = settings.VAPID_PUBLIC_KEY = "k"
    for name in ("here", "gone"):
        add_news_device(member=oda, endpoint=f"https://push.example/{name}", p256dh="p", auth="a", language="en",
                        now=timezone.now())
    told: list[Any] = []
    monkeypatch.setattr(pushing, "push", lambda to, facts, seconds: told.append(facts) or (
        410 if to.endpoint.endswith("gone") else 201))
    row = scene.approved(scene.message(oda, {"push": ("", [])}), by=sue, asked_by=oda)
    one = scene.only_delivery(row)
    deliver(one.pk, now=timezone.now())
    told.clear()
    assert send_pushes.func(one.pk) == 1
    assert "easles" not in str(told)
    assert {facts["tag"] for facts in told} == {one.public_id}
    assert list(NewsDevice.objects.values_list("endpoint", flat=True)) == ["https://push.example/here"]
