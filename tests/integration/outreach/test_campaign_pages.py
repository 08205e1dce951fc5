"""The desk, the news and the newsletter as people meet them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from defusedxml import ElementTree as Tree
from django.core import mail
from django.test import Client
from django.utils import timezone

from dayroom.apps.outreach.actions.deliveries import deliver
from dayroom.apps.outreach.models import Delivery, Link, Message, Subscription
from dayroom.apps.outreach.queries.letters import CONFIRM_SALT, LEAVE_SALT, token_for
from dayroom.apps.outreach.queries.messages import current_digest, message_named
from tests import cast
from tests.integration.library.test_articles import clinician
from tests.integration.outreach import campaign_scene as scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db
DESK = "/desk/outreach/"


@pytest.fixture
def oda() -> Any:
    return cast.oda()


@pytest.fixture
def sue() -> Any:
    return cast.sue()


def out(oda: Any, sue: Any, channels: Any = None, **told: Any) -> Message:
    row = scene.approved(scene.message(oda, channels, **told), by=sue, asked_by=oda)
    for one in row.deliveries.all():
        deliver(one.pk, now=timezone.now())
    return message_named(row.public_id)


def test_oda_writes_and_sue_approves_on_the_pages(oda: Any, sue: Any) -> None:
    odas, sues = signed_in(oda), signed_in(sue)
    made = odas.post(f"{DESK}campaigns/new", {
        "title": "Measles week", "aim": "Know your doses.", "kind": "AWARENESS", "voice": "OWN",
        "starts_on": "2026-11-16", "ends_on": "2026-11-30", "for_everyone": "on", "hashtags": "#measles"})
    assert made.status_code == 302
    written = odas.post(made["Location"] + "message", {
        "title": scene.WORDS["title"], "body": "<p>Two <b>doses</b> protect.</p><script>x()</script>", "language": "en",
        "interests": "none", "ai_role": "NONE", "timely_seen": "on", "publish_at": "2026-03-08T02:30"})
    assert written.status_code == 302
    row = Message.objects.get()
    assert row.body == "Two doses protect."
    assert odas.post(written["Location"], {"news-on": "on", "x-on": "on", "x-text": ""}).status_code == 302
    page = f"{DESK}messages/{row.public_id}/"
    assert "As it will look" in odas.get(page).content.decode()
    odas.post(f"{page}ask")
    row.refresh_from_db()
    assert row.state == "ASKED"
    assert 'value="approve"' not in odas.get(page).content.decode()  # not her own
    digest = current_digest(message_named(row.public_id))
    assert 'value="approve"' in sues.get(page).content.decode()
    sues.post(f"{page}decide", {"digest": digest, "do": "approve"})
    assert set(Delivery.objects.values_list("channel", "state")) == {("news", "QUEUED"), ("x", "QUEUED")}


def test_every_page_of_the_desk_opens_for_its_people_and_for_nobody_else(oda: Any, sue: Any) -> None:
    row = out(oda, sue, {"news": ("", []), "facebook": ("", [])})
    hand = row.deliveries.get(channel="facebook")
    place = scene.campaign(oda)
    pages = ["", "brand", "calendar", "calendar?as=list&month=2026-11", "campaigns/new", f"campaigns/{place.public_id}/",
             f"campaigns/{place.public_id}/edit", f"campaigns/{place.public_id}/results.csv", "messages/new",
             f"messages/{row.public_id}/", "posts/", f"posts/{hand.public_id}/", "newsletter", "webhooks", "results"]
    sues, anns = signed_in(sue), signed_in(cast.ann())
    assert [page for page in pages if sues.get(DESK + page).status_code != 200] == []
    assert [page for page in pages if anns.get(DESK + page).status_code != 403] == []
    own = signed_in(cast.okoye())
    assert own.get("/outreach/own/").status_code == own.get("/outreach/own/calendar").status_code == 200


def test_ivo_finds_every_campaign_from_his_desk_and_no_message(oda: Any, sue: Any) -> None:
    place = scene.campaign(oda)
    row = out(oda, sue, {"news": ("", [])})
    ivos = signed_in(cast.ivo())
    assert f"{DESK}campaigns/" in ivos.get("/desk/").content.decode()
    assert place.title in ivos.get(f"{DESK}campaigns/").content.decode()
    shown = ivos.get(f"{DESK}campaigns/{place.public_id}/").content.decode()
    assert "Whom to write to" not in shown
    assert "Change it" not in shown
    assert ivos.get(f"{DESK}messages/{row.public_id}/").status_code == 403


def test_a_post_is_pasted_by_hand_and_its_address_kept(oda: Any, sue: Any) -> None:
    row = out(oda, sue, {"facebook": ("", [])})
    hand = row.deliveries.get()
    assert (hand.state, row.state) == ("BY_HAND", "OUT")
    sues = signed_in(sue)
    page = f"{DESK}posts/{hand.public_id}/"
    assert "/o/" in sues.get(page).content.decode()
    sues.post(f"{page}decide", {"do": "stands", "address": "javascript:x"})
    hand.refresh_from_db()
    assert hand.state == "BY_HAND"
    sues.post(f"{page}decide", {"do": "stands", "address": "https://facebook.example/p/1"})
    hand.refresh_from_db()
    assert (hand.state, hand.address) == ("SENT", "https://facebook.example/p/1")


def test_feeds_hold_what_is_public_and_nothing_else(oda: Any, sue: Any) -> None:
    row = out(oda, sue, body="Two doses protect & < everybody. Source: our clinic, 2026.")
    scene.message(oda, title="Not yet out")
    visitor = Client()
    rss = Tree.fromstring(visitor.get("/feeds/news.rss").content)
    atom = Tree.fromstring(visitor.get("/feeds/news.atom").content)
    feed = json.loads(visitor.get("/feeds/news.json").content)
    assert [one.findtext("title") for one in rss.iter("item")] == [row.title]
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == len(feed["items"]) == 1
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert visitor.get("/feeds/news.xls").status_code == 404
    assert visitor.get(f"/outreach/news/{row.public_id}/").status_code == 200
    assert visitor.get(f"/outreach/news/{Message.objects.get(title='Not yet out').public_id}/").status_code == 404


def test_clicks_are_counted_by_the_day_and_no_cookie_is_set(oda: Any, sue: Any) -> None:
    row = out(oda, sue, {"facebook": ("", [])}, link="https://clinic.example/doses")
    code = Link.objects.get(message=row).code
    visitor = Client()
    for _number in range(12):
        answer = visitor.get(f"/o/{code}")
        assert (answer.status_code, answer["Location"]) == (302, "https://clinic.example/doses")
        assert not answer.cookies
    assert Link.objects.get().days.get().count == 12


def test_the_newsletter_asks_twice_and_lets_go_with_one_click(oda: Any, sue: Any) -> None:
    from dayroom.apps.outreach.jobs.campaigns import send_waiting_letters

    visitor = Client()
    told = visitor.post("/outreach/newsletter/", {"email": "Ann@example.org", "language": "en"})
    assert told.status_code == 200
    row = Subscription.objects.get()
    assert (row.email, row.state) == ("ann@example.org", "ASKED")
    confirm = f"/outreach/newsletter/confirm/{token_for(row, CONFIRM_SALT)}"
    visitor.get(confirm)
    row.refresh_from_db()
    assert row.state == "ASKED"  # a look is no yes
    visitor.post(confirm)
    mail.outbox.clear()
    out(oda, sue, {"newsletter": ("", [])})
    send_waiting_letters.func()
    send_waiting_letters.func()
    letter, = mail.outbox
    assert letter.subject == "News for you"  # the title names an illness
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.alternatives
    leave = f"/outreach/newsletter/leave/{token_for(row, LEAVE_SALT)}"
    visitor.get(leave)
    row.refresh_from_db()
    assert row.state == "CONFIRMED"
    assert Client(enforce_csrf_checks=True).post(leave, {"List-Unsubscribe": "One-Click"}).status_code == 200
    row.refresh_from_db()
    assert (row.state, row.email, row.interests) == ("LEFT", None, [])


def test_results_come_in_by_file_bad_lines_are_told_and_formulas_are_not_read(oda: Any, sue: Any) -> None:
    from io import BytesIO

    row = out(oda, sue, {"facebook": ("", [])})
    Delivery.objects.filter(message=row).update(state="SENT", address="https://facebook.example/p/1")
    file = BytesIO(b"address,reach,likes\nhttps://facebook.example/p/1,\"1,204\",7\nhttps://facebook.example/p/1,=1+1,2\n"
                   b"nowhere,3,4\nhttps://facebook.example/p/2,5,6\n")
    file.name = "results.csv"
    odas = signed_in(oda)
    page = odas.post(f"{DESK}results", {"file": file, "address": "address", "reach": "reach", "likes": "likes"})
    assert "3 lines were not kept" in page.content.decode()
    shown = odas.get(f"{DESK}messages/{row.public_id}/").content.decode()
    assert "1204" in shown.replace(",", "")
    assert "under 11" in shown
    assert "Numbers of many do not speak for a person" in shown


def test_a_clinician_gets_a_cleaned_version_with_own_views_and_interests() -> None:
    okoye = cast.okoye()
    client = signed_in(okoye)
    made = client.post("/outreach/own/new", {
        "title": "Walking", "body": "My patient with MRN 00482917 walks every day now.", "language": "en",
        "interests": "none", "ai_role": "NONE", "channels": ["linkedin"], "publish_at": "2026-11-23T09:00"})
    page = client.get(made["Location"]).content.decode()
    assert "Do not post it like this" in page
    cleaned = page.split('id="cleaned"')[1]
    assert "00482917" not in cleaned.split("</textarea>")[0]
    assert "my own views" in cleaned
    assert signed_in(cast.sue()).get(made["Location"]).status_code == 404


def test_the_page_for_any_text_gives_a_checked_professional_the_same_and_carries_the_text_over() -> None:
    okoye = clinician("ngozi-o")
    client = signed_in(okoye)
    body = "\nMy patient with MRN 00482917 walks every day now. <b>\n\nEnd & more"
    told = {"text": body, "author": "PROFESSIONAL", "place": "PUBLIC", "language": "en", "interests": "Acme pays me."}
    page = client.post("/check", told)
    own = page.context["own"]
    assert "00482917" not in own.cleaned
    assert "These are my own views, not my employer’s." in own.cleaned
    assert "Interests: Acme pays me." in own.cleaned
    assert own.stops
    assert own.carry_url in page.content.decode()
    carried = client.post(own.carry_url, {"do": "carry", "body": body, "language": "en", "interests": "Acme pays me."})
    assert carried.context["form"]["body"].value() == body
    assert not Message.objects.exists()
    assert client.post("/check", told | {"place": "DIRECT"}).context["own"] is None
    assert "interests" not in signed_in(cast.ann()).get("/check").context["form"].fields


def test_the_news_page_shows_the_text_that_was_approved_for_it(oda: Any, sue: Any) -> None:
    own = "A shorter text for our own page. Source: our clinic, 2026."
    row = out(oda, sue, {"news": (own, [])})
    page = Client().get(f"/outreach/news/{row.public_id}/").content.decode()
    assert "A shorter text for our own page" in page
    assert "Measles spreads easily" not in page
