"""Direct messages: contacts only, through the guard, and nobody else's business."""

from __future__ import annotations

import pytest
from django.test import Client

from dayroom.apps.conversations.actions.messages import send_message, withdraw_message
from dayroom.apps.conversations.models import Message
from dayroom.apps.conversations.rules import GuardSpoke, NotContacts
from dayroom.apps.people.actions import accept_follow, ask_to_follow, block
from dayroom.apps.people.models import Member
from dayroom.kernel.errors import NotFound
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def contacts() -> tuple[Member, Member]:
    ann, carl = cast.ann(), cast.carl()
    ask_to_follow(follower_id=ann.pk, followed_id=carl.pk, now=cast.NOW)
    accept_follow(member_id=carl.pk, follower_id=ann.pk, now=cast.NOW)
    return ann, carl


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member, backend=BACKEND)
    return client


def test_people_who_do_not_know_each_other_cannot_write() -> None:
    with pytest.raises(NotContacts):
        send_message(sender=cast.ann(), to=cast.carl(), body="Hello", now=cast.NOW)


def test_a_message_reaches_the_other_one_and_a_notice_says_so() -> None:
    ann, carl = contacts()
    send_message(sender=ann, to=carl, body="The kettle is *on*.", now=cast.NOW)
    carl.refresh_from_db()
    assert carl.unread_count >= 1
    page = signed_in(carl).get(f"/messages/c/{Message.objects.get().conversation.public_id}")
    assert "<em>on</em>" in page.content.decode()


def test_a_third_person_gets_the_same_answer_as_for_something_that_is_not_there() -> None:
    ann, carl = contacts()
    message, _ = send_message(sender=ann, to=carl, body="Between us.", now=cast.NOW)
    other = signed_in(cast.member("rea"))
    assert other.get(f"/messages/c/{message.conversation.public_id}").status_code == 404
    assert other.get("/messages/c/00000000000000000000").status_code == 404


def test_a_blocked_person_cannot_tell_that_they_are_blocked() -> None:
    ann, carl = contacts()
    block(member_id=carl.pk, blocked_id=ann.pk, now=cast.NOW)
    with pytest.raises(NotFound):
        send_message(sender=ann, to=carl, body="Hello?", now=cast.NOW)


def test_a_card_number_is_stopped_marked_and_masked_with_one_tap() -> None:
    ann, _carl = contacts()
    client = signed_in(ann)
    words = "Pay with 4111 1111 1111 1111 please"
    stopped = client.post("/messages/to/carl", {"body": words, "submit_key": "a"})
    assert stopped.status_code == 422
    assert '<mark class="span">4111 1111 1111 1111</mark>' in stopped.content.decode()
    assert words in stopped.content.decode()
    sent = client.post("/messages/to/carl", {"body": words, "submit_key": "a", "answer": "mask"})
    assert sent.status_code == 302
    assert "4111" not in Message.objects.get().body


def test_a_guarded_message_is_not_kept() -> None:
    ann, carl = contacts()
    with pytest.raises(GuardSpoke):
        send_message(sender=ann, to=carl, body="IBAN GB82WEST12345698765432", now=cast.NOW)
    assert not Message.objects.exists()


def test_what_is_taken_back_is_gone_for_both() -> None:
    ann, carl = contacts()
    message, _ = send_message(sender=ann, to=carl, body="quokkafeather", now=cast.NOW)
    withdraw_message(member=ann, public_id=message.public_id, now=cast.NOW)
    assert "quokkafeather" not in signed_in(carl).get(f"/messages/c/{message.conversation.public_id}").content.decode()
    with pytest.raises(NotFound):
        withdraw_message(member=carl, public_id=message.public_id, now=cast.NOW)


def test_the_same_form_sent_twice_is_one_message() -> None:
    ann, carl = contacts()
    for _ in range(2):
        send_message(sender=ann, to=carl, body="Once.", now=cast.NOW, submit_key="k")
    assert Message.objects.count() == 1


def test_erasing_a_member_takes_their_words_and_leaves_the_others() -> None:
    ann, carl = contacts()
    send_message(sender=ann, to=carl, body="mine", now=cast.NOW)
    send_message(sender=carl, to=ann, body="yours", now=cast.NOW)
    PERSONAL_DATA["conversations"].erase(ann.pk)
    assert sorted(Message.objects.values_list("body", flat=True)) == ["", "yours"]


@pytest.mark.parametrize("path", ["/messages/", "/messages/to/carl"])
def test_signed_out_people_are_asked_to_sign_in_first(client: Client, path: str) -> None:
    assert client.get(path).status_code == 302


def test_a_clinician_who_speaks_of_a_patient_in_a_message_is_asked_to_mask_it() -> None:
    okoye, carl = cast.okoye(), cast.carl()
    ask_to_follow(follower_id=okoye.pk, followed_id=carl.pk, now=cast.NOW)
    accept_follow(member_id=carl.pk, follower_id=okoye.pk, now=cast.NOW)
    words = {"body": "My patient had a fall. Born on 14 March 1958.", "answer": "as-is", "submit_key": "a"}
    page = signed_in(okoye).post("/messages/to/carl", words)
    assert page.status_code == 422
    assert "You look after patients" in page.content.decode()
    assert not Message.objects.exists()


def test_the_guard_speaks_of_sending_where_the_button_sends() -> None:
    ann, _carl = contacts()
    page = signed_in(ann).post("/messages/to/carl", {"body": "I was born on 14 March 1958.", "submit_key": "a"})
    assert "or send it as it is" in page.content.decode()
    assert "post it" not in page.content.decode()
