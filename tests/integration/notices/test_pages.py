from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

import pytest
from django.test import Client

from dayroom.apps.notices import actions, queries
from dayroom.apps.notices.models import Notice
from dayroom.apps.notices.ports import NOTICE_SUBJECTS, SCOPES, Scope
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.models import Member
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Topics:
    asked = 0

    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        self.asked += 1
        return {number: (f"Topic <{number}>", f"/t/{number}") for number in ids if number != 13}


class Rooms:
    def of_member(self, member_id: int) -> list[Scope]:
        return [Scope(id=7, public_id="roomseven", name="Room seven")]


@pytest.fixture
def topics(monkeypatch: pytest.MonkeyPatch) -> Topics:
    plug = Topics()
    monkeypatch.setattr(NOTICE_SUBJECTS, "_plugs", {"topic": plug})
    monkeypatch.setattr(SCOPES, "_plugs", {"rooms": Rooms()})
    return plug


@pytest.fixture
def ann(client: Client) -> Member:
    person = cast.ann()
    client.force_login(person, backend=BACKEND)
    return person


def tell(person: Member, subject: int, hours: int = 0) -> None:
    actions.tell(member_ids=[person.pk], kind=NoticeKind.REPLY, now=NOW - timedelta(hours=hours),
                 subject=("topic", subject))


def test_the_list_shows_titles_by_day_and_nothing_of_what_is_gone(client: Client, ann: Member, topics: Topics) -> None:
    tell(ann, 1)
    tell(ann, 13)
    tell(ann, 2, hours=30)
    page = client.get("/notices/").content.decode()
    assert 'href="/t/1">Topic &lt;1&gt;</a>' in page
    assert "No longer here" in page
    assert page.count("<h2>") == 2
    assert "Mark all as seen" in page


def test_the_list_asks_the_same_however_long_it_is(
    client: Client, ann: Member, topics: Topics, django_assert_num_queries: object
) -> None:
    tell(ann, 1)
    client.get("/notices/")
    with django_assert_num_queries(3):  # type: ignore[operator]
        client.get("/notices/")
    for number in range(20):
        tell(ann, 20 + number)
    topics.asked = 0
    with django_assert_num_queries(3):  # type: ignore[operator]
        client.get("/notices/")
    assert topics.asked == 1


def test_pages_go_on_by_key_without_repeating(client: Client, ann: Member, topics: Topics) -> None:
    for number in range(25):
        tell(ann, 100 + number, hours=number)
    first = queries.notices_of(ann.pk)
    second = queries.notices_of(ann.pk, place=first.older)
    assert len({row.pk for row in [*first.rows, *second.rows]}) == 25
    assert client.get("/notices/?place=nonsense").status_code == 422


def test_one_button_marks_all_as_seen(client: Client, ann: Member, topics: Topics) -> None:
    tell(ann, 1)
    assert client.get("/notices/seen").status_code == 405
    assert client.post("/notices/seen").status_code == 302
    ann.refresh_from_db()
    assert (ann.unread_count, Notice.objects.filter(read_at=None).count()) == (0, 0)


def test_others_sign_in_first(client: Client) -> None:
    assert client.get("/notices/")["Location"].startswith("/account/login/")
    assert client.post("/notices/seen").status_code == 401


def test_choices_are_kept_for_everything_and_for_one_place(client: Client, ann: Member, topics: Topics) -> None:
    assert "Room seven" in client.get("/notices/settings").content.decode()
    answer = client.post("/notices/settings", {"everything": "SITE", "place-roomseven": "INSTANT"})
    assert answer.status_code == 302
    assert queries.modes_of(ann.pk) == {None: "SITE", 7: "INSTANT"}
    assert client.post("/notices/settings", {"everything": "LOUD"}).status_code == 422
    assert queries.modes_of(ann.pk) == {None: "SITE", 7: "INSTANT"}


def test_one_click_from_a_mail_works_without_signing_in_and_without_a_cookie() -> None:
    ann = cast.ann()
    actions.choose(member_id=ann.pk, modes={"": "DIGEST"}, now=NOW)
    visitor = Client(enforce_csrf_checks=True)
    link = f"/notices/unsubscribe/{queries.token_for(ann.public_id)}"
    assert "Stop the mails" in visitor.get(link).content.decode()
    assert queries.modes_of(ann.pk) == {None: "DIGEST"}, "opening the link must not stop anything"
    assert visitor.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert queries.modes_of(ann.pk) == {None: "SITE"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_ours_stops_nothing(client: Client, method: str) -> None:
    for token in ("x", "a:b:c", cast.ann().public_id):
        assert getattr(client, method)(f"/notices/unsubscribe/{token}").status_code == 404
        Member.objects.all().delete()
