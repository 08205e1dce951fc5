"""What people stumbled on when they used the demo for the first time, held so that it does not come back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from dayroom.apps.communities.actions.posts import submit_topic
from dayroom.apps.communities.models import Post
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.moderation.forms import DecisionForm
from dayroom.apps.notices.models import Notice
from dayroom.apps.people.models import Member
from tests import cast
from tests.integration.scene import Scene, build, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return build()


def test_forms_whose_address_holds_a_secret_can_still_be_sent_by_a_browser(scene: Scene) -> None:
    """With "no-referrer" a browser sends "Origin: null" with the form, and the cross-site check refuses it."""
    doors = ((scene.ann, f"/decisions/{scene.decision.public_id}"), (cast.rea(), f"/invite/{scene.invitation.token}"))
    for person, path in doors:
        page = signed_in(person).get(path)
        assert page.status_code == 200
        assert page["Referrer-Policy"] == "same-origin"
        assert "no-referrer" not in page.content.decode()


def test_a_decision_tells_its_author_what_was_done_and_gives_no_orders(scene: Scene) -> None:
    page = signed_in(scene.ann).get(f"/decisions/{scene.decision.public_id}").content.decode()
    assert "<h2>We hid it until it is changed</h2>" in page
    assert "Hide it" not in page


def test_a_steward_finds_the_helplines_from_the_desk(scene: Scene) -> None:
    assert 'href="/desk/helplines/"' in signed_in(scene.sue).get("/desk/").content.decode()
    assert 'href="/desk/helplines/"' not in signed_in(scene.mo).get("/desk/").content.decode()


def test_how_long_a_limit_lasts_is_counted_in_the_language_of_the_reader() -> None:
    with override("en"):
        spans = [str(words) for _value, words in DecisionForm(is_steward=True).fields["days"].choices]
    assert spans[1:] == ["1 day", "7 days", "30 days"]


def test_ones_own_reply_is_no_news_and_the_question_stays_in_sight(scene: Scene) -> None:
    ann = signed_in(scene.ann)
    topic = f"/t/{scene.topic.public_id}/"
    ann.get(topic)
    sent = ann.post(f"{topic}reply", {"body": "It beeped again.", "do": "send"})
    assert sent.status_code == 302
    assert "?after=" not in sent["Location"]
    page = ann.get(sent["Location"]).content.decode()
    assert "It beeps all night." in page
    assert "It beeped again." in page
    assert "New since your last visit" not in page
    assert "Jump to the first unread post" not in page
    assert "post--unread" not in page


def test_joining_from_a_topic_is_one_press_and_leads_back_to_it(scene: Scene) -> None:
    rea = signed_in(cast.rea())
    topic = f"/t/{scene.topic.public_id}/"
    page = rea.get(topic).content.decode()
    assert f'name="next" value="{topic}#reply"' in page
    joined = rea.post("/c/diabetes/join", {"next": f"{topic}#reply"})
    assert joined["Location"] == f"{topic}#reply"
    assert 'id="c-body"' in rea.get(topic).content.decode()


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/", "\\\\example.org", "javascript:alert(1)", ""])
def test_joining_leads_nowhere_else(scene: Scene, away: str) -> None:
    assert signed_in(cast.rea()).post("/c/diabetes/join", {"next": away})["Location"] == "/c/diabetes/"


def test_a_day_is_written_the_same_way_on_every_page(scene: Scene) -> None:
    Post.objects.update(made_at=datetime(2026, 10, 3, 12, tzinfo=UTC))
    ann = signed_in(scene.ann)
    assert "3 Oct 2026" in ann.get(f"/t/{scene.topic.public_id}/").content.decode()
    with override("es"):
        assert date_format(date(2026, 10, 3), "DATE_FORMAT") == "3 de octubre de 2026"


def test_what_one_flagged_is_in_ones_own_menu(scene: Scene) -> None:
    assert 'href="/flags/"' in signed_in(scene.ann).get("/communities/").content.decode()


def test_a_link_is_for_a_number_of_people_that_somebody_chose(scene: Scene) -> None:
    mo = signed_in(scene.mo)
    page = mo.get("/c/diabetes/invitations").content.decode()
    assert re.search(r'name="uses" value="25"', page)
    assert mo.post("/c/diabetes/invitations", {"days": 7, "uses": ""}).status_code == 422


def test_home_and_notices_are_short_and_go_on_by_a_link(scene: Scene) -> None:
    for number in range(12):
        submit_topic(author=scene.mo, community=scene.place, now=timezone.now(),
                     written=Written(title=f"Question {number}", body="Hello."))
    Notice.objects.bulk_create(
        Notice(member=scene.ann, kind="REPLY", made_at=timezone.now() - timedelta(minutes=n), subject_kind="post",
               subject_id=n) for n in range(25)
    )
    ann = signed_in(scene.ann)
    home = ann.get("/").content.decode()
    assert home.count("Question ") == 10
    assert ">More<" in home
    assert ann.get("/notices/").content.decode().count('<li class="row') == 20


def test_moderators_of_an_older_database_get_their_desk_with_the_next_migrate(scene: Scene) -> None:
    Member.objects.update(moderates=False)
    assert 'href="/desk/"' not in signed_in(scene.mo).get("/communities/").content.decode()
    call_command("migrate", verbosity=0)
    assert 'href="/desk/"' in signed_in(scene.mo).get("/communities/").content.decode()
    scene.ann.refresh_from_db()
    assert not scene.ann.moderates


def test_the_reply_and_the_drafts_are_one_key_away(scene: Scene) -> None:
    """Eight stops of the tab key for every post are too many for tired hands."""
    page = signed_in(scene.ann).get(f"/t/{scene.topic.public_id}/").content.decode()
    assert page.index('href="#reply"') < page.index('id="post-1"')
    assert 'id="reply" tabindex="-1"' in page
    assert 'href="/me/drafts"' in page
    assert 'href="#reply"' not in Client().get(f"/t/{scene.topic.public_id}/").content.decode()
