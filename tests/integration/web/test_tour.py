"""The tour: playable without sign-up and without script, and nothing a visitor types is kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from dayroom.apps.communities.models import Membership, Post, Topic
from dayroom.apps.notices.models import Notice
from dayroom.apps.screening.actions import fact_checks
from dayroom.apps.screening.models import FactCheck
from dayroom.apps.screening.vocabulary import CheckOrigin
from dayroom.engines import guard
from dayroom.web.tour import guarding, sandbox, scenes
from dayroom.web.tour.places import EYES
from dayroom.web.views import tour
from tests import cast
from tests.integration.communities.places import signed_in
from tests.integration.web.stage import small_demo, small_worry

pytestmark = pytest.mark.django_db

CANARY = "zirkelkanarie"


@pytest.fixture
def demo(settings):
    settings.DEMO_MODE = True
    return small_demo()


def words(answer) -> str:
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    assert main
    return main.group(0)


def rows_of_every_table() -> str:
    told = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database itself
            told += [repr(row) for row in cursor.fetchall()]
    return "\n".join(told)


# --- Scene 1 -------------------------------------------------------------------------------------------------------


def test_the_tour_begins_with_an_example_and_asks_for_nothing() -> None:
    answer = Client().get("/tour")
    assert answer.status_code == 200
    assert "943 476 5919" in words(answer)
    assert not answer.cookies.get("sessionid")


def test_what_gives_somebody_away_is_marked_explained_and_taken_out() -> None:
    text = words(Client().post("/tour", {"text": "Write to ann@example.org, it is fine."}))
    assert '<mark class="span">ann@example.org</mark>' in text
    assert "You would be asked first" in text
    assert "Write to [e-mail address removed], it is fine." in text


def test_the_outcome_depends_on_who_writes_about_whom() -> None:
    sent = {"text": "The number is 202-555-0143."}
    as_member = words(Client().post("/tour", {**sent, "author": "MEMBER", "subject": "SELF"}))
    as_professional = words(Client().post("/tour", {**sent, "author": "PROFESSIONAL", "subject": "PATIENT"}))
    headline = re.compile(r'id="seen-h">(.*?)</h2>')
    assert headline.findall(as_member) == ["You would be asked first: take it out, or post it as it is."]
    assert headline.findall(as_professional) == ["It could not be posted until the marked parts are gone."]


def test_words_of_great_distress_are_answered_with_help() -> None:
    assert "/help/now" in words(Client().post("/tour", {"text": "I want to kill myself tonight."}))


def test_markup_in_the_words_is_shown_and_not_run() -> None:
    answer = Client().post("/tour", {"text": '<script>alert(1)</script> ann@example.org "><img src=x>'})
    assert b"<script>alert" not in answer.content
    assert b"<img src=x" not in answer.content


@pytest.mark.parametrize(("text", "status"), [("", 422), ("   \n", 422), ("a" * (guarding.WORDS_MOST + 1), 413)])
@pytest.mark.parametrize("address", ["/tour", "/tour/reply"])
def test_words_that_cannot_be_read_come_back_with_a_sentence(address, text, status) -> None:
    answer = Client().post(address, {"text": text})
    assert answer.status_code == status
    assert 'aria-invalid="true"' in words(answer)
    assert text.strip()[: guarding.WORDS_MOST] in words(answer)


def test_made_up_choices_are_refused() -> None:
    assert Client().post("/tour", {"text": "Hello.", "author": "KING"}).status_code == 422


@pytest.mark.parametrize("address", ["/tour", "/tour/reply"])
def test_the_words_of_a_visitor_are_neither_stored_nor_logged(address, caplog) -> None:
    caplog.set_level("DEBUG")
    answer = Client().post(address, {"text": f"{CANARY} and ann@example.org"})
    assert CANARY in answer.content.decode()
    assert CANARY not in rows_of_every_table()
    assert CANARY not in caplog.text
    assert CANARY not in str(answer.headers) + str(answer.cookies)


def test_a_form_from_elsewhere_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    for address in ("/tour", "/tour/reply"):
        assert client.post(address, {"text": "Hello."}).status_code == 403


def test_the_buttons_are_counted(monkeypatch) -> None:
    monkeypatch.setattr(scenes, "PRESSES_MOST", 2)
    answers = [Client().post("/tour", {"text": "Hello."}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


# --- Scene 2 -------------------------------------------------------------------------------------------------------


def test_a_reply_that_gives_a_patient_away_is_stopped_mended_and_posted() -> None:
    client = Client()
    assert tour.REPLY[:40] in words(client.get("/tour/reply"))
    stopped = words(client.post("/tour/reply", {"text": tour.REPLY, "do": "send"}))
    assert "Stopped, before anyone has read it" in stopped
    assert '<mark class="span">00482913</mark>' in stopped
    mended = words(client.post("/tour/reply", {"text": tour.REPLY, "do": "mask"}))
    masked = re.search(r"<textarea[^>]*>(.*?)</textarea>", mended, re.DOTALL)
    assert masked
    assert "00482913" not in masked.group(1)
    posted = words(client.post("/tour/reply", {"text": masked.group(1), "do": "send"}))
    assert "Out it goes" in posted
    assert "not kept your words" in posted
    assert Post.objects.count() == 0


def test_the_reply_written_anew_passes() -> None:
    client = Client()
    assert tour.REPLY_ANEW[:30] in words(client.post("/tour/reply", {"text": tour.REPLY, "do": "anew"}))
    assert "Out it goes" in words(client.post("/tour/reply", {"text": tour.REPLY_ANEW, "do": "send"}))


def test_the_real_composer_is_offered_in_the_demo_only(demo, settings) -> None:
    sent = {"text": tour.REPLY_ANEW, "do": "send"}
    assert f"/t/{demo['topic'].public_id}/#reply" in words(Client().post("/tour/reply", sent))
    settings.DEMO_MODE = False
    assert "/demo/enter" not in words(Client().post("/tour/reply", sent))


# --- Scenes that need the demo ---------------------------------------------------------------------------------------


def test_outside_the_demo_there_are_four_scenes_and_the_others_do_not_exist() -> None:
    assert "The tour · 1 of 4" in words(Client().get("/tour"))
    assert "/tour/answer" not in words(Client().get("/tour/reply"))
    for address in ("/tour/answer", "/tour/who-sees-what", "/tour/take-it-back"):
        assert Client().get(address).status_code == 404
    assert Client().post("/tour/take-it-back", {"do": "begin"}).status_code == 404


def test_a_production_site_never_shows_the_demo_scenes(demo, settings) -> None:
    settings.PRODUCTION = True
    assert Client().get("/tour/who-sees-what").status_code == 404


def test_a_question_is_followed_to_its_answer_one_press_at_a_time(demo) -> None:
    first = words(Client().get("/tour/answer"))
    assert "The tour · 6 of" in first
    assert "Why does it beep?" in first
    assert "Look behind the spoon." not in first
    last = words(Client().get("/tour/answer?seen=99"))
    assert "1 person says “same here”" in last
    assert "2\xa0hours later" in last
    assert "Look behind the spoon." in last
    assert "marks this as the answer" in last


@pytest.mark.parametrize("seen", ["0", "-1", "x", "99999999999", "²"])
def test_a_place_that_cannot_be_is_the_beginning_or_the_end(demo, seen) -> None:
    assert Client().get("/tour/answer", {"seen": seen, "topic": "nowhere"}).status_code == 200


def test_who_sees_what_differs_by_eyes(demo) -> None:
    seen = {eyes: words(Client().get(f"/tour/who-sees-what?as={eyes}")) for eyes in EYES}
    assert all("Cold hands" in text for text in seen.values())
    assert "Mittens at dawn." not in seen["visitor"]
    assert {eyes for eyes, text in seen.items() if "Mittens at dawn." in text} == {"member", "author", "moderator"}
    assert {eyes for eyes, text in seen.items() if "Ask my cousin Aled." in text} == {"author", "moderator"}


def test_other_eyes_than_these_are_not_lent(demo) -> None:
    assert Client().get("/tour/who-sees-what?as=sue").status_code == 404


def test_a_withdrawn_post_leaves_topic_quotation_search_and_notice_and_comes_back(demo) -> None:
    client = Client()

    def press(do: str) -> str:
        answer = client.post("/tour/take-it-back", {"do": do})
        assert (answer.status_code, answer["Location"]) == (302, "/tour/take-it-back")
        return words(client.get("/tour/take-it-back"))

    before = press("begin")
    assert before.count("it is mine and I miss it") == 2
    assert "1 post is found." in before
    assert f"with a way to “{sandbox.TITLE}”" in before
    gone = press("withdraw")
    assert "it is mine and I miss it" not in gone
    assert "0 posts are found." in gone
    assert "it leads nowhere any more" in gone
    assert press("undo").count("it is mine and I miss it") == 2
    assert "Let Ann write" in press("reset")
    assert not Post.objects.filter(topic__title=sandbox.TITLE).exists()
    assert_nothing_is_left(demo)


def assert_nothing_is_left(demo) -> None:
    """Neither on the home page nor in the notices of those who were lent to the visitor."""
    for name in ("ann", "carl", "mo"):
        member = signed_in(demo[name])
        assert sandbox.TITLE not in member.get("/").content.decode()
        assert not Notice.objects.filter(member=demo[name], made_at__gte=timezone.now() - timedelta(hours=3)).exists()


def test_what_a_visitor_leaves_behind_is_swept_when_the_play_is_over(demo) -> None:
    client = Client()
    client.post("/tour/take-it-back", {"do": "begin"})
    play = {"ann": demo["ann"], "carl": demo["carl"]}
    assert sandbox.sweep(**play, now=timezone.now()) == 0
    assert Topic.objects.filter(title=sandbox.TITLE, state="LIVE").exists()
    assert sandbox.sweep(**play, now=timezone.now() + timedelta(seconds=sandbox.PLAY_SECONDS + 5)) == 3
    assert_nothing_is_left(demo)
    assert "Let Ann write" in words(client.get("/tour/take-it-back"))


def test_all_plays_share_one_topic(demo) -> None:
    for _play in range(2):
        Client().post("/tour/take-it-back", {"do": "begin"})
    assert Topic.objects.filter(title=sandbox.TITLE).count() == 1


def test_a_play_whose_demo_was_made_anew_begins_again(demo) -> None:
    client = Client()
    client.post("/tour/take-it-back", {"do": "begin"})
    Post.objects.filter(topic__title=sandbox.TITLE, position=2).update(author=demo["mo"])
    assert "Let Ann write" in words(client.get("/tour/take-it-back"))
    assert client.post("/tour/take-it-back", {"do": "withdraw"}).status_code == 302


def test_a_forged_play_is_ignored(demo) -> None:
    client = Client()
    client.cookies["tour_play"] = "a.b.c"
    assert "Let Ann write" in words(client.get("/tour/take-it-back"))
    client.post("/tour/take-it-back", {"do": "withdraw"})
    assert not Post.objects.filter(state="WITHDRAWN").exists()


def test_a_member_who_takes_the_tour_sees_what_a_visitor_sees(demo) -> None:
    client = signed_in(demo["mo"])
    assert "Mittens at dawn." not in words(client.get("/tour/who-sees-what?as=visitor"))
    assert Membership.objects.filter(member=demo["mo"]).count() == 2


def test_of_three_sayings_only_the_one_that_asserts_carries_a_note(demo) -> None:
    sue = cast.sue()
    fact_checks.load_claims(guard.shipped_claims(), origin=CheckOrigin.SHIPPED, by_id=sue.pk, now=timezone.now())
    row = FactCheck.objects.get(claim_id="diabetes.cinnamon-cures")
    fact_checks.accept_many([row.public_id], by_id=sue.pk, byline="sue", now=timezone.now())
    before, after = words(Client().get("/tour/myth")), words(Client().post("/tour/myth"))
    assert row.truth not in before
    assert after.count(row.truth) == 1
    own = words(Client().post("/tour/myth", {"text": "Somebody told me that cinnamon cures diabetes. It does not."}))
    assert own.count(row.truth) == 1


def test_an_answer_that_decides_for_one_person_is_stopped_mended_given_and_helps() -> None:
    client = Client()
    stopped = words(client.post("/tour/ask", {"text": tour.ADVICE, "do": "send"}))
    assert "Stopped, before anyone has read it" in stopped
    mended = words(client.post("/tour/ask", {"text": tour.ADVICE, "do": "refer"}))
    assert "4 more units" not in mended
    assert "Please ask your own doctor" in mended
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", mended, re.DOTALL)
    assert text
    given = words(client.post("/tour/ask", {"text": text[1], "do": "send"}))
    assert "This is general information" in given
    assert "Tom says: this helped me" in words(client.post("/tour/ask", {"text": text[1], "do": "helped"}))


# --- A worry rises on the map --------------------------------------------------------------------------------------


def test_an_alarm_is_told_from_its_rows_one_press_at_a_time(demo) -> None:
    assert "No alarm has become an alert yet" in words(Client().get("/tour/worry"))
    small_worry(cast.oda(), cast.sue())
    first = words(Client().get("/tour/worry"))
    assert "at least 10 mentions" in first.lower()
    assert "Ivo confirms it" not in first
    last = words(Client().get("/tour/worry?seen=99"))
    for sentence in ("Ivo confirms it", "Stomach bug in Tucson", "A film came out.", "looked at: 2. Confirmed: 1."):
        assert sentence in last
    for wild in ("-1", "x", "9" * 50):
        assert Client().get(f"/tour/worry?seen={wild}").status_code == 200


def test_without_the_demo_there_is_no_worry_to_tell(settings) -> None:
    settings.DEMO_MODE = False
    assert Client().get("/tour/worry").status_code == 404
