"""Kept answers: two people, sources, a review day, and what becomes of them when it has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.actions.erasing import erase_words
from dayroom.apps.communities.actions.faq import tell_owners
from dayroom.apps.communities.models import FaqEntry, FaqVersion
from dayroom.apps.notices.models import Notice
from tests import cast
from tests.integration.communities.talk import client_of, professional

pytestmark = pytest.mark.django_db


@pytest.fixture
def okoye():
    member = cast.okoye()
    professional(member, verified_until=(timezone.now() + timedelta(days=300)).date())
    return member


@pytest.fixture
def sue():
    return cast.sue()


def fields(days: int = 300, **more: str) -> dict[str, str]:
    return {
        "question": "Why does sugar rise after steroids?", "answer": "They make the liver let out more sugar.",
        "sources": "A body, A title, 2020.", "specialty": "MEDICINES", "language": "en",
        "review_by": (timezone.localdate() + timedelta(days=days)).isoformat(), **more,
    }


@pytest.fixture
def proposed(okoye) -> FaqEntry:
    assert client_of(okoye).post("/desk/faq/new", fields()).status_code == 302
    return FaqEntry.objects.get()


def decide(member, entry: FaqEntry, decision: str = "accept", number: int = 1) -> int:
    return client_of(member).post(f"/desk/faq/{entry.public_id}/decide",
                                  {"version": str(number), "decision": decision}).status_code


def test_what_one_proposes_another_accepts_and_anyone_reads(proposed, okoye, sue) -> None:
    page = f"/faq/{proposed.public_id}/"
    assert client_of().get(page).status_code == 404
    assert decide(okoye, proposed) == 403
    assert decide(sue, proposed) == 302
    assert decide(sue, proposed) == 409
    shown = client_of().get(page).content.decode()
    assert "They make the liver" in shown
    assert "A body, A title, 2020." in shown
    assert "Dr Ngozi Okoye" in shown
    assert "This is general information, not advice for one person." in shown
    assert Event.objects.filter(action="faq.accepted").count() == 1


@pytest.mark.parametrize(("change", "said"), [
    ({"sources": " "}, "required"), ({"days": 800}, "at most two years"), ({"days": -1}, "still to come"),
    ({"answer": "Her NHS number is 943 476 5919."}, "Before this goes out"),
])
def test_it_needs_sources_a_review_day_and_no_person_in_it(okoye, change, said) -> None:
    answer = client_of(okoye).post("/desk/faq/new", fields(**change))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not FaqVersion.objects.exists()


def test_members_cannot_propose(proposed) -> None:
    assert client_of(cast.ann()).post("/desk/faq/new", fields()).status_code == 403


def test_a_new_wording_replaces_the_old_one_which_stays_readable(proposed, okoye, sue) -> None:
    decide(sue, proposed)
    client_of(okoye).post(f"/desk/faq/{proposed.public_id}/", fields(answer="They make insulin work less well."))
    assert "They make the liver" in client_of().get(f"/faq/{proposed.public_id}/").content.decode()
    decide(sue, proposed, number=2)
    shown = client_of().get(f"/faq/{proposed.public_id}/").content.decode()
    assert "work less well" in shown
    assert "Earlier wordings" in shown
    assert "They make the liver" in shown


def test_past_its_day_it_says_so_and_half_a_year_later_it_leaves_the_list(proposed, sue) -> None:
    decide(sue, proposed)
    today = timezone.localdate()
    assert "Why does sugar rise" in client_of().get("/faq/?q=sugar&about=MEDICINES").content.decode()
    FaqEntry.objects.update(review_by=today - timedelta(days=2))
    assert "past its review day" in client_of().get(f"/faq/{proposed.public_id}/").content.decode()
    assert "Due for review" in client_of().get("/faq/").content.decode()
    FaqEntry.objects.update(review_by=today - timedelta(days=190))
    assert "Why does sugar rise" not in client_of().get("/faq/").content.decode()


def test_its_owner_hears_once_before_the_day(proposed, okoye, sue) -> None:
    decide(sue, proposed)
    assert tell_owners(timezone.now()) == 0
    FaqEntry.objects.update(review_by=timezone.localdate() + timedelta(days=20))
    assert (tell_owners(timezone.now()), tell_owners(timezone.now())) == (1, 0)
    assert Notice.objects.get(kind="FAQ_REVIEW").member_id == okoye.pk


def test_a_reader_says_whether_it_helped_once_and_can_change_it(proposed, sue) -> None:
    decide(sue, proposed)
    ann = cast.ann()
    for helped in ("0", "1", "1"):
        client_of(ann).post(f"/faq/{proposed.public_id}/vote", {"helped": helped})
    entry = FaqEntry.objects.get()
    assert (entry.helped_count, entry.not_helped_count) == (1, 0)
    assert "1 person said that this helped." in client_of().get(f"/faq/{proposed.public_id}/").content.decode()
    erase_words(ann.pk, now=timezone.now())
    entry.refresh_from_db()
    assert entry.helped_count == 0


def test_an_entry_outlives_its_owner_without_the_name(proposed, okoye, sue) -> None:
    decide(sue, proposed)
    erase_words(okoye.pk, now=timezone.now())
    shown = client_of().get(f"/faq/{proposed.public_id}/").content.decode()
    assert "They make the liver" in shown
    assert "Okoye" not in shown


def test_taken_off_the_page_it_is_gone_for_readers(proposed, sue) -> None:
    decide(sue, proposed)
    client_of(sue).post(f"/desk/faq/{proposed.public_id}/retire")
    assert client_of().get(f"/faq/{proposed.public_id}/").status_code == 404


def test_answers_stand_together_on_a_page_and_the_library_quotes_them(proposed, okoye, sue) -> None:
    desk = client_of(sue)
    assert desk.post("/desk/faq/collections/", {"title": "Sugar", "language": "en", "conditions": "Diabetes"}).url == (
        "/desk/faq/collections/sugar/")
    assert desk.post("/desk/faq/collections/", {"title": "Sugar", "language": "en"}).status_code == 422
    move = {"entry": proposed.public_id, "do": "add"}
    assert client_of(cast.ann()).post("/desk/faq/collections/sugar/move", move).status_code == 403
    assert desk.post("/desk/faq/collections/sugar/move", move).status_code == 302
    question = {"question": "Why does sugar rise after steroids?"}
    assert "We do not know" in client_of().post("/ask/library/", question).content.decode(), "not accepted yet"
    decide(sue, proposed)
    reader = client_of()
    assert "They make the liver" in reader.post("/ask/library/", question).content.decode()
    assert "Why does sugar rise" in reader.get("/faq/collections/sugar/").content.decode()
    assert "/faq/collections/sugar/" in reader.get("/faq/").content.decode()
    assert "Why does sugar rise" in reader.get("/library/conditions/diabetes").content.decode()
    assert reader.get("/faq/collections/none/").status_code == 404
    assert desk.post("/desk/faq/collections/sugar/move", {**move, "do": "out"}).status_code == 302
    assert "Why does sugar rise" not in reader.get("/faq/collections/sugar/").content.decode()
    assert Event.objects.filter(action__startswith="faq-collection.").count() == 3
