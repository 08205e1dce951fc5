"""A sheet for a visit: only what was chosen, opened by link and code, seen to be opened, closed at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.people.actions import withdraw_consent
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.readings import enter_reading
from dayroom.apps.tracking.actions.trackers import follow_measure
from dayroom.apps.tracking.models import Access, Condition, SheetLink, SheetOpening, Treatment
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.vocabulary.trackers import Entry
from dayroom.platform.sealing import vault_of
from tests import cast
from tests.integration import health_scene
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db


def kept(model: type, owner_id: int, **said: object) -> str:
    row = model(owner_id=owner_id, made_at=timezone.now(), changed_at=timezone.now())
    row.sealed = vault_of(owner_id).seal(said, row)
    row.save()
    return row.public_id


@pytest.fixture
def sheet() -> dict[str, object]:
    """Ann's sheet with a question, one treatment of two, and a chart; and a link to it."""
    ann, now = cast.ann(), timezone.now()
    health_scene.agree(member_id=ann.pk, language="en", now=now)
    began = (now - timedelta(days=9)).date().isoformat()
    chosen = kept(Treatment, ann.pk, name="Metformin", dose="500 mg", started_on=began)
    kept(Treatment, ann.pk, name="Sertraline")
    condition = kept(Condition, ann.pk, text="Type 2 diabetes", diagnosed_on="2024-05")
    record = record_for(ann, "me")
    row = follow_measure(record=record, key="glucose", now=now)
    for days, value in ((30, "7.4"), (20, "6.1"), (10, "5.8")):
        entry = Entry(value=value, unit="mmol/L", taken_at=now - timedelta(days=days))
        enter_reading(record=record, tracker=row.public_id, entry=entry, now=now)
    client = signed_in(ann)
    made = client.post("/health/me/sheets/new", {
        "since_on": (now - timedelta(days=90)).date().isoformat(), "questions": "May I take it at night?",
        "talked": "Others sleep with a sensor. Is that for me?", "changes": "on", "treatments": chosen,
        "conditions": condition, "trackers": row.public_id,
    })
    assert made.status_code == 302, made.content
    page = made["Location"]
    assert client.post(f"{page}share", {"days": "7", "whom": "Dr Okoye"}).status_code == 302
    link = SheetLink.objects.get()
    told = vault_of(ann.pk).open(link)
    return {"ann": ann, "client": client, "page": page, "link": link, "code": told["code"],
            "address": f"/shared/{told['token']}/"}


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_only_what_was_chosen_stands_on_the_sheet_and_the_pdf_is_one(sheet) -> None:
    shown = sheet["client"].get(sheet["page"]).content.decode()
    for words in ("May I take it at night?", "Others sleep with a sensor", "Metformin", "Began: Metformin", "<svg"):
        assert words in shown
    assert "Sertraline" not in shown
    file = sheet["client"].get(f"{sheet['page']}sheet.pdf")
    assert file.content.startswith(b"%PDF-")
    assert file["Content-Type"] == "application/pdf"
    assert b"Ann" not in file.content[:200]


def test_a_stranger_opens_it_by_link_and_code_and_the_owner_sees_it(sheet) -> None:
    doctor = Client()
    asked = doctor.get(sheet["address"])
    assert asked["Cache-Control"] == "private, no-store"
    assert "noindex" in asked["X-Robots-Tag"]
    page = asked.content.decode()
    title = page.split("<title>")[1].split("</title>")[0]
    assert "health" not in title.lower()
    assert "Metformin" not in page
    assert doctor.get(f"{sheet['address']}sheet.pdf").status_code == 302
    assert doctor.post(sheet["address"], {"code": wrong(sheet["code"])}).status_code == 403
    assert doctor.post(sheet["address"], {"code": f"{sheet['code'][:3]} {sheet['code'][3:]}"}).status_code == 302
    opened = doctor.get(sheet["address"]).content.decode()
    assert "May I take it at night?" in opened
    assert "Metformin" in opened
    assert doctor.get(f"{sheet['address']}sheet.pdf").content.startswith(b"%PDF-")
    assert SheetOpening.objects.count() == 1
    assert Access.objects.get(way="LINK").owner_id == sheet["ann"].pk
    assert "Not opened so far" not in sheet["client"].get(sheet["page"]).content.decode()
    sheet["client"].post(f"{sheet['page']}links/{sheet['link'].public_id}/end")
    assert doctor.get(sheet["address"]).status_code == 404


def test_five_wrong_codes_close_the_link_for_good_also_for_the_right_one(sheet) -> None:
    stranger = Client()
    tried = [stranger.post(sheet["address"], {"code": wrong(sheet["code"])}).status_code for _each in range(6)]
    assert tried == [403, 403, 403, 403, 403, 404]
    assert stranger.post(sheet["address"], {"code": sheet["code"]}).status_code == 404


def test_a_link_ends_with_its_days_and_with_the_consent(sheet) -> None:
    withdraw_consent(member_id=sheet["ann"].pk, purpose=Purpose.OWN_RECORD, now=timezone.now())
    assert Client().get(sheet["address"]).status_code == 404
    health_scene.agree(member_id=sheet["ann"].pk, language="en", now=timezone.now())
    assert Client().get(sheet["address"]).status_code == 200
    SheetLink.objects.update(ends_at=timezone.now())
    assert Client().get(sheet["address"]).status_code == 404
