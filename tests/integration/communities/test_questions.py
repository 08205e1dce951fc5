"""Ask a professional: who may read it when, who may answer, how it is mended, and that no word is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.actions import answering
from dayroom.apps.communities.actions.erasing import erase_words
from dayroom.apps.communities.actions.question_states import free_overdue
from dayroom.apps.communities.models import Draft, Post, Question, TalkProposal, Topic
from dayroom.apps.communities.plugs.personal import CommunityData
from dayroom.apps.communities.vocabulary import PostState, QuestionState
from dayroom.apps.notices.models import Notice
from dayroom.engines import guard
from tests import cast
from tests.integration.communities.talk import client_of, joined, professional, room, said

pytestmark = pytest.mark.django_db
ASKED = {"title": "What do steroids do", "body": "My sugar runs high on steroids. Why is that?", "submit_key": "q-1",
         "specialty": "MEDICINES"}
DOSE = "Steroids raise sugar. Take 4 more units at night. Your nurse can show you why."


@pytest.fixture
def ann():
    return cast.ann()


@pytest.fixture
def okoye():
    member = cast.okoye()
    professional(member, verified_until=(timezone.now() + timedelta(days=300)).date())
    return member


@pytest.fixture
def topic(ann, okoye) -> Topic:
    assert client_of(ann).post("/ask/", ASKED).status_code == 302
    return Topic.objects.get()


def take(member: Any, topic: Topic) -> Client:
    client = client_of(member)
    client.post(f"/pro/questions/{topic.public_id}/take")
    return client


def answer(client: Client, topic: Topic, body: str = "Steroids raise sugar in most people.", **more: str):
    return client.post(f"/pro/questions/{topic.public_id}/answer", {"body": body, "submit_key": "a-1", **more})


@pytest.fixture
def advice_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard sees a dose wherever the words "4 more units" stand."""
    real = answering.examine

    def examine(text: str, *, context: guard.Context):
        report, decision = real(text, context=context)
        at = text.find("4 more units")
        if at < 0:
            return report, decision
        found = guard.Finding(
            family=guard.Family.ADVICE, klass="DOSE", start=at, end=at + 12, confidence=1.0, rule_id="advice.dose",
            rule_version=1, sentence="This is a dose for one person.",
        )
        return (replace(report, findings=(found,)),
                replace(decision, action=guard.Action.HOLD, reasons=("advice.dose",)))

    monkeypatch.setattr(answering, "examine", examine)


def test_a_private_question_is_for_the_asker_and_the_professionals_until_it_is_answered(topic, ann, okoye) -> None:
    post = Post.objects.get()
    assert (topic.kind, topic.state, post.state) == ("QUESTION", PostState.KEPT, PostState.KEPT)
    assert topic.author is None
    assert post.author is None
    page = f"/t/{topic.public_id}/"
    assert client_of().get(page).status_code == 404
    assert client_of(cast.carl()).get(page).status_code == 404
    assert client_of(ann).get(page).status_code == 200
    assert ASKED["title"] in client_of(okoye).get("/pro/questions/").content.decode()
    answer(take(okoye, topic), topic)
    shown = client_of().get(page).content.decode()
    assert ASKED["body"] in shown
    assert "/m/ann" not in shown
    assert "Anonymous 1" in shown
    assert "This is general information, not advice for one person." in shown
    assert "Dr Ngozi Okoye" in shown
    assert "Interests to know about" in shown


def test_the_asker_is_told_says_whether_it_helped_and_asks_once_more(topic, ann, okoye) -> None:
    answer(take(okoye, topic), topic)
    assert Notice.objects.filter(member=ann, kind="QUESTION_ANSWERED").exists()
    client = client_of(ann)
    client.post(f"/q/{topic.public_id}/helped", {"helped": "0"})
    client.post(f"/q/{topic.public_id}/helped", {"helped": "1"})
    assert "It helped the person who asked." in client_of().get(f"/t/{topic.public_id}/").content.decode()
    assert client.get(f"/q/{topic.public_id}/again").status_code == 200
    client.post(f"/q/{topic.public_id}/again", {"body": "And for how long?", "submit_key": "f-1"})
    assert Question.objects.get().state == QuestionState.WAITING
    assert Post.objects.get(position=3).byline_number == 1
    again = client.post(f"/q/{topic.public_id}/again", {"body": "And then?", "submit_key": "f-2"})
    assert again.status_code == 409
    assert b"And then?" in again.content


