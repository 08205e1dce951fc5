"""Alerts: two people, every page, the areas somebody asked for; exercises never leave the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.notices.models import Notice
from dayroom.apps.outreach.actions.alerts import (
    approve_alert,
    ask_for_approval,
    begin_later,
    change_alert,
    draft_alert,
    keep_area,
    send_alone,
    wish_areas,
)
from dayroom.apps.outreach.actions.rumours import heard_too
from dayroom.apps.outreach.models import Alert, AlertArea, Rumour
from dayroom.apps.outreach.presenters.alerts import cap_of
from dayroom.apps.outreach.queries.alerts import desk_alert, facts_of, forget_banners, words_of
from dayroom.apps.outreach.rules.alerts import AlertChanged, AlertIncomplete, OwnAlert, digest_of
from dayroom.apps.outreach.rules.cap import read_cap
from dayroom.apps.outreach.vocabulary.alerts import AlertFacts, AlertWords, alert_templates
from dayroom.kernel.errors import TooMany
from tests import cast

pytestmark = pytest.mark.django_db
WORDS = AlertWords("en", "Measles in Riverside", "Measles was confirmed.", "Look for your vaccine record.",
                   "Sit in a waiting room with a rash.", "Measles in Riverside. Check your vaccine record.")


@pytest.fixture(autouse=True)
def _fresh_banner() -> Iterator[None]:
    forget_banners()
    yield
    forget_banners()


@pytest.fixture
def area() -> AlertArea:
    ring = [(52.0, 4.0), (52.1, 4.0), (52.1, 4.1), (52.0, 4.0)]
    return keep_area(name="Riverside", polygon=ring, by_id=None, now=timezone.now())


def facts(area: AlertArea | None, status: str = "Actual") -> AlertFacts:
    return AlertFacts(event="Measles case", urgency="Expected", severity="Moderate", certainty="Observed", hours=48,
                      area_id=area.pk if area else None, source="Health office, 21 November", status=status)


def sent(area: AlertArea, by: int, second: int, **changed: str) -> Alert:
    alert = draft_alert(facts=facts(area, **changed), words=[WORDS], by_id=by, now=timezone.now())
    ask_for_approval(alert=alert, by_id=by, now=timezone.now())
    seen = digest_of(facts_of(alert), words_of(alert))
    row = approve_alert(alert=alert, seen=seen, by_id=second, now=timezone.now())
    forget_banners()
    return row


def test_two_people_stand_behind_an_alert(area: AlertArea) -> None:
    oda, sue = cast.oda(), cast.sue()
    alert = draft_alert(facts=facts(area), words=[WORDS], by_id=oda.pk, now=timezone.now())
    ask_for_approval(alert=alert, by_id=oda.pk, now=timezone.now())
    seen = digest_of(facts_of(alert), words_of(alert))
    with pytest.raises(OwnAlert):
        approve_alert(alert=alert, seen=seen, by_id=oda.pk, now=timezone.now())
    with pytest.raises(AlertChanged):
        approve_alert(alert=alert, seen="0" * 64, by_id=sue.pk, now=timezone.now())
    approve_alert(alert=alert, seen=seen, by_id=sue.pk, now=timezone.now())
    assert Alert.objects.get().state == "LIVE"
    actions = list(Event.objects.filter(action__startswith="alert.").order_by("pk").values_list("action", flat=True))
    assert actions[-3:] == ["alert.drafted", "alert.asked", "alert.sent"]


def test_whoever_changes_it_last_is_its_author(area: AlertArea) -> None:
    oda, sue = cast.oda(), cast.sue()
    alert = draft_alert(facts=facts(area), words=[WORDS], by_id=oda.pk, now=timezone.now())
    ask_for_approval(alert=alert, by_id=oda.pk, now=timezone.now())
    change_alert(alert=alert, facts=facts(area), words=[WORDS], by_id=sue.pk, now=timezone.now())
    alert.refresh_from_db()
    assert alert.state == "DRAFT"
    ask_for_approval(alert=alert, by_id=sue.pk, now=timezone.now())
    with pytest.raises(OwnAlert):
        approve_alert(alert=alert, seen=digest_of(facts_of(alert), words_of(alert)), by_id=sue.pk, now=timezone.now())


def test_a_template_with_gaps_does_not_go_out(area: AlertArea) -> None:
    told = alert_templates()["measles"]
    alert = draft_alert(facts=facts(area), words=told.words, by_id=None, now=timezone.now())
    with pytest.raises(AlertIncomplete, match=r"\[place\]"):
        ask_for_approval(alert=alert, by_id=cast.oda().pk, now=timezone.now())


@pytest.mark.parametrize("slug", sorted(alert_templates()))
def test_every_template_is_whole_in_both_languages(slug: str) -> None:
    told = alert_templates()[slug]
    assert [one.language for one in told.words] == ["en", "es"]
    assert all(one.headline and one.what and one.do and one.dont and len(one.short) <= 160 for one in told.words)


def test_an_alert_stands_on_every_page_in_the_feed_and_as_cap(client: Client, area: AlertArea) -> None:
    alert = sent(area, cast.oda().pk, cast.sue().pk)
    for path in ("/", "/communities/", "/help/now", "/about"):
        assert "Measles in Riverside" in client.get(path).content.decode()
    assert read_cap(client.get(f"/alerts/{alert.public_id}.cap").content).infos[0].severity == "Moderate"
    feed = ElementTree.fromstring(client.get("/alerts/feed.xml").content)  # noqa: S314  # our own answer
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    page = client.get(f"/alerts/{alert.public_id}/").content.decode()
    assert "Look for your vaccine record." in page
    assert "the alert is for here" in page


@pytest.mark.parametrize("status", ["Exercise", "Test"])
def test_an_exercise_never_reaches_the_public(client: Client, area: AlertArea, status: str) -> None:
    ann = cast.ann()
    wish_areas(member_id=ann.pk, area_ids=[area.pk], now=timezone.now())
    alert = sent(area, cast.oda().pk, cast.sue().pk, status=status)
    assert "Measles in Riverside" not in client.get("/").content.decode()
    assert "Measles in Riverside" not in client.get("/alerts/").content.decode()
    assert b"<entry>" not in client.get("/alerts/feed.xml").content
    assert client.get(f"/alerts/{alert.public_id}/").status_code == 404
    assert client.get(f"/alerts/{alert.public_id}.cap").status_code == 404
    assert not Notice.objects.filter(kind="ALERT").exists()
    assert read_cap(cap_of(desk_alert(alert.public_id))).status == status


def test_other_sites_show_what_is_in_force_on_a_map(client: Client, area: AlertArea) -> None:
    assert "No alert is in force" in client.get("/alerts/map").content.decode()
    sent(area, cast.oda().pk, cast.sue().pk)
    framed = client.get("/alerts/map")
    page = framed.content.decode()
    assert page.index("Measles in Riverside") < page.index("<svg") < page.index("Riverside <strong>")
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert not framed.cookies
    assert "<script" not in page
    alone = client.get("/alerts/")
    assert alone["X-Frame-Options"] == "DENY"
    assert "/alerts/map&quot;" in alone.content.decode()


def test_who_asked_for_the_area_is_told_and_nobody_else(area: AlertArea) -> None:
    ann, carl = cast.ann(), cast.carl()
    other = keep_area(name="Hilltop", circle=(52.5, 4.5, 3), by_id=None, now=timezone.now())
    wish_areas(member_id=ann.pk, area_ids=[area.pk, other.pk], now=timezone.now())
    wish_areas(member_id=carl.pk, area_ids=[other.pk], now=timezone.now())
    alert = sent(area, cast.oda().pk, cast.sue().pk)
    assert list(Notice.objects.filter(kind="ALERT").values_list("member_id", flat=True)) == [ann.pk]
    assert Alert.objects.get(pk=alert.pk).told_count == 1


def test_update_and_cancellation_name_what_they_change(client: Client, area: AlertArea) -> None:
    oda, sue = cast.oda(), cast.sue()
    first = sent(area, oda.pk, sue.pk)
    over = AlertWords("en", "Measles in Riverside is over", "No new case.", "Nothing more to do.", "", "It is over.")
    later = begin_later(alert=first, message="Cancel", words=[over], by_id=oda.pk, now=timezone.now())
    assert "Measles in Riverside" in client.get("/").content.decode(), "a draft changes nothing"
    ask_for_approval(alert=later, by_id=oda.pk, now=timezone.now())
    approve_alert(alert=later, seen=digest_of(facts_of(later), words_of(later)), by_id=sue.pk, now=timezone.now())
    forget_banners()
    first.refresh_from_db()
    assert first.state == "CANCELLED"
    assert "Measles in Riverside" not in client.get("/communities/").content.decode()
    assert "This alert was cancelled." in client.get(f"/alerts/{first.public_id}/").content.decode()
    cap = read_cap(client.get(f"/alerts/{later.public_id}.cap").content)
    assert (cap.message, cap.references[0].identifier) == ("Cancel", f"dayroom-{first.public_id}")


def test_one_person_in_an_emergency_is_loud_and_looked_at(client: Client, area: AlertArea) -> None:
    oda, sue = cast.oda(), cast.sue()
    alert = draft_alert(facts=facts(area), words=[WORDS], by_id=oda.pk, now=timezone.now())
    with pytest.raises(AlertIncomplete):
        send_alone(alert=alert, why=" ", by_id=oda.pk, now=timezone.now())
    send_alone(alert=alert, why="Two in the morning, nobody answers.", by_id=oda.pk, now=timezone.now())
    client.force_login(sue)
    assert "Sent by one person" in client.get("/desk/alerts/").content.decode()
    client.post(f"/desk/alerts/{alert.public_id}/looked-over")
    assert Alert.objects.get().reviewed_by_id == sue.pk
    assert Event.objects.filter(action="alert.sent_alone").exists()


def test_what_has_ended_by_itself_leaves_the_pages(client: Client, area: AlertArea) -> None:
    alert = sent(area, cast.oda().pk, cast.sue().pk)
    Alert.objects.filter(pk=alert.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    forget_banners()
    assert "Measles in Riverside" not in client.get("/").content.decode()
    assert "This alert is over." in client.get(f"/alerts/{alert.public_id}/").content.decode()


def test_the_desk_from_template_to_out(client: Client, area: AlertArea) -> None:
    client.force_login(cast.oda())
    form = client.get("/desk/alerts/new/?from=measles").context["form"]
    told = {name: str(value) for name, value in form.initial.items() if value is not None}
    told = {name: value.replace("[place]", "Riverside").replace("[day and hours]", "Monday, 9 to 11")
            for name, value in told.items()}
    answer = client.post("/desk/alerts/new/", {**told, "area": area.pk, "source": "Health office"})
    assert answer.status_code == 302, answer.context["form"].errors
    alert = Alert.objects.get()
    client.post(f"/desk/alerts/{alert.public_id}/ask")
    client.force_login(cast.sue())
    digest = client.get(f"/desk/alerts/{alert.public_id}/").context["digest"]
    client.post(f"/desk/alerts/{alert.public_id}/approve", {"digest": digest})
    assert Alert.objects.get().state == "LIVE"
    assert client.get(f"/desk/alerts/{alert.public_id}/report/").status_code == 200


@pytest.mark.parametrize(("old", "new", "element"), [
    ("-00:00</sent>", "Z</sent>", "sent"), ("<severity>Moderate</severity>", "", "severity"),
])
def test_a_message_of_another_office_that_does_not_fit_is_named(
    client: Client, area: AlertArea, old: str, new: str, element: str
) -> None:
    told = cap_of(desk_alert(sent(area, cast.oda().pk, cast.sue().pk).public_id)).decode()
    client.force_login(cast.member("olga", roles_cached="COMMUNICATIONS_OFFICER", has_factor_cached=True))
    wrong = client.post("/desk/alerts/cap/", {"text": told.replace(old, new)})
    assert wrong.status_code == 422
    assert f"{element}:" in wrong.content.decode()
    assert client.post("/desk/alerts/cap/", {"text": told}).status_code == 302
    assert Alert.objects.order_by("-pk")[0].area_id == area.pk


def test_a_question_is_answered_once_for_everybody(client: Client, area: AlertArea) -> None:
    alert = sent(area, cast.oda().pk, cast.sue().pk)
    client.post(f"/alerts/{alert.public_id}/", {"words": "Is the pool closed?"})
    row = Rumour.objects.get()
    assert (row.kind, row.entered_by_id) == ("QUESTION", None)
    assert "Is the pool closed?" not in client.get("/alerts/asked/").content.decode(), "not before it is answered"
    client.force_login(Alert.objects.get().made_by)
    client.post(f"/desk/rumours/{row.public_id}/", {"words": "Is the pool closed?", "answer": "No. It is open.",
                                                    "do": "answer"})
    page = client.get("/alerts/asked/").content.decode()
    assert "No. It is open." in page
    assert " times" not in page, "fewer than eleven"
    Rumour.objects.update(heard_count=10)
    heard_too(row=row, who="somebody", now=timezone.now())
    with pytest.raises(TooMany):
        heard_too(row=row, who="somebody", now=timezone.now())
    assert "heard 11 times" in client.get("/alerts/asked/").content.decode()


def test_somebody_in_danger_is_led_to_help_and_not_to_the_board(client: Client, area: AlertArea) -> None:
    alert = sent(area, cast.oda().pk, cast.sue().pk)
    answer = client.post(f"/alerts/{alert.public_id}/", {"words": "I want to kill myself tonight"})
    assert answer["Location"] == "/help/now"
    assert not Rumour.objects.exists()
