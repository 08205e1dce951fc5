"""Writing: what is sent, what is handed back, and that no word is lost on the way."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from dayroom.apps.communities.models import Draft, Post, Topic
from dayroom.apps.communities.vocabulary import MembershipRole, PostState, Visibility
from dayroom.apps.moderation.models import Case
from dayroom.apps.people.vocabulary import MemberState, TrustLevel
from dayroom.apps.screening.models import Finding
from dayroom.platform.models import RateCount
from tests import cast
from tests.integration.communities.talk import client_of, joined, opened, professional, room, said

pytestmark = pytest.mark.django_db
NHS = "They refused me. My NHS number is 943 476 5919."


def reply(client: Client, topic: Topic, **fields: object):
    return client.post(f"/t/{topic.public_id}/reply", {"body": "I know that night.", "submit_key": "k-1", **fields})


@pytest.fixture
def place():
    return room()


@pytest.fixture
def ann(place):
    return joined(cast.ann(), place)


@pytest.fixture
def topic(place, ann):
    return opened(ann, place)


@pytest.fixture
def carl(place):
    return joined(cast.carl(), place)


def test_a_reply_is_sent_and_shown_in_its_place(topic, carl) -> None:
    answer = reply(client_of(carl), topic)
    assert answer.status_code == 302
    assert answer["Location"].endswith("#post-2")
    assert Post.objects.get(position=2).body == "I know that night."


def test_a_form_sent_twice_is_one_post(topic, carl) -> None:
    client = client_of(carl)
    reply(client, topic)
    again = reply(client, topic)
    assert again.status_code == 302
    assert Post.objects.filter(topic=topic).count() == 2


def test_the_key_of_a_form_does_not_say_who_sent_it(topic, carl) -> None:
    reply(client_of(carl), topic, anonymous="1")
    key = Post.objects.get(position=2).submit_key
    assert key
    assert not key.startswith(f"{carl.pk}:")


def test_an_empty_reply_comes_back_with_a_sentence(topic, carl) -> None:
    answer = reply(client_of(carl), topic, body="   ")
    assert answer.status_code == 422
    assert "nothing to send yet" in answer.content.decode()


def test_a_reply_that_is_too_long_comes_back_whole(topic, carl) -> None:
    answer = reply(client_of(carl), topic, body="word " * 9000)
    assert answer.status_code == 413
    assert "word word" in answer.content.decode()
    assert Draft.objects.get(member=carl).body.startswith("word word")


def test_a_new_topic_is_opened_with_what_it_seeks(place, ann) -> None:
    answer = client_of(ann).post(
        f"/c/{place.slug}/new",
        {
            "title": "Sleep",
            "body": "Does it come back?",
            "seeking": "HEARD",
            "content_warning": "tired",
            "kind": "TOPIC",
        },
    )
    topic = Topic.objects.get(title="Sleep")
    assert (answer.status_code, topic.seeking, topic.content_warning) == (302, "HEARD", "tired")


def test_a_topic_without_a_title_keeps_its_words(place, ann) -> None:
    answer = client_of(ann).post(f"/c/{place.slug}/new", {"title": " ", "body": "Words without a name."})
    assert answer.status_code == 422
    assert "Words without a name." in answer.content.decode()
    assert Draft.objects.get(place=f"community:{place.slug}").body == "Words without a name."


def test_an_announcement_by_a_member_is_refused(place, ann) -> None:
    answer = client_of(ann).post(f"/c/{place.slug}/new", {"title": "News", "body": "From me.", "kind": "ANNOUNCEMENT"})
    assert answer.status_code == 403
    assert not Topic.objects.exists()


def test_a_kind_that_does_not_exist_is_refused(place, ann) -> None:
    answer = client_of(ann).post(f"/c/{place.slug}/new", {"title": "News", "body": "From me.", "kind": "SPAM"})
    assert answer.status_code == 422


def test_a_meet_up_without_a_time_is_asked_for_one(place, ann) -> None:
    answer = client_of(ann).post(
        f"/c/{place.slug}/new", {"title": "Tea", "body": "Come.", "kind": "MEETUP", "meets_at": "2020-99-99T00:00"}
    )
    assert answer.status_code == 422
    assert "Say when you meet" in answer.content.decode()


# --- the guard ---------------------------------------------------------------------------------------------------


def test_a_number_is_marked_in_the_persons_own_words_before_anyone_sees_it(topic, carl) -> None:
    answer = reply(client_of(carl), topic, body=NHS)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert '<mark class="span">943 476 5919</mark>' in text
    assert 'value="mask"' in text
    assert 'value="as_is"' in text
    assert 'value="ask"' in text
    assert Post.objects.filter(topic=topic).count() == 1
    assert Draft.objects.get(member=carl).body == NHS


def test_the_number_is_removed_with_one_tap(topic, carl) -> None:
    answer = reply(client_of(carl), topic, body=NHS, do="mask")
    post = Post.objects.get(position=2)
    assert answer.status_code == 302
    assert "943" not in post.body + post.body_html
    assert "number removed" in post.body
    assert not Draft.objects.exists()


def test_a_title_is_masked_as_well(place, ann) -> None:
    client_of(ann).post(
        f"/c/{place.slug}/new", {"title": "My NHS number is 943 476 5919", "body": "They refused me.", "do": "mask"}
    )
    topic = Topic.objects.get()
    assert "943" not in topic.title
    assert "They refused me." in Post.objects.get().body


def test_who_wants_to_can_post_it_as_it_is_and_that_is_recorded_by_class(topic, carl) -> None:
    answer = reply(client_of(carl), topic, body=NHS, do="as_is")
    assert answer.status_code == 302
    assert Post.objects.get(position=2).state == PostState.LIVE
    assert Finding.objects.filter(overridden_at__isnull=False).exists()


def test_a_moderator_can_be_asked_instead(topic, carl) -> None:
    answer = reply(client_of(carl), topic, body=NHS, do="ask")
    post = Post.objects.get(position=2)
    assert post.state == PostState.HELD
    assert answer["Location"] == f"/p/{post.public_id}/sent"
    assert "author.asked" in Case.objects.get().reasons
    page = client_of(carl).get(answer["Location"])
    assert "waiting" in page.content.decode()
    assert client_of(cast.ivo()).get(answer["Location"]).status_code == 404


def test_a_professional_cannot_override_a_blocked_text(place, topic) -> None:
    okoye = joined(cast.okoye(), place)
    persona = professional(okoye)
    body = "I saw my patient today; her phone is 202-555-0143 and her SSN is 219-09-9999."
    for do in ("send", "as_is"):
        answer = reply(client_of(okoye), topic, body=body, do=do, speak_as=persona.public_id)
        assert answer.status_code == 422
        assert 'value="as_is"' not in answer.content.decode()
    assert Post.objects.filter(topic=topic).count() == 1


def test_somebody_elses_persona_cannot_be_spoken_with(place, topic, carl) -> None:
    persona = professional(cast.okoye())
    answer = reply(client_of(carl), topic, speak_as=persona.public_id)
    assert answer.status_code == 403
    assert "I know that night." in answer.content.decode()


def test_words_of_danger_are_kept_and_help_stands_first(place, topic, carl) -> None:
    answer = reply(client_of(carl), topic, body="I am going to kill myself tonight. Goodbye everyone.")
    post = Post.objects.get(position=2)
    assert answer["Location"] == f"/p/{post.public_id}/sent"
    page = client_of(carl).get(answer["Location"]).content.decode()
    assert "care-card--now" in page
    assert "tel:" in page
    assert post.body.startswith("I am going to")
    assert carl.state == MemberState.ACTIVE


# --- who, where, how much -------------------------------------------------------------------------------------------


def test_who_has_not_joined_keeps_their_words(topic) -> None:
    stranger = cast.member("stranger")
    answer = reply(client_of(stranger), topic)
    assert answer.status_code == 403
    assert "Join this community first" in answer.content.decode()
    assert "I know that night." in answer.content.decode()


def test_a_limited_member_keeps_their_words(topic, carl) -> None:
    carl.state = MemberState.LIMITED
    carl.save()
    answer = reply(client_of(carl), topic)
    assert answer.status_code == 403
    assert "I know that night." in answer.content.decode()


def test_a_newcomer_writes_a_few_topics_a_day_and_is_told_kindly(place) -> None:
    new = joined(cast.member("newcomer", trust_level=TrustLevel.NEW), place)
    client = client_of(new)
    codes = [
        client.post(f"/c/{place.slug}/new", {"title": f"Question {n}", "body": "Hello."}).status_code for n in range(4)
    ]
    assert codes == [302, 302, 302, 429]
    last = client.post(f"/c/{place.slug}/new", {"title": "One more", "body": "Please keep this."})
    assert int(last["Retry-After"]) > 0
    assert "Please keep this." in last.content.decode()


def test_a_newcomers_links_are_counted(place, topic) -> None:
    new = joined(cast.member("newcomer", trust_level=TrustLevel.NEW), place)
    answer = reply(client_of(new), topic, body="http://example.org and www.example.com and https://example.net")
    assert answer.status_code == 422
    assert "Take some out" in answer.content.decode()


def test_a_locked_topic_takes_words_of_moderators_only(place, topic, carl) -> None:
    Topic.objects.filter(pk=topic.pk).update(locked=True)
    mo = joined(cast.mo(), place, role=MembershipRole.MODERATOR)
    assert reply(client_of(carl), topic).status_code == 403
    assert reply(client_of(mo), topic).status_code == 302


def test_a_topic_that_has_gone_gives_the_words_back(topic, carl) -> None:
    Topic.objects.filter(pk=topic.pk).update(state=PostState.REMOVED)
    answer = reply(client_of(carl), topic)
    assert answer.status_code == 404
    assert "I know that night." in answer.content.decode()


def test_a_professional_chooses_who_is_speaking_and_anonymous_is_not_a_choice_then(place, topic) -> None:
    okoye = joined(cast.okoye(), place)
    persona = professional(okoye)
    page = client_of(okoye).get(f"/t/{topic.public_id}/").content.decode()
    assert "ngozi-o (personal)" in page
    assert "Dr Ngozi Okoye (professional)" in page
    assert reply(client_of(okoye), topic, speak_as=persona.public_id, anonymous="1").status_code == 403
    assert reply(client_of(okoye), topic, speak_as=persona.public_id).status_code == 302


@pytest.mark.parametrize(
    ("visibility", "said_there"),
    [
        (Visibility.PUBLIC, "So can anyone on the internet"),
        (Visibility.HYBRID, "Anyone on the internet can see the title"),
        (Visibility.PRIVATE, "Others do not see that it exists"),
    ],
)
def test_the_composer_says_who_will_read_it(visibility: str, said_there: str) -> None:
    place = room(visibility=visibility)
    text = client_of(joined(cast.ann(), place)).get(f"/c/{place.slug}/new").content.decode()
    assert said_there in text
    assert "<strong>1</strong> member" in text


# --- preview, quote, drafts, sign-in ----------------------------------------------------------------------------------


def test_the_preview_works_as_a_page_and_as_a_part(topic, carl) -> None:
    client = client_of(carl)
    whole = reply(client, topic, body="*soft*", do="preview").content.decode()
    assert "<em>soft</em>" in whole
    assert "*soft*</textarea>" in whole
    part = client.post(
        f"/t/{topic.public_id}/reply", {"body": "*soft*", "do": "preview"}, headers={"HX-Request": "true"}
    )
    assert "<em>soft</em>" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert Post.objects.filter(topic=topic).count() == 1


def test_a_quote_is_put_into_the_form_by_address(topic, carl) -> None:
    post = Post.objects.get(topic=topic)
    text = client_of(carl).get(f"/t/{topic.public_id}/?quote={post.public_id}").content.decode()
    assert f"[[quote:{post.public_id}]]" in text


def test_a_quote_shows_the_quoted_words_with_their_author(topic, carl) -> None:
    post = Post.objects.get(topic=topic)
    made = said(carl, topic, f"[[quote:{post.public_id}]]\n\nSame.")
    assert 'class="quote"' in made.body_html
    assert "It beeps all night." in made.body_html


def test_posts_of_another_topic_cannot_be_quoted(place, topic, ann, carl) -> None:
    elsewhere = opened(ann, place, body="Other words.")
    post = Post.objects.get(topic=elsewhere)
    made = said(carl, topic, f"[[quote:{post.public_id}]]")
    assert "Other words" not in made.body_html


def test_a_draft_is_saved_as_one_writes_and_stands_in_the_form(topic, carl) -> None:
    client = client_of(carl)
    answer = client.post(f"/drafts/topic:{topic.public_id}", {"body": "Half a thought"})
    assert answer.status_code == 204
    assert "Half a thought</textarea>" in client.get(f"/t/{topic.public_id}/").content.decode()
    assert "Half a thought" in client.get("/me/drafts").content.decode()
    client.post(f"/drafts/topic:{topic.public_id}/discard")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("place_name", ["topic:short", "nowhere", "community:" + "a" * 80, "post:../../etc"])
def test_a_draft_for_no_place_is_refused(carl, place_name: str) -> None:
    assert client_of(carl).post(f"/drafts/{place_name}", {"body": "x"}).status_code == 404


def test_drafts_are_for_members(topic) -> None:
    assert client_of().post(f"/drafts/topic:{topic.public_id}", {"body": "x"}).status_code == 401


def test_who_was_signed_out_gets_every_word_back_and_brings_them_through_the_sign_in(topic, carl) -> None:
    client = client_of()
    answer = reply(client, topic, body="Written for an hour.", anonymous="1")
    text = answer.content.decode()
    assert answer.status_code == 401
    assert "Written for an hour.</textarea>" in text
    kept = client.post(
        "/compose/keep", {"kept_path": f"/t/{topic.public_id}/reply", "body": "Written for an hour.", "anonymous": "1"}
    )
    assert kept["Location"].startswith("/account/login/?next=")
    assert "Written" not in str(dict(client.session))
    client.force_login(carl, backend="allauth.account.auth_backends.AuthenticationBackend")
    back = client.get("/compose/kept")
    assert back["Location"] == f"/t/{topic.public_id}/#reply"
    page = client.get(f"/t/{topic.public_id}/").content.decode()
    assert "Written for an hour.</textarea>" in page
    assert 'name="anonymous" value="1" checked' in page
    assert "kept_words" not in client.session


def test_words_cannot_be_kept_for_a_place_that_is_no_composer(carl) -> None:
    assert client_of(carl).post("/compose/keep", {"kept_path": "/account/email/", "body": "x"}).status_code == 404


def test_a_new_topic_and_an_edit_survive_the_sign_out_too(place, topic, ann) -> None:
    post = Post.objects.get(topic=topic)
    for address in (f"/c/{place.slug}/new", f"/p/{post.public_id}/edit"):
        answer = client_of().post(address, {"title": "T", "body": "Long words."})
        assert answer.status_code == 401
        assert "Long words." in answer.content.decode()


def test_a_stale_form_is_not_sent_and_the_session_cookie_is_named_as_set(topic, carl) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(carl, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert settings.SESSION_COOKIE_NAME in client.cookies
    assert reply(client, topic).status_code == 403
    assert Post.objects.filter(topic=topic).count() == 1


def test_a_reader_sees_no_composer_where_they_cannot_write(topic) -> None:
    assert 'id="composer"' not in client_of().get(f"/t/{topic.public_id}/").content.decode()
    assert 'id="composer"' not in client_of(cast.member("guest")).get(f"/t/{topic.public_id}/").content.decode()


# --- two names, one clinician ---------------------------------------------------------------------------------------


def says(client, topic, body="I know that night.", **fields):
    """Each text is a form of its own."""
    return reply(client, topic, body=body, submit_key=f"{body[-20:]}{fields}"[:40], **fields)


def begins_with(client, topic) -> str:
    """The value of the name that is chosen when the reply form is opened."""
    page = client.get(f"/t/{topic.public_id}/").content.decode()
    found = re.findall(r'name="speak_as" value="([^"]*)" checked', page)
    assert len(found) == 1
    return found[0]


def test_a_clinicians_composer_begins_with_the_name_last_used_there_else_the_professional_one(place, topic) -> None:
    okoye = joined(cast.okoye(), place)
    persona, client = professional(okoye), client_of(okoye)
    assert begins_with(client, topic) == persona.public_id
    assert says(client, topic, speak_as="").status_code == 302
    assert begins_with(client, topic) == ""
    assert says(client, topic, body="As a nurse I say this.", speak_as=persona.public_id).status_code == 302
    assert begins_with(client, topic) == persona.public_id


def test_what_was_stopped_under_the_professional_name_is_stopped_under_the_personal_one(place, topic) -> None:
    okoye = joined(cast.okoye(), place)
    persona, client = professional(okoye), client_of(okoye)
    body = "She was born on 14 March 1958 and her MRN is 00482913."
    assert says(client, topic, body=body, speak_as=persona.public_id).status_code == 422
    for words in (f"{body.upper()}  ", "Do you know anybody with MRN 00482913?"):
        answer = says(client, topic, body=words, do="as_is", speak_as="")
        assert answer.status_code == 422
        assert "under your other name" in answer.content.decode().lower()
        assert 'value="as_is"' not in answer.content.decode()
    assert says(client, topic, body=body, do="mask", speak_as="").status_code == 302
    assert "00482913" not in Post.objects.get(position=2).body


def test_a_day_later_it_is_forgotten_and_others_never_had_it(place, topic, carl) -> None:
    okoye = joined(cast.okoye(), place)
    persona, client = professional(okoye), client_of(okoye)
    body = "My birthday: born on 14 March 1958."
    says(client, topic, body="Born on 14 March 1958.", speak_as=persona.public_id)
    RateCount.objects.update(window_start_at=timezone.now() - timedelta(days=1, minutes=1))
    assert says(client, topic, body=body, do="as_is", speak_as="").status_code == 302
    assert says(client_of(carl), topic, body="Born on 14 March 1958.", do="as_is").status_code == 302


def test_a_clinician_who_speaks_of_a_patient_keeps_the_professional_rules_under_any_name(place, topic, carl) -> None:
    okoye = joined(cast.okoye(), place)
    professional(okoye)
    body = "My patient had a fall. Born on 14 March 1958."
    answer = says(client_of(okoye), topic, body=body, do="as_is", speak_as="")
    assert answer.status_code == 422
    assert "You look after patients" in answer.content.decode()
    assert (
        says(
            client_of(okoye), topic, body="As a patient I was born on 14 March 1958.", do="as_is", speak_as=""
        ).status_code
        == 302
    )
    assert says(client_of(carl), topic, body=body, do="as_is").status_code == 302


def look_at(client, topic, body: str, **more: str):
    data = {"body": body, "do": "look", **more}
    return client.post(f"/t/{topic.public_id}/reply", data, headers={"HX-Request": "true"}).content.decode()


def test_a_pause_in_writing_shows_what_would_be_asked_and_keeps_nothing(ann, topic) -> None:
    said = look_at(client_of(ann), topic, "my number is 202-555-0189")
    assert "202-555-0189" in said
    assert 'data-instead="[phone number removed]"' in said
    assert Post.objects.filter(topic=topic).count() == 1
    assert Draft.objects.count() == 0


def test_what_was_settled_once_is_not_asked_again_not_even_when_it_is_sent(ann, topic) -> None:
    client, body = client_of(ann), "my number is 202-555-0189"
    key = re.search(r'data-settle="(\w+:MINE)"', look_at(client, topic, body))
    assert key
    assert "202-555-0189" not in look_at(client, topic, body, settled=key[1])
    client.post(f"/t/{topic.public_id}/reply", {"body": body, "settled": key[1], "submit_key": "settled-once"})
    post = Post.objects.get(topic=topic, body=body)
    assert post.state == PostState.LIVE
    assert Finding.objects.filter(screening__subject_id=post.pk).values_list("override_reason", flat=True)[0] == "MINE"


@pytest.mark.parametrize("settled", ["x:MINE", "nonsense", "MINE", ":MINE " * 100])
def test_what_was_not_settled_is_asked(ann, topic, settled: str) -> None:
    answer = client_of(ann).post(
        f"/t/{topic.public_id}/reply", {"body": "my number is 202-555-0189", "settled": settled, "submit_key": "k"}
    )
    assert answer.status_code == 422


def test_a_number_that_opens_a_purse_cannot_be_settled(ann, topic) -> None:
    said = look_at(client_of(ann), topic, "my card is 4111111111111111")
    assert "data-settle" not in said
    assert "data-instead" in said