def test_only_the_asker_can_say_that_it_helped(topic, okoye) -> None:
    answer(take(okoye, topic), topic)
    assert client_of(cast.carl()).post(f"/q/{topic.public_id}/helped", {"helped": "1"}).status_code == 404


def test_a_dose_for_one_person_is_handed_back_and_mended_with_the_referral(topic, okoye, advice_found) -> None:
    client = take(okoye, topic)
    stopped = answer(client, topic, DOSE)
    page = stopped.content.decode()
    assert stopped.status_code == 422
    assert "<mark" in page
    assert "This decides for one person" in page
    assert DOSE in page
    assert not Post.objects.filter(position=2).exists()
    mended = answer(client, topic, DOSE, do="refer").content.decode()
    assert "4 more units" not in mended
    assert "Please ask your own doctor" in mended
    draft = Draft.objects.get(place=f"answer:{topic.public_id}")
    assert "4 more units" not in draft.body
    assert "Your nurse can show you why." in draft.body
    sent = answer(client, topic, draft.body, submit_key="a-2")
    assert sent.status_code == 302
    assert Post.objects.get(position=2).state == PostState.LIVE
    assert not Draft.objects.exists()


def test_taking_the_sentence_out_leaves_the_general_ones(topic, okoye, advice_found) -> None:
    page = answer(take(okoye, topic), topic, DOSE, do="general").content.decode()
    assert "Steroids raise sugar. Your nurse can show you why." in page


def test_when_the_guard_cannot_answer_the_professional_is_refused_and_the_words_are_kept(
    topic, okoye, monkeypatch
) -> None:
    client = take(okoye, topic)
    nothing = guard.Decision(guard.Action.HOLD, guard.Tier.T0, False, (), ("guard.unavailable",), "", False, False)
    monkeypatch.setattr(answering, "examine", lambda text, *, context: (None, nothing))
    assert answer(client, topic, "Steroids raise sugar.").status_code == 503
    assert Draft.objects.get().body == "Steroids raise sugar."
    assert not Post.objects.filter(position=2).exists()


def test_two_people_do_not_write_the_same_answer_and_a_day_later_it_is_free(topic, okoye) -> None:
    other = cast.with_role(cast.member("wren"), "CLINICIAN")
    professional(other, handle="dr-wren", display_name="Dr Wren",
                 verified_until=(timezone.now() + timedelta(days=9)).date())
    take(okoye, topic)
    client = client_of(other)
    assert client.post(f"/pro/questions/{topic.public_id}/take").status_code == 409
    refused = answer(client, topic, "I know this one.")
    assert refused.status_code == 409
    assert b"I know this one." in refused.content + Draft.objects.get().body.encode()
    assert free_overdue(timezone.now() + timedelta(hours=25)) == 1
    assert client.post(f"/pro/questions/{topic.public_id}/take").status_code == 302


def test_given_back_it_waits_again_and_the_words_stay(topic, okoye) -> None:
    client = take(okoye, topic)
    client.post(f"/drafts/answer:{topic.public_id}", {"body": "Half an answer"})
    client.post(f"/pro/questions/{topic.public_id}/give-back")
    assert Question.objects.get().state == QuestionState.WAITING
    assert Draft.objects.get().body == "Half an answer"


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("unchecked", 403), ("no factor", 403)])
def test_the_queue_is_for_checked_professionals_with_a_second_factor(topic, okoye, who, status) -> None:
    person = cast.member("wren")
    if who != "member":
        cast.with_role(person, "CLINICIAN")
    if who == "no factor":
        professional(person, handle="dr-wren", verified_until=(timezone.now() + timedelta(days=9)).date())
        person.has_factor_cached = False
        person.save()
    client = client_of(person)
    for path in ("/pro/questions/", f"/pro/questions/{topic.public_id}/"):
        assert client.get(path).status_code == status
    assert answer(client, topic).status_code == status
    assert not Post.objects.filter(position=2).exists()


