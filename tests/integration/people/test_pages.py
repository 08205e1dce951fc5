"""One's own page, other people's pages, and the ties between members: each door once open and once shut."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dayroom.apps.people import actions, queries
from dayroom.apps.people.models import Block, Follow, Member, Mute
from dayroom.apps.people.ports import PROFILE_PARTS
from dayroom.apps.people.vocabulary import AgeBand
from dayroom.apps.screening.models import Finding
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member, backend=BACKEND)
    return client


def page(**changes: str) -> dict[str, str]:
    return {"about": "I make soup.", "office_hours": "evenings", "language": "en", "country": "US", "time_zone": "UTC",
            "quiet_from": "", "quiet_until": "", "step": "save"} | changes


def test_a_member_changes_their_own_page_and_others_see_it() -> None:
    ann = cast.ann()
    client = signed_in(ann)
    answer = client.post("/me/", page(quiet_from="22:00", quiet_until="07:00", time_zone="Europe/Madrid"))
    assert (answer.status_code, answer.url) == (302, "/me/")
    ann.refresh_from_db()
    assert (ann.about, ann.time_zone, ann.quiet_from.hour) == ("I make soup.", "Europe/Madrid", 22)
    assert b"I make soup." in Client().get("/m/ann").content


@pytest.mark.parametrize(
    "changes",
    [{"time_zone": "Mars/Olympus"}, {"country": "ZZ"}, {"language": "xx"}, {"about": "x" * 601},
     {"quiet_from": "25:00"}, {"quiet_from": "22:00"}, {"about": "a\0b"}],
)
def test_odd_values_are_said_and_not_saved(changes: dict[str, str]) -> None:
    ann = cast.ann()
    assert signed_in(ann).post("/me/", page(**changes)).status_code == 422
    ann.refresh_from_db()
    assert ann.about == ""


@pytest.mark.parametrize(
    ("about", "gone"),
    [
        ("Call me on 202-555-0143 any time.", "202-555-0143"),
        ("I was born on 3 May 1961 in a storm.", "3 May 1961"),
        ("Come round: 12 Orchard Lane, second bell.", "12 Orchard Lane"),
        ("Write to soup@example.org", "soup@example.org"),
    ],
)
def test_a_profile_that_gives_somebody_away_is_told_so_and_can_be_masked(about: str, gone: str) -> None:
    ann = cast.ann()
    client = signed_in(ann)
    answer = client.post("/me/", page(about=about))
    assert answer.status_code == 422
    assert f"<mark class=\"span\">{gone}".encode() in answer.content
    ann.refresh_from_db()
    assert ann.about == ""
    assert client.post("/me/", page(about=about, step="masked")).status_code == 302
    ann.refresh_from_db()
    assert gone not in ann.about
    assert "removed]" in ann.about


def test_saving_it_anyway_is_for_the_words_that_were_shown_and_is_recorded_by_class() -> None:
    ann = cast.ann()
    client = signed_in(ann)
    shown = client.post("/me/", page(about="Call 202-555-0143."))
    seen = shown.context["seen"]
    sneaked = client.post("/me/", page(about="Call 202-555-0143 or 202-555-0187.", step="anyway", seen=seen))
    assert sneaked.status_code == 422
    assert client.post("/me/", page(about="Call 202-555-0143.", step="anyway", seen=seen)).status_code == 302
    ann.refresh_from_db()
    assert ann.about == "Call 202-555-0143."
    finding = Finding.objects.get()
    assert (finding.klass, finding.overridden_at is not None) == ("PHONE", True)


def test_a_card_number_is_never_saved_as_it_is() -> None:
    ann = cast.ann()
    client = signed_in(ann)
    about = "My card is 4111 1111 1111 1111 if you like."
    shown = client.post("/me/", page(about=about))
    assert shown.status_code == 422
    assert b'value="anyway"' not in shown.content
    assert client.post("/me/", page(about=about, step="anyway", seen=shown.context["seen"])).status_code == 422
    ann.refresh_from_db()
    assert ann.about == ""


def test_a_teens_page_stays_private_whatever_is_sent() -> None:
    kim = cast.member("kim", age_band=AgeBand.TEEN, profile_private=True, about="I draw.")
    signed_in(kim).post("/me/", page(about="I draw a lot."))
    kim.refresh_from_db()
    assert (kim.about, kim.profile_private) == ("I draw a lot.", True)


def test_own_pages_are_for_members() -> None:
    for url in ("/me/", "/me/following", "/me/blocked", "/me/professional/", "/account/security/"):
        assert Client().get(url).status_code == 302, url
        assert signed_in(cast.member(f"reader-{len(url)}")).get(url).status_code == 200, url


def test_a_private_page_opens_to_connections_only() -> None:
    ann, carl, mo = cast.member("ann", profile_private=True, about="I make soup."), cast.carl(), cast.mo()
    actions.ask_to_follow(follower_id=carl.pk, followed_id=ann.pk, now=NOW)
    actions.accept_follow(member_id=ann.pk, follower_id=carl.pk, now=NOW)
    assert b"I make soup." in signed_in(carl).get("/m/ann").content
    hidden = signed_in(mo).get("/m/ann")
    assert hidden.status_code == 200
    assert b"I make soup." not in hidden.content
    assert Client().get("/m/ann").status_code == 404


def test_a_visitor_never_meets_a_teen_and_a_member_sees_only_the_handle() -> None:
    cast.member("kim", age_band=AgeBand.TEEN, about="I draw.")
    assert Client().get("/m/kim").status_code == 404
    assert b"I draw." not in signed_in(cast.ann()).get("/m/kim").content


def test_blocked_either_way_looks_like_nobody_there() -> None:
    ann, carl = cast.ann(), cast.carl()
    actions.block(member_id=ann.pk, blocked_id=carl.pk, now=NOW)
    nobody = signed_in(carl).get("/m/nobody-here")
    blocked = signed_in(carl).get("/m/ann")
    assert nobody.status_code == blocked.status_code == 404
    assert signed_in(ann).get("/m/carl").status_code == 404


def test_a_profile_has_one_address_and_shows_neither_mail_nor_country() -> None:
    cast.member("Blue-Kettle", country="US", about="Hello.")
    assert Client().get("/m/blue-kettle").url == "/m/Blue-Kettle"
    shown = Client().get("/m/Blue-Kettle").content.decode()
    assert "example.org" not in shown
    assert "noindex" in shown


def test_higher_apps_add_parts_and_are_asked_as_the_reader() -> None:
    asked: list[tuple[int, int | None]] = []

    class Posts:
        def parts(self, member_id: int, reader_id: int | None) -> list[tuple[str, list[dict[str, object]]]]:
            asked.append((member_id, reader_id))
            return [("Recent posts", [{"title": "Soup & bread", "url": "/t/1"}]), ("Empty", [])]

    ann, carl = cast.ann(), cast.carl()
    PROFILE_PARTS.plug("test", Posts())
    try:
        shown = signed_in(carl).get("/m/ann").content.decode()
    finally:
        PROFILE_PARTS._plugs.pop("test")
    assert (ann.pk, carl.pk) in asked
    assert "Soup &amp; bread" in shown
    assert "<h2>Empty" not in shown


def test_following_is_asked_and_answered_on_the_pages() -> None:
    ann, carl = cast.ann(), cast.carl()
    asking, asked = signed_in(ann), signed_in(carl)
    assert asking.post("/m/carl/follow").url == "/m/carl"
    assert b"ann" in asked.get("/me/following").content
    assert asked.post("/m/ann/accept").status_code == 302
    assert queries.are_contacts(ann.pk, carl.pk)
    assert asking.post("/m/carl/unfollow", {"back": "https://elsewhere.example/"}).url == "/me/following"
    assert Follow.objects.count() == 0


def test_a_request_can_be_declined_and_nobody_accepts_what_was_not_asked() -> None:
    ann, carl = cast.ann(), cast.carl()
    signed_in(ann).post("/m/carl/follow")
    assert signed_in(carl).post("/m/ann/decline").status_code == 302
    assert Follow.objects.count() == 0
    assert signed_in(carl).post("/m/ann/accept").status_code == 404


def test_an_adult_cannot_ask_to_follow_a_teen() -> None:
    cast.member("kim", age_band=AgeBand.TEEN)
    assert signed_in(cast.ann()).post("/m/kim/follow").status_code == 403


def test_requests_to_follow_run_out_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dayroom.apps.people.views.ties.FOLLOWS_PER_DAY", 1)
    cast.carl(), cast.mo()
    client = signed_in(cast.ann())
    assert client.post("/m/carl/follow").status_code == 302
    answer = client.post("/m/mo/follow")
    assert answer.status_code == 429
    assert "Retry-After" in answer


def test_block_and_mute_and_back_again_on_the_pages() -> None:
    ann = cast.ann()
    cast.carl()
    client = signed_in(ann)
    assert client.post("/m/carl/mute").url == "/m/carl"
    assert Mute.objects.count() == 1
    client.post("/m/carl/unmute")
    assert client.post("/m/carl/block").url == "/me/blocked"
    assert b"carl" in client.get("/me/blocked").content
    client.post("/m/carl/unblock")
    assert (Mute.objects.count(), Block.objects.count()) == (0, 0)
    assert client.post("/m/ann/block").status_code == 403
    assert client.post("/m/nobody-here/block").status_code == 404


@pytest.mark.parametrize("verb", ["follow", "unfollow", "accept", "decline", "block", "unblock", "mute", "unmute"])
def test_buttons_are_buttons_and_visitors_sign_in_first(verb: str) -> None:
    cast.carl()
    assert signed_in(cast.ann()).get(f"/m/carl/{verb}").status_code == 405
    assert Client().post(f"/m/carl/{verb}").status_code == 401


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_pages_cost_the_same_number_of_queries_however_many_ties_there_are() -> None:
    ann, carl = cast.ann(), cast.carl()
    other, own = signed_in(ann), signed_in(carl)
    actions.ask_to_follow(follower_id=cast.member("first-one").pk, followed_id=carl.pk, now=NOW)
    before = [queries_of(other, "/m/carl"), queries_of(own, "/me/following")]
    for number in range(5):
        asking = cast.member(f"other-{number}")
        actions.ask_to_follow(follower_id=asking.pk, followed_id=carl.pk, now=NOW)
    assert [queries_of(other, "/m/carl"), queries_of(own, "/me/following")] == before
    assert before[0] <= 13
    assert before[1] <= 4
