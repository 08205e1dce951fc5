"""Pages and services beside an alert: a person chooses them, and readers find them on screen, paper and in the mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.library.actions.loading import LIVE, load_article
from dayroom.apps.library.models import ArticlePage, Service
from dayroom.apps.notices.adapters import message_for
from dayroom.apps.notices.queries.mails import instants_due
from dayroom.apps.outreach.actions.alerts import (
    approve_alert,
    ask_for_approval,
    begin_later,
    draft_alert,
    link_alert,
    wish_areas,
)
from dayroom.apps.outreach.actions.rumours import enter_rumour
from dayroom.apps.outreach.models import Alert, AlertArea, Rumour
from dayroom.apps.outreach.queries.alerts import alert_digest, desk_alert, linked
from dayroom.apps.outreach.rules.alerts import AlertChanged, digest_of
from dayroom.apps.outreach.vocabulary.alerts import AlertWords
from tests import cast
from tests.integration.library.test_articles import clinician
from tests.integration.library_scene import told
from tests.integration.outreach.test_alerts import WORDS, _fresh_banner, area, facts  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> ArticlePage:
    people = {"author": clinician("writer"), "clinical": clinician("checker"), "plain": cast.member("reader")}
    given = told("measles", "Measles: what to do") | {"conditions": ["measles"]}
    return load_article(given, people, reach=LIVE, now=timezone.now()).article


@pytest.fixture
def service() -> Service:
    return Service.objects.create(name="Walk-in vaccination", kind="VACCINATION", what="Measles vaccine without a date.",
                                  conditions="measles", condition_slugs=" measles ", checked_on=timezone.localdate())


def drafted(area: AlertArea) -> Alert:  # noqa: F811  # the fixture's row
    return draft_alert(facts=facts(area), words=[WORDS], by_id=cast.oda().pk, now=timezone.now())


def test_nothing_is_linked_before_somebody_chooses(
    client: Client, area: AlertArea, page: ArticlePage, service: Service  # noqa: F811
) -> None:
    alert = drafted(area)
    client.force_login(Alert.objects.get().made_by)
    address = f"/desk/alerts/{alert.public_id}/links/"
    answer = client.get(address)
    assert [one.title for one in answer.context["proposed"]] == ["Measles: what to do", "Walk-in vaccination"]
    assert not linked(desk_alert(alert.public_id))
    keys = [one.key for one in answer.context["proposed"]]
    looked = client.post(address, {"links": keys[:1], "sought": "Walk-in", "do": "look"})
    assert [one.title for one in looked.context["ticked"]] == ["Measles: what to do"], "a search keeps what is ticked"
    assert [one.title for one in looked.context["found"]] == ["Walk-in vaccination"]
    assert client.post(address, {"links": keys}).status_code == 302
    assert [one.title for one in linked(desk_alert(alert.public_id))] == ["Measles: what to do", "Walk-in vaccination"]
    assert client.post(address, {"links": ["article:nobody"]}).status_code == 422


def test_links_stand_on_the_page_in_the_feed_and_in_the_mail(
    client: Client, area: AlertArea, page: ArticlePage, service: Service  # noqa: F811
) -> None:
    ann, sue, now = cast.ann(), cast.sue(), timezone.now()
    wish_areas(member_id=ann.pk, area_ids=[area.pk], now=now)
    alert = drafted(area)
    before = alert_digest(alert)
    link_alert(alert=alert, keys=[f"article:{page.public_id}", f"service:{service.public_id}"], by_id=alert.made_by_id,
               now=now)
    ask_for_approval(alert=alert, by_id=alert.made_by_id, now=now)
    with pytest.raises(AlertChanged):
        approve_alert(alert=alert, seen=before, by_id=sue.pk, now=now)
    approve_alert(alert=alert, seen=alert_digest(alert), by_id=sue.pk, now=now)
    shown = client.get(f"/alerts/{alert.public_id}/").content.decode()
    assert f'href="/library/{page.slug}"' in shown
    assert "Walk-in vaccination" in shown
    assert f"/library/{page.slug}" in client.get("/alerts/feed.xml").content.decode()
    mail = message_for(next(iter(instants_due(now + timedelta(minutes=1))))).body
    assert f"/alerts/{alert.public_id}/" in mail
    assert f"/library/{page.slug}" in mail
    update = begin_later(alert=desk_alert(alert.public_id), message="Update", words=[WORDS], by_id=sue.pk, now=now)
    over = begin_later(alert=desk_alert(alert.public_id), message="Cancel", words=[WORDS], by_id=sue.pk, now=now)
    assert (len(linked(update)), len(linked(over))) == (2, 0)
    ArticlePage.objects.update(live=False)
    assert [one.kind for one in linked(desk_alert(alert.public_id))] == ["service"], "a page that was taken down"


def test_event_and_place_are_said_in_the_readers_language(client: Client, area: AlertArea) -> None:  # noqa: F811
    AlertArea.objects.update(names={"es": "La Ribera"})
    spanish = AlertWords("es", "Sarampión", "Hay un caso.", "Mire su cartilla.", "", "Sarampión.", "Caso de sarampión")
    oda, sue, now = cast.oda(), cast.sue(), timezone.now()
    alert = draft_alert(facts=facts(area), words=[WORDS, spanish], by_id=oda.pk, now=now)
    ask_for_approval(alert=alert, by_id=oda.pk, now=now)
    approve_alert(alert=alert, seen=alert_digest(alert), by_id=sue.pk, now=now)
    shown = client.get(f"/alerts/{alert.public_id}/", headers={"accept-language": "es"}).content.decode()
    assert "Caso de sarampión" in shown
    assert "La Ribera" in shown
    cap = client.get(f"/alerts/{alert.public_id}.cap").content.decode()
    assert "<event>Caso de sarampión</event>" in cap
    assert "<areaDesc>La Ribera</areaDesc>" in cap
    assert "Sarampión" in client.get("/alerts/feed.xml?lang=es").content.decode()


def test_the_desk_says_about_which_alert_a_rumour_is(client: Client, area: AlertArea) -> None:  # noqa: F811
    oda, sue, now = cast.oda(), cast.sue(), timezone.now()
    alert = draft_alert(facts=facts(area), words=[WORDS], by_id=oda.pk, now=now)
    ask_for_approval(alert=alert, by_id=oda.pk, now=now)
    approve_alert(alert=alert, seen=alert_digest(alert), by_id=sue.pk, now=now)
    row = enter_rumour(words="The pool is closed.", kind="RUMOUR", alert=None, by_id=oda.pk, now=now)
    client.force_login(oda)
    told = {"words": row.words, "answer": "It is open.", "do": "answer", "alert": alert.public_id}
    assert client.post(f"/desk/rumours/{row.public_id}/", told).status_code == 302
    assert Rumour.objects.get().alert_id == alert.pk
    assert "It is open." in client.get(f"/alerts/{alert.public_id}/").content.decode()


def test_an_approval_asked_for_before_links_existed_stays_good(area: AlertArea) -> None:  # noqa: F811
    told = facts(area)
    assert digest_of(told, [WORDS]) == digest_of(replace(told, links=()), [replace(WORDS, event="")])
    assert digest_of(told, [WORDS]) != digest_of(replace(told, links=("article:x",)), [WORDS])