def test_a_license_that_runs_out_while_writing_does_not_cost_the_words(topic, okoye) -> None:
    client = take(okoye, topic)
    okoye.roles_cached = ""
    okoye.save()
    assert answer(client, topic, "Nearly done.").status_code == 403
    assert Draft.objects.get(member=okoye).body == "Nearly done."


def test_that_somebody_was_pointed_to_a_consultation_is_not_for_the_others(ann, okoye, settings) -> None:
    settings.CONSULTATION_URL = "https://book.example.org/"
    place = room()
    joined(ann, place)
    client_of(ann).post("/c/diabetes/ask-a-professional", ASKED)
    topic = Topic.objects.get()
    take(okoye, topic).post(f"/pro/questions/{topic.public_id}/hand-over")
    address = f"/t/{topic.public_id}/"
    assert "consultation" in client_of(ann).get(address).content.decode()
    assert "consultation" not in client_of(cast.carl()).get(address).content.decode()


def test_a_steward_who_looks_at_a_held_question_sends_it_to_the_queue_not_to_the_public(ann, okoye) -> None:
    client_of(ann).post("/ask/", {**ASKED, "do": "ask"})
    topic = Topic.objects.get()
    assert topic.state == PostState.HELD
    assert ASKED["title"] not in client_of(okoye).get("/pro/questions/").content.decode()
    from dayroom.apps.communities.actions.deciding import release_post

    release_post(Post.objects.get().pk, now=timezone.now())
    topic.refresh_from_db()
    assert topic.state == PostState.KEPT
    assert client_of().get(f"/t/{topic.public_id}/").status_code == 404
    assert ASKED["title"] in client_of(okoye).get("/pro/questions/").content.decode()


def test_what_is_taken_back_leaves_the_queue_and_comes_back_with_it(topic, ann, okoye) -> None:
    post = Post.objects.get()
    client = client_of(ann)
    client.post(f"/p/{post.public_id}/withdraw")
    assert Question.objects.get().state == QuestionState.WITHDRAWN
    assert ASKED["title"] not in client_of(okoye).get("/pro/questions/").content.decode()
    client.post(f"/p/{post.public_id}/undo")
    assert Question.objects.get().state == QuestionState.WAITING
    assert Topic.objects.get().state == PostState.KEPT


def test_an_answer_that_is_taken_back_leaves_the_question_waiting(topic, okoye) -> None:
    client = take(okoye, topic)
    answer(client, topic)
    client.post(f"/p/{Post.objects.get(position=2).public_id}/withdraw")
    assert Question.objects.get().state == QuestionState.WAITING


def test_the_asker_can_mend_a_question_that_waits_and_it_stays_unseen(topic, ann) -> None:
    post = Post.objects.get()
    client_of(ann).post(f"/p/{post.public_id}/edit", {"title": "Steroids", "body": "Why so high?", "revision": "1",
                                                     "submit_key": "e-1"})
    post.refresh_from_db()
    assert (post.body, post.state) == ("Why so high?", PostState.KEPT)


def test_in_a_community_a_professionals_reply_answers_and_other_replies_do_not(ann, okoye) -> None:
    place = room()
    joined(ann, place), joined(okoye, place)
    carl = joined(cast.carl(), place)
    assert client_of(ann).post("/c/diabetes/ask-a-professional", ASKED).status_code == 302
    topic = Topic.objects.get()
    assert topic.state == PostState.LIVE
    said(carl, topic, now=timezone.now())
    assert Question.objects.get().state == QuestionState.WAITING
    said(okoye, topic, body="It does, in most people.", persona=okoye.personas.get(), now=timezone.now())
    assert Question.objects.get().state == QuestionState.ANSWERED
    assert Topic.objects.get().answer is not None


