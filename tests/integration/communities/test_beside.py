"""What readers meet besides the text as it was typed is read by the guard too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dayroom.apps.communities.actions.deciding import release_post
from dayroom.apps.communities.models import Post, Topic
from dayroom.apps.communities.vocabulary import PostState
from dayroom.apps.screening.models import Screening
from dayroom.platform import markup
from tests import cast
from tests.integration.communities.talk import client_of, joined, opened, professional, room
from tests.integration.communities.test_media import photo

pytestmark = pytest.mark.django_db
PHONE = "202-555-0189"


@pytest.fixture
def place():
    return room()


@pytest.fixture
def topic(place):
    return opened(joined(cast.ann(), place), place)


@pytest.fixture
def carl(place):
    return joined(cast.carl(), place)


@pytest.mark.parametrize(
    "body",
    [
        "call **202**-**555**-**0189**",
        "it is &#50;&#48;&#50;-&#53;&#53;5-&#48;189",
        r"call 202\-555\-0189",
        "call [202](/a)-`555`-0189",
    ],
)
def test_a_number_behind_signs_that_disappear_is_asked_about(topic, carl, body) -> None:
    client = client_of(carl)
    answer = client.post(f"/t/{topic.public_id}/reply", {"body": body})
    assert answer.status_code == 422
    assert Post.objects.count() == 1
    assert client.post(f"/t/{topic.public_id}/reply", {"body": body, "do": "as_is"}).status_code == 302


def test_a_professional_cannot_hide_a_patients_number_behind_signs(topic, place) -> None:
    okoye = joined(cast.okoye(), place)
    face = professional(okoye)
    words = r"My patient's social security number is 536\-90\-4399."
    for do in ("send", "as_is", "mask"):
        client_of(okoye).post(f"/t/{topic.public_id}/reply", {"body": words, "speak_as": face.public_id, "do": do})
        assert "4399" not in "".join(Post.objects.values_list("body", flat=True))


def test_a_content_warning_is_read_and_one_that_names_a_danger_is_no_alarm(topic, carl) -> None:
    client, path = client_of(carl), f"/t/{topic.public_id}/reply"
    told = client.post(path, {"body": "A long day.", "content_warning": f"call {PHONE}"})
    assert (told.status_code, "content warning" in told.content.decode()) == (422, True)
    assert client.post(path, {"body": "A long day.", "content_warning": "suicide, wanting to die"}).status_code == 302
    assert Screening.objects.latest("pk").tier == 0


def test_the_words_for_a_picture_are_read(topic, carl) -> None:
    upload = SimpleUploadedFile("a.jpg", photo(), content_type="image/jpeg")
    answer = client_of(carl).post(
        f"/t/{topic.public_id}/reply", {"body": "Look.", "file": upload, "alt": f"A card: call {PHONE}"}
    )
    assert (answer.status_code, "describe your picture" in answer.content.decode()) == (422, True)


def test_a_meeting_may_say_its_address_and_is_asked_about_a_number(place) -> None:
    client = client_of(joined(cast.mo(), place))
    fields = {
        "title": "Coffee", "body": "Come along.", "kind": "MEETUP",
        "meets_at": (timezone.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    told = client.post(f"/c/{place.slug}/new", {**fields, "meets_where": f"call {PHONE}"})
    assert (told.status_code, "where you meet" in told.content.decode()) == (422, True)
    kept = client.post(f"/c/{place.slug}/new", {**fields, "meets_where": "Library, 12 Main Street"})
    assert kept.status_code == 302
    assert Topic.objects.get(title="Coffee").state == PostState.LIVE


@pytest.mark.parametrize("signs", ["all my pil**l**s", "all my pills"])
def test_a_method_behind_signs_is_masked_for_readers_and_stays_so_when_it_is_released(topic, carl, signs) -> None:
    body = f"I am going to kill myself tonight with {signs}."
    client_of(carl).post(f"/t/{topic.public_id}/reply", {"body": body})
    post = Post.objects.get(position=2)
    assert (post.state, post.body) == ("HELD", body)
    release_post(post.pk, now=timezone.now())
    post.refresh_from_db()
    assert post.state == "LIVE"
    assert "pills" not in markup.plain(post.body_html)
