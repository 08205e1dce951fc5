"""Ivo brings a file, writes a topic and judges it; an alarm is explained, another becomes an alert that everybody sees."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import Browser, expect

from dayroom.apps.listening.actions.detecting import detect
from dayroom.apps.listening.actions.files import read_file
from dayroom.apps.listening.models import Alarm, Intake, Source, TopicSample
from dayroom.apps.outreach.actions.alerts import keep_area
from dayroom.apps.outreach.models import Alert
from tests import cast
from tests.browser.inside import Inside
from tests.browser.office import Office
from tests.integration.listening import alarm_scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SOURCES = "/desk/listening/sources/"
SAID = (
    "my whole class is vomiting since the school lunch",
    "has anybody else been throwing up all night in this town",
    "the interview went so badly, vomiting emojis all the way home",
    "our nurse asks who had norovirus at the street fair",
    "lost my umbrella on the bus again this morning",
)


def a_table(on: date) -> str:
    """Five posts, one line without a day, one that a spreadsheet would run."""
    rows = [f'{at},{on},"{words}",writer{at}' for at, words in enumerate(SAID)]
    return "\n".join(["id,created_at,text,user", *rows, "8,someday,no day here,w8", f"9,{on},=SUM(A1),w9", ""])


def test_ivo_brings_a_file_reads_its_troubles_writes_a_topic_and_judges_it(office: Office, tmp_path: Path) -> None:
    cast.ivo()
    file = tmp_path / "town.csv"
    file.write_text(a_table(date.today() - timedelta(3)), encoding="utf-8")
    page = office.as_("ivo", "/desk/")
    page.get_by_role("link", name="Listening", exact=True).click()
    page.get_by_role("link", name="Sources").click()
    page.get_by_role("link", name="A file of posts or counts").click()
    page.fill("[name=name]", "Town talk")
    office.press("Keep it")
    page.set_input_files("[name=file]", str(file))
    # what a browser whose requests are answered by us tells of a form with a file leaves out the file
    place = f"{SOURCES}{Source.objects.get().public_id}/file"
    office.inside.sent[place] = {"file": SimpleUploadedFile(file.name, file.read_bytes())}
    office.press("Bring it")
    page = office.as_("ivo", SOURCES)
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_label("Date", exact=True)).to_have_value("1")
    office.press("Show what the rows become")
    office.sees("Of the first rows, 6 can be taken.")
    office.sees("No date that can be read")
    office.press("Read the file")
    intake = Intake.objects.get()
    read_file(intake.pk, timezone.now())  # as the worker does it
    office.as_("ivo", f"{SOURCES}rounds/{intake.public_id}/")
    office.sees("Left out, and why")
    office.sees("looks like a formula")

    page = office.as_("ivo", "/desk/listening/topics/")
    page.get_by_role("link", name="Write a topic").click()
    page.fill("[name=name]", "Stomach bug")
    page.fill("[name=terms_en]", "vomiting\nthrowing up\nnorovirus")
    office.press("Look at what it finds")
    office.sees("4 of 6 posts")
    office.sees("Do not quote")
    page.fill("[name=exclusions]", "emojis")
    office.press("Look at what it finds")
    office.sees("3 of 6 posts")
    office.press("Keep it")
    page.get_by_role("link", name="Judge ten posts").click()
    for one in page.get_by_label("about it", exact=True).all():
        one.check()
    office.press("Keep my verdicts and show ten more")
    office.sees("3 verdicts are kept.")
    assert set(TopicSample.objects.values_list("fits", flat=True)) == {True}


def a_town(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ninety counted days: measles are written about a month ago, everywhere, and since yesterday in California."""
    monkeypatch.setattr(alarm_scene, "TODAY", now.date())
    made = alarm_scene.build({30: 60})
    alarm_scene.count(made.topic, {1: 60}, margin="PLACE", key="US-CA", basis="MENTION")
    detect(now=now, since=now.date() - timedelta(60))
    keep_area(name="California", circle=(36.8, -119.4, 400), by_id=None, now=now)


def ivo_decides(office: Office) -> None:
    """One is explained by what he knows, the other is confirmed and handed over in two clicks."""
    page = office.as_("ivo", "/desk/")
    page.get_by_role("link", name="Alarms").click()
    page.locator(".row--alarm a.row__title").last.click()
    expect(page.locator("figure svg").locator("visible=true").first).to_be_visible()
    office.press("I am looking at it")
    page.get_by_label("Explained: there is another reason").check()
    page.select_option("[name=explanation]", "CAMPAIGN")
    page.fill("[name=note]", "The clinic asked everybody to post about its vaccine day.")
    office.press("Keep the verdict")
    office.sees("Verdicts moved the limit")

    page.get_by_role("link", name="Alarms").first.click()
    page.get_by_role("link", name="Measles: California").click()
    page.get_by_label("Confirmed: something is really going on").check()
    page.fill("[name=note]", "Two clinics say so.")
    office.press("Keep the verdict")
    page.get_by_role("link", name="Draft an alert").click()
    office.press("Hand it over")
    office.sees("The draft waits at the alert desk.")


def test_a_worry_becomes_an_alarm_ivo_checks_it_and_odas_alert_goes_out(
    chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for make in (cast.ivo, cast.oda, cast.sue):
        make()
    a_town(timezone.now(), monkeypatch)
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    office = Office(context.new_page(), Inside(context))
    ivo_decides(office)
    page = office.as_("oda", "/notices/")
    page.get_by_role("link", name="Measles").first.click()
    page.get_by_role("link", name="Open the draft").click()
    page.get_by_role("link", name="Change it").click()
    for code, known, do in (
        ("en", "Two clinics have seen measles.", "Look for your vaccine record."),
        ("es", "Dos clínicas han visto sarampión.", "Busque su cartilla de vacunas."),
    ):
        page.fill(f"[name=what_{code}]", known)
        page.fill(f"[name=do_{code}]", do)
        page.fill(f"[name=dont_{code}]", "")
    office.press("Keep the draft and look at it")
    office.press("Ask a second person")
    office.as_("sue", f"/desk/alerts/{Alert.objects.get().public_id}/")
    office.press("I have read it. Send it")
    office.sees("in force")

    page = office.as_("", "/alerts/")
    page.locator("main").get_by_role("link", name="Health map").click()
    row = page.locator(".health-map-list tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Measles")
    expect(row).to_contain_text("California")
    expect(page.locator(".health-map__mark--ours")).to_have_count(1)
    assert Alarm.objects.get(place="").explanation == "CAMPAIGN"
    context.close()