def test_nobody_makes_a_question_without_its_row_by_a_made_up_form(ann) -> None:
    joined(ann, room())
    made = client_of(ann).post("/c/diabetes/new", {**ASKED, "kind": "QUESTION"})
    assert made.status_code == 422
    assert not Topic.objects.exists()


def test_under_eighteen_the_way_leads_to_somebody_near_and_the_words_are_kept() -> None:
    teen = client_of(cast.member("kit", age_band="TEEN"))
    assert teen.get("/ask/").status_code == 403
    refused = teen.post("/ask/", ASKED)
    assert refused.status_code == 403
    assert ASKED["body"] in refused.content.decode()
    assert not Topic.objects.exists()


def test_signed_out_while_asking_the_words_come_back() -> None:
    page = client_of().post("/ask/", ASKED)
    assert page.status_code == 401
    assert ASKED["body"] in page.content.decode()


def test_an_identifier_is_shown_to_the_asker_before_anyone_sees_it(ann) -> None:
    page = client_of(ann).post("/ask/", {**ASKED, "body": "My NHS number is 943 476 5919. Why?"})
    assert page.status_code == 422
    assert b"Before this goes out" in page.content
    assert Draft.objects.get().place == "ask:ask-a-professional"
    assert not Topic.objects.exists()


def test_the_hand_over_tells_the_asker_alone_and_passes_on_nothing(topic, ann, okoye, settings) -> None:
    client = take(okoye, topic)
    assert client.post(f"/pro/questions/{topic.public_id}/hand-over").status_code == 403
    settings.CONSULTATION_URL, settings.CONSULTATION_LABEL = "https://book.example.org/", "Book a talk"
    client.post(f"/pro/questions/{topic.public_id}/hand-over")
    assert Question.objects.get().state == QuestionState.HANDED_OVER
    assert Event.objects.filter(action="question.handed-over").count() == 1
    notice = Notice.objects.get(member=ann, kind="HANDED_OVER")
    assert "book.example.org" not in str(notice.__dict__)
    page = client_of(ann).get(f"/q/{topic.public_id}/").content.decode()
    assert 'href="https://book.example.org/"' in page
    assert "We pass on nothing about you." in page
    assert client_of().get(f"/t/{topic.public_id}/").status_code == 404


def test_erasure_takes_the_question_and_frees_what_a_professional_had_taken(topic, ann, okoye) -> None:
    take(okoye, topic)
    tables = dict(CommunityData().export(ann.pk))
    assert tables["Questions you asked professionals"][0]["about"] == "MEDICINES"
    erase_words(okoye.pk, now=timezone.now())
    assert Question.objects.get().state == QuestionState.WAITING
    erase_words(ann.pk, now=timezone.now())
    question = Question.objects.get()
    assert (question.state, question.specialty) == (QuestionState.WITHDRAWN, "GENERAL")


def test_two_professionals_go_on_in_private_only_when_both_say_yes(topic, okoye) -> None:
    other = cast.with_role(cast.member("wren"), "CLINICIAN")
    professional(other, handle="dr-wren", display_name="Dr Wren",
                 verified_until=(timezone.now() + timedelta(days=9)).date())
    answer(take(okoye, topic), topic)
    post = Post.objects.get(position=2)
    before = Post.objects.count()
    assert client_of(other).get(f"/p/{post.public_id}/take-private").status_code == 200
    client_of(other).post(f"/p/{post.public_id}/take-private")
    talk = TalkProposal.objects.get()
    assert Notice.objects.get(kind="TALK_PROPOSED").member_id == okoye.pk
    page = client_of(okoye).get(f"/pro/talks/{talk.public_id}/").content.decode()
    assert "Dr Wren" in page
    assert "/messages/to/" not in page
    done = client_of(okoye).post(f"/pro/talks/{talk.public_id}/", {"answer": "yes"})
    assert done["Location"] == "/messages/to/wren"
    assert client_of(other).get("/messages/to/ngozi-o").status_code == 200
    assert client_of(cast.mo()).get(f"/pro/talks/{talk.public_id}/").status_code == 403
    assert Post.objects.count() == before
