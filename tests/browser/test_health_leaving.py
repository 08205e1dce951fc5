"""Ann deletes in three steps: what one tracker holds, her whole health record, her account. Before each she reads what
goes and what stays; after each it is gone."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from dayroom.apps.governance.actions.erasure import forget
from dayroom.apps.governance.actions.exports import build_export, folder
from dayroom.apps.governance.models import Erasure, Export
from dayroom.apps.people.models import Member
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.told import keep_told
from dayroom.apps.tracking.actions.trackers import follow_symptom
from dayroom.apps.tracking.models import Condition, Reading, Tracker
from dayroom.apps.tracking.queries import record_for
from dayroom.platform.crypto import KeyMissing
from dayroom.platform.sealing import vault_of
from tests import cast
from tests.browser.office import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PASSWORD = "a quiet room with a lamp"
WORD = "wrencastle"  # of nobody else


def ann_with_a_record() -> Member:
    now, ann = timezone.now(), cast.ann()
    ann.set_password(PASSWORD)
    ann.save()
    EmailAddress.objects.create(user=ann, email=ann.email, verified=True, primary=True)
    agree(member_id=ann.pk, language="en", now=now)
    record = record_for(ann, "me")
    follow_symptom(record=record, name="Tired eyes", now=now)
    keep_told(record=record, kind="condition", values={"text": f"Condition {WORD}"}, now=now, today=now.date())
    return ann


def copied(ann: Member) -> str:
    """What stands in a copy of her data that is made now."""
    row = Export.objects.create(member=ann, asked_at=timezone.now())
    build_export(export_id=row.pk, now=timezone.now())
    row.refresh_from_db()
    with zipfile.ZipFile(folder() / row.file_name) as archive:
        return json.dumps(json.loads(archive.read("data.json")), ensure_ascii=False)


def one_trackers_readings(office: Office) -> None:
    """It says that it is for good, and offers to put it away instead."""
    page = office.page
    page.get_by_role("link", name="Tired eyes").click()
    page.get_by_text("4", exact=True).check()
    office.press("Save")
    page.get_by_role("link", name="Delete it").click()
    office.sees(
        "All its readings, notes and pictures go with it. This cannot be taken back. "
        "If you only want it out of the way, put it away instead."
    )
    assert Reading.objects.count() == 1
    office.press("Delete it for good")
    office.sees("It is deleted, with all its readings.")
    assert (Reading.objects.count(), Tracker.objects.count()) == (0, 0)


def the_whole_record(office: Office) -> None:
    page = office.page
    page.get_by_role("link", name="Delete my health record").click()
    for sentence in (
        "At once. There is no way back.",
        "nobody can read it, not even from an old copy of this site",
        "Your account, and the words of your posts.",
        "Take your record along first",
    ):
        office.sees(sentence)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Type your handle").fill("anna")
    office.press("Delete my health record for good")
    page.fill("[name=password]", PASSWORD)  # asked once more who it is; what was typed goes on after it
    office.press("Go on")
    office.sees("Please type your handle exactly as it is. Nothing was deleted.")
    assert Condition.objects.count() == 1
    page.get_by_label("Type your handle").fill("ann")
    office.press("Delete my health record for good")
    office.sees("Your health record is deleted. Nobody can read it any more.")


def her_account(office: Office) -> None:
    page = office.page
    page.goto(page.url.replace("/health/me/", "/privacy/leave"))
    office.sees(f"In {settings.ERASURE_GRACE_DAYS} days. Until then you can sign in and keep your account.")
    page.get_by_label("Type your handle").fill("ann")
    office.press("Delete my account")
    office.sees("Until then nothing is lost.")
    expect(page.get_by_role("button", name="Keep my account")).to_be_visible()


def test_ann_deletes_a_trackers_readings_then_her_record_then_her_account(office: Office) -> None:
    ann = ann_with_a_record()
    sealed = Condition.objects.get()
    office.as_("ann", "/health/me/")
    one_trackers_readings(office)
    assert WORD in copied(ann)
    office.as_("ann", "/health/me/")
    the_whole_record(office)
    with pytest.raises(KeyMissing):  # a row that somebody kept from before opens with no key of hers
        vault_of(ann.pk).open(sealed)
    assert not list(folder().iterdir())  # nor does the copy of her data from before lie about
    assert WORD not in copied(ann)
    her_account(office)
    assert Erasure.objects.get().due_at > timezone.now() + timedelta(days=settings.ERASURE_GRACE_DAYS - 1)
    forget(member_id=ann.pk, public_id=ann.public_id, now=timezone.now())  # as it is done when that day has come
    ann.refresh_from_db()
    assert (ann.email, ann.handle == "ann") == (None, False)
