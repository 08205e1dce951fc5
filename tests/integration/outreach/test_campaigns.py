"""From an idea to what it did: approval belongs to a digest, a delivery to a key, and nobody approves their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.notices.models import Notice
from dayroom.apps.outreach.actions import messages as actions
from dayroom.apps.outreach.actions.campaigns import OthersMayNotTarget, stop_campaign
from dayroom.apps.outreach.actions.deliveries import decide_delivery, deliver, settle_interrupted
from dayroom.apps.outreach.models import Delivery, Message
from dayroom.apps.outreach.queries.messages import current_digest, message_named
from dayroom.apps.outreach.rules.deliveries import TooOften
from dayroom.apps.outreach.rules.messages import ChangedSince, NotReady, SecondPersonNeeded
from dayroom.apps.outreach.vocabulary.channels import ChannelError, Sent
from dayroom.apps.people.vocabulary import Role
from tests import cast
from tests.integration.outreach import campaign_scene as scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def oda() -> Any:
    return cast.oda()


@pytest.fixture
def sue() -> Any:
    return cast.sue()


def state_of(row: Message) -> str:
    return str(Message.objects.values_list("state", flat=True).get(pk=row.pk))


def test_a_second_person_approves_exactly_what_stands_there(oda: Any, sue: Any) -> None:
    row = scene.message(oda)
    actions.ask_for_approval(message=row, by=oda, now=timezone.now())
    row = message_named(row.public_id)
    with pytest.raises(SecondPersonNeeded):
        actions.approve(message=row, by=oda, digest=current_digest(row), now=timezone.now())
    with pytest.raises(ChangedSince):
        actions.approve(message=row, by=sue, digest="0" * 64, now=timezone.now())
    kept = actions.approve(message=row, by=sue, digest=current_digest(row), now=timezone.now())
    assert kept.evidence["guard"] == ["ALLOW"]
    assert deliver(scene.only_delivery(row).pk, now=timezone.now()) == "SENT"
    assert state_of(row) == "OUT"
    assert Event.objects.filter(action="message.approved", actor_id=sue.pk).count() == 1


def test_whoever_changed_it_cannot_approve_it_and_a_change_takes_the_approval_away(oda: Any, sue: Any) -> None:
    row = scene.approved(scene.message(oda), by=sue, asked_by=oda)
    actions.save_message(message=row, by=sue, told={"body": scene.WORDS["body"] + " Please."}, now=timezone.now())
    row = message_named(row.public_id)
    assert row.state == "DRAFT"
    assert scene.only_delivery(row).state == "STOPPED"
    actions.ask_for_approval(message=row, by=oda, now=timezone.now())
    with pytest.raises(SecondPersonNeeded):
        actions.approve(message=message_named(row.public_id), by=sue, digest="", now=timezone.now())


def test_what_is_open_is_said_before_anybody_is_asked(oda: Any) -> None:
    row = scene.message(oda, interests="", timely_seen=False, ai_role="GENERATED")
    with pytest.raises(NotReady) as told:
        actions.ask_for_approval(message=row, by=oda, now=timezone.now())
    assert len(told.value.points) >= 3
    assert state_of(row) == "DRAFT"


def test_a_patient_in_the_text_stops_it(oda: Any) -> None:
    row = scene.message(oda, body="Our patient John Miller, MRN 00482917, got well after two doses.")
    with pytest.raises(NotReady):
        actions.ask_for_approval(message=row, by=oda, now=timezone.now())


def test_an_emergency_is_loud_and_looked_at_by_somebody_else(oda: Any, sue: Any) -> None:
    row = scene.message(oda)
    approval = actions.approve_in_emergency(
        message=row, by=oda, digest=current_digest(row), reason="Water is not safe right now.", now=timezone.now())
    assert Notice.objects.filter(member=sue, kind="OUTREACH").exists()  # whoever could have been the second person
    with pytest.raises(SecondPersonNeeded):
        actions.review_emergency(approval=approval, by=oda, words="Fine.", now=timezone.now())
    actions.review_emergency(approval=approval, by=sue, words="Right so.", now=timezone.now())
    approval.refresh_from_db()
    assert approval.reviewed_by == sue
    assert Event.objects.filter(action="message.approved_alone").exists()


def test_a_failed_delivery_is_tried_again_with_the_same_key_and_its_wait(oda: Any, sue: Any) -> None:
    busy = ChannelError("busy", retry_after_seconds=900)
    with scene.plugged(scene.TestChannel(busy)) as channel:
        row = scene.approved(scene.message(oda, {"test": ("", [])}), by=sue, asked_by=oda)
        one = scene.only_delivery(row)
        assert deliver(one.pk, now=timezone.now()) == "QUEUED"
        one.refresh_from_db()
        assert one.fault == "busy"
        assert one.next_try_at >= timezone.now() + timedelta(seconds=880)
        assert deliver(one.pk, now=timezone.now()) == ""  # not before its time
        assert deliver(one.pk, now=scene.later(1000)) == "SENT"
        assert deliver(one.pk, now=scene.later(2000)) == ""
    assert [post.key for post in channel.posts] == [one.key, one.key]


@pytest.mark.parametrize(("fault", "state"), [
    (ChannelError("refused", permanent=True), "FAILED"),
    (ChannelError("no-answer", perhaps_sent=True), "UNSURE"),
    (RuntimeError("whatever"), "UNSURE"),
])
def test_a_channel_that_breaks_leaves_a_row_that_says_so(oda: Any, sue: Any, fault: Exception, state: str) -> None:
    with scene.plugged(scene.TestChannel(fault)):
        row = scene.approved(scene.message(oda, {"test": ("", [])}), by=sue, asked_by=oda)
        one = scene.only_delivery(row)
        assert deliver(one.pk, now=timezone.now()) == state
        if state == "UNSURE":
            assert deliver(one.pk, now=scene.later(9000)) == ""  # nothing is sent again by itself
            one.refresh_from_db()
            decide_delivery(delivery=one, by_id=sue.pk, stands=True, address="https://elsewhere.example/9",
                            now=timezone.now())
            one.refresh_from_db()
            assert (one.state, one.address) == ("SENT", "https://elsewhere.example/9")


def test_an_interrupted_try_is_asked_about_where_the_channel_can_be_asked(oda: Any, sue: Any) -> None:
    from dayroom.apps.outreach.vocabulary.channels import CANNOT_SAY, NOT_THERE, Asked

    found = Asked(known=True, sent=Sent("https://elsewhere.example/7", "7"))
    for answer, state in ((found, "SENT"), (NOT_THERE, "QUEUED"), (CANNOT_SAY, "UNSURE")):
        with scene.plugged(scene.TestChannel(found=answer)):
            row = scene.approved(scene.message(oda, {"test": ("", [])}), by=sue, asked_by=oda)
            one = scene.only_delivery(row)
            Delivery.objects.filter(pk=one.pk).update(state="SENDING", claimed_at=timezone.now(), tries=1)
            assert settle_interrupted(one.pk, now=scene.later(3600)) == state


def test_what_changed_between_approval_and_sending_stops_it_and_says_why(oda: Any, sue: Any) -> None:
    place = scene.campaign(oda)
    late = scene.approved(scene.message(oda, within=place, true_until=scene.later(60)), by=sue, asked_by=oda)
    assert deliver(scene.only_delivery(late).pk, now=scene.later(120)) == "STOPPED"
    assert message_named(late.public_id).stopped_because == "EXPIRED"
    other = scene.approved(scene.message(oda, within=place), by=sue, asked_by=oda)
    assert stop_campaign(campaign=place, by=sue, now=timezone.now()) == 1
    assert scene.only_delivery(other).stopped_because == "CAMPAIGN"
    behind = scene.approved(scene.message(oda), by=sue, asked_by=oda)
    Message.objects.filter(pk=behind.pk).update(body="Other words.")
    assert deliver(scene.only_delivery(behind).pk, now=timezone.now()) == "STOPPED"
    assert message_named(behind.public_id).stopped_because == "CHANGED"


def test_the_frequency_cap_holds_when_planning(oda: Any, sue: Any, settings: Any) -> None:
    for _number in range(5):
        scene.approved(scene.message(oda), by=sue, asked_by=oda)
    row = scene.message(oda)
    actions.ask_for_approval(message=row, by=oda, now=timezone.now())
    row = message_named(row.public_id)
    with pytest.raises(TooOften):
        actions.approve(message=row, by=sue, digest=current_digest(row), now=timezone.now())


def test_who_pays_is_named_and_cannot_choose_whom_to_reach(oda: Any) -> None:
    with pytest.raises(OthersMayNotTarget):
        scene.campaign(oda, voice="INDUSTRY", disclosure="A company", audience_interests=["diabetes"])
    row = scene.message(oda, within=scene.campaign(oda, voice="INDUSTRY", disclosure="A company"))
    from dayroom.apps.outreach.queries.messages import small_print_of

    assert small_print_of(row) == ("Advertisement: A company",)


def test_our_communities_get_one_announcement_however_often_it_is_tried(oda: Any, sue: Any) -> None:
    from dayroom.apps.communities.models import Community, Topic

    place = Community.objects.create(slug="vaccines", name="Vaccines", description="Talk.", made_at=timezone.now())
    row = scene.approved(scene.message(oda, {"communities": ("", ["vaccines"])}), by=sue, asked_by=oda)
    one = scene.only_delivery(row)
    assert deliver(one.pk, now=timezone.now()) == "SENT"
    Delivery.objects.filter(pk=one.pk).update(state="SENDING", claimed_at=timezone.now())
    assert settle_interrupted(one.pk, now=scene.later(3600)) == "QUEUED"
    assert deliver(one.pk, now=scene.later(7200)) == "SENT"
    assert Topic.objects.filter(community=place, kind="ANNOUNCEMENT").count() == 1


def test_a_person_without_the_role_decides_nothing(oda: Any) -> None:
    from dayroom.kernel.errors import Refused

    row = scene.message(oda)
    actions.ask_for_approval(message=row, by=oda, now=timezone.now())
    with pytest.raises(Refused):
        actions.approve(message=message_named(row.public_id), by=cast.with_role(cast.ann(), Role.ANALYST),
                        digest="", now=timezone.now())


def test_when_the_guard_or_the_record_cannot_answer_nothing_leaves(
    oda: Any, sue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dayroom.apps.outreach.actions import deliveries
    from dayroom.engines import guard

    row = scene.approved(scene.message(oda), by=sue, asked_by=oda)
    one = scene.only_delivery(row)
    hold = guard.Decision(action=guard.Action.HOLD, tier=guard.Tier.T0, show_help=False, must_mask=(), reasons=(),
                          sentence="", may_override=False, limit_to_members=False)
    with monkeypatch.context() as broken:
        broken.setattr(deliveries, "examine", lambda *_words, **_named: (None, hold))
        assert deliver(one.pk, now=timezone.now()) == ""
    one.refresh_from_db()
    assert (one.state, one.fault) == ("QUEUED", "guard-unavailable")

    def no_record(**_facts: object) -> None:
        raise OSError("the record cannot be written")

    with monkeypatch.context() as broken:
        broken.setattr(deliveries, "record", no_record)
        with pytest.raises(OSError, match="cannot be written"):
            deliver(one.pk, now=scene.later(600))
    one.refresh_from_db()
    assert one.state == "QUEUED"
