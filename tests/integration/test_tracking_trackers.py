"""A member follows what matters to them: entered, mended, taken away, brought back, drawn; and helped when it is needed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from dayroom.apps.people.models import Member
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.days import refresh_all_days
from dayroom.apps.tracking.actions.readings import change_reading, danger_of, enter_reading
from dayroom.apps.tracking.actions.trackers import follow_measure, follow_symptom, move_tracker
from dayroom.apps.tracking.models import Access, Proxy, Reading, ReadingVersion, Tracker, YearOfDays
from dayroom.apps.tracking.presenters.charts import standalone
from dayroom.apps.tracking.presenters.journeys import together_words, wanted_chart
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.days import days_of
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.trackers import tracker_shown, trackers_of
from dayroom.apps.tracking.rules.consent import NotAgreed
from dayroom.apps.tracking.rules.readings import FarFromLast, LookAgain, OneNumberMissing
from dayroom.apps.tracking.vocabulary import Audience
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.trackers import Entry
from dayroom.engines.measures import Level
from dayroom.engines.measures.errors import FutureDate, ImpossibleValue, NotANumber
from dayroom.platform.files import path_of
from dayroom.platform.sealing import vault_of
from tests import cast
from tests.integration.scene import signed_in

pytestmark = pytest.mark.django_db


def own(country: str = "GB") -> tuple[Member, Record]:
    owner = cast.member("ann", country=country)
    agree(member_id=owner.pk, language="en", now=cast.NOW)
    return owner, record_for(owner, "me")


def enter(record: Record, tracker: Tracker, value: str, **more: object) -> Reading:
    entry = Entry(value=value, **more)  # type: ignore[arg-type]  # fields of an entry
    return enter_reading(record=record, tracker=tracker.public_id, entry=entry, now=cast.NOW).row


def test_before_the_yes_nothing_is_followed() -> None:
    with pytest.raises(NotAgreed):
        follow_measure(record=record_for(cast.ann(), "me"), key="glucose", now=cast.NOW)


def test_a_reading_is_sealed_and_its_day_stands_beside_it() -> None:
    _owner, record = own()
    row = follow_measure(record=record, key="glucose", now=cast.NOW)
    vault = vault_of(record.owner_id)
    enter(record, row, "5,6", unit="mmol/L", note="Before breakfast")
    enter(record, row, "7.2", unit="mmol/L")
    assert all(b"breakfast" not in bytes(one.sealed) for one in Reading.objects.all())
    (day,), _second = days_of(row, vault)
    assert (day.count, round(day.low, 1), round(day.high, 1)) == (2, 100.9, 129.7)  # in the measure's own unit
    assert follow_measure(record=record, key="glucose", now=cast.NOW).pk == row.pk
    again = trackers_of(record, vault, profile_of(record.owner_id))
    assert [(one.name, one.unit) for one in again] == [("Blood sugar", "mmol/L")]


def test_what_cannot_be_is_refused_what_is_unusual_is_asked_once_and_nothing_of_it_is_kept() -> None:
    _owner, record = own()
    row = follow_measure(record=record, key="bp_systolic", now=cast.NOW)
    ahead = cast.NOW + timedelta(days=1)
    for fault, value, more in (
        (ImpossibleValue, "900", {"part": "80"}), (NotANumber, "high", {"part": "80"}), (OneNumberMissing, "120", {}),
        (LookAgain, "205", {"part": "110"}), (FutureDate, "120", {"part": "80", "taken_at": ahead}),
    ):
        with pytest.raises(fault):
            enter(record, row, value, unit="mm[Hg]", **more)
    assert not Reading.objects.exists()
    assert not YearOfDays.objects.exists()
    kept = enter(record, row, "205", part="110", unit="mm[Hg]", sure=True)
    level = danger_of(kept, row, vault_of(record.owner_id), profile_of(record.owner_id), cast.NOW)
    assert level is Level.TODAY  # who has not said their age is taken for an adult


def test_the_same_entry_sent_twice_stands_once() -> None:
    _owner, record = own()
    row = follow_symptom(record=record, name="Itching", now=cast.NOW)
    first = enter(record, row, "3", client_key="phone-1")
    assert enter(record, row, "3", client_key="phone-1").pk == first.pk
    assert Reading.objects.count() == 1


def test_a_weight_far_from_the_last_one_is_asked_about_and_kept_when_it_is_right() -> None:
    owner, record = own("US")
    row = follow_measure(record=record, key="weight", now=cast.NOW)
    enter(record, row, "157.4", unit="[lb_av]", taken_at=cast.NOW - timedelta(days=2))
    there = f"/health/me/trackers/{row.public_id}/enter"
    sent = {"value": "190", "unit": "[lb_av]", "when": f"{cast.NOW:%Y-%m-%dT%H:%M}", "client_key": "k1"}
    asked = signed_in(owner).post(there, sent)
    assert (asked.status_code, b"far from the last number" in asked.content) == (422, True)
    assert signed_in(owner).post(there, {**sent, "sure": "1"}).status_code == 302
    wrong = Reading.objects.order_by("-taken_at").first()
    assert wrong is not None
    # mended, it is held against the one before it, not against itself
    change_reading(record=record, public_id=wrong.public_id, entry=Entry(value="159", unit="[lb_av]"), now=cast.NOW)
    with pytest.raises(FarFromLast):
        enter(record, row, "250", unit="[lb_av]")


def test_what_it_said_before_is_kept_and_the_day_follows() -> None:
    _owner, record = own()
    row, vault = follow_symptom(record=record, name="Itching", now=cast.NOW), vault_of(record.owner_id)
    kept = enter(record, row, "3")
    change_reading(record=record, public_id=kept.public_id, now=cast.NOW,
                   entry=Entry(value="8", taken_at=cast.NOW - timedelta(days=400)))
    (day,), _second = days_of(row, vault)
    assert (day.on.year, day.middle) == (2025, 8.0)
    assert [vault.open(one)["value"] for one in ReadingVersion.objects.all()] == ["3"]
    YearOfDays.objects.all().delete()
    refresh_all_days(row, vault)
    assert days_of(row, vault)[0] == [day]


def test_from_the_first_page_a_number_is_saved_in_one_step_mended_deleted_and_brought_back() -> None:
    owner, record = own("US")
    client = signed_in(owner)
    row = follow_measure(record=record, key="weight", now=cast.NOW)
    page = client.get("/health/me/").content.decode()
    assert 'inputmode="decimal"' in page
    assert ">lb<" in page
    there = f"/health/me/trackers/{row.public_id}/"
    sent = client.post(f"{there}enter", {"value": "150", "unit": "[lb_av]", "client_key": "k1", "from": "home"})
    assert sent["Location"] == "/health/me/"
    held = Reading.objects.get()
    wrong = client.post(f"{there}enter", {"value": "heavy", "unit": "[lb_av]", "client_key": "k2"})
    assert (wrong.status_code, b'value="heavy"' in wrong.content, b"enter a number" in wrong.content) == (422, True, True)
    gone = client.post(f"/health/me/readings/{held.public_id}/delete", follow=True)
    assert b"Bring it back" in gone.content
    assert not YearOfDays.objects.exists()
    client.post("/health/me/readings/undo")
    assert Reading.objects.get().public_id == held.public_id
    assert "150 lb" in client.get(there).content.decode()
    assert client.post("/health/me/readings/undo").status_code == 404


def test_a_phone_that_was_offline_is_told_what_became_of_its_entry() -> None:
    owner, record = own("US")
    client, row = signed_in(owner), follow_measure(record=record, key="oxygen_saturation", now=cast.NOW)
    there, head = f"/health/me/trackers/{row.public_id}/enter", {"X-Dayroom-Kept": "yes"}
    at = (timezone.now() - timedelta(hours=5)).isoformat()
    told = client.post(there, {"value": "91", "unit": "%", "client_key": "k1", "at": at}, headers=head).json()
    assert told == {"saved": True, "help": f"/health/me/readings/{Reading.objects.get().public_id}/help"}
    assert Reading.objects.get().taken_at.isoformat()[:16] == at[:16]
    again = client.post(there, {"value": "60", "unit": "%", "client_key": "k2"}, headers=head)
    assert (again.status_code, again.json()["again"]) == (422, True)
    page = client.get(told["help"]).content.decode()
    assert "tel:911" in page
    assert "emergency number now" in page
    assert danger_of(Reading.objects.get(), row, vault_of(owner.pk), profile_of(owner.pk), cast.NOW) is Level.NOW


def test_a_note_of_despair_shows_help_and_leaves_no_mark() -> None:
    owner, _record = own("US")
    client = signed_in(owner)
    sent = client.post("/health/me/check-in", {"pain": "3", "note": "I want to kill myself tonight.", "client_key": "k"})
    assert b"tel:988" in sent.content
    assert Reading.objects.count() == 2
    assert client.post("/health/me/check-in", {"client_key": "k2"}).status_code == 422
    assert client.post("/health/me/check-in", {"mood": "7", "client_key": "k3"})["Location"] == "/health/me/"


def test_a_picture_loses_where_and_with_what_it_was_taken_and_is_sealed() -> None:
    owner, record = own()
    client, row = signed_in(owner), follow_symptom(record=record, name="Rash", now=cast.NOW)
    kept, out, taken = enter(record, row, "3"), BytesIO(), Image.Exif()
    taken[0x010F] = "Phone of Ann"
    Image.new("RGB", (30, 20), "red").save(out, "JPEG", exif=taken)
    there = f"/health/me/readings/{kept.public_id}/photo"
    client.post(there, {"picture": SimpleUploadedFile("a.jpg", out.getvalue(), content_type="image/jpeg")})
    kept.refresh_from_db()
    assert b"\xff\xd8" not in path_of(kept.photo).read_bytes()[:200]
    shown = client.get(there)
    assert (shown["Content-Type"], shown["Cache-Control"], b"Phone of Ann" in shown.content) == ("image/jpeg", "no-store", False)
    bad = client.post(there, {"picture": SimpleUploadedFile("a.jpg", b"no picture", content_type="image/jpeg")})
    assert bad.status_code == 415
    name = kept.photo
    client.post(there, {"do": "drop"})
    kept.refresh_from_db()
    assert (kept.photo, client.get(there).status_code, path_of(name).exists()) == ("", 404, True)  # gone on commit


def test_a_carer_enters_what_may_be_entered_and_both_see_who_it_was() -> None:
    owner, record = own()
    carer = cast.carl()
    client = signed_in(carer)
    mine = follow_symptom(record=record, name="Mine alone", now=cast.NOW)
    there = f"/health/{owner.public_id}/trackers/"
    assert client.post(there, {"name": "Sleepless"}).status_code == 404
    Proxy.objects.create(owner=owner, carer=carer, authority="ASKED", state="STANDING", may_see=True, may_enter=True,
                         asked_at=cast.NOW)
    client.post(there, {"name": "Sleepless"})
    row = Tracker.objects.exclude(pk=mine.pk).get()
    assert row.audience == Audience.CARERS
    client.post(f"{there}{row.public_id}/enter", {"value": "5", "client_key": "c"})
    assert client.get(f"{there}{mine.public_id}/").status_code == 404
    # what is followed in private is not told by what is missing, nor by what happens
    private = follow_measure(record=record, key="hba1c", now=cast.NOW)
    assert 'value="hba1c"' in client.get(there).content.decode()
    client.post(there, {"measure": "hba1c"})
    assert Tracker.objects.exclude(pk__in=(mine.pk, row.pk, private.pk)).get().audience == Audience.CARERS
    assert "entered by carl" in signed_in(owner).get(f"/health/me/trackers/{row.public_id}/").content.decode()
    assert set(Access.objects.filter(item=row.public_id).values_list("scope", flat=True)) == {"ENTER"}


def test_the_order_is_ones_own_and_a_chart_is_drawn_from_the_days() -> None:
    _owner, record = own()
    first = follow_measure(record=record, key="glucose", now=cast.NOW)
    second = follow_symptom(record=record, name="Itching <b>", now=cast.NOW)
    move_tracker(record=record, public_id=second.public_id, up=True, now=cast.NOW)
    vault, reader = vault_of(record.owner_id), profile_of(record.owner_id)
    assert [one.public_id for one in trackers_of(record, vault, reader)] == [second.public_id, first.public_id]
    for day in range(20):
        enter(record, second, str(day % 5), taken_at=cast.NOW - timedelta(days=day))
    Reading.objects.all().delete()  # a chart does not need them
    shown = tracker_shown(second, vault, reader)
    wanted, _found = wanted_chart(record, second, shown, vault, span="30", today=cast.NOW.date())
    drawn = standalone(wanted)
    assert drawn.count("<circle") == 20
    assert "Itching &lt;b&gt;" in drawn
    assert "<style>" in drawn
    assert Decimal(wanted.days[0].middle) == 4


def test_what_an_unusual_number_can_mean_stands_beside_the_question_not_behind_it() -> None:
    owner, record = own()
    row = follow_measure(record=record, key="glucose", now=cast.NOW)
    at, sent = f"/health/me/trackers/{row.public_id}/enter", {"value": "38", "unit": "mg/dL"}
    page = signed_in(owner).post(at, sent)
    text = page.content.decode()
    assert (page.status_code, Reading.objects.count()) == (422, 0)
    assert "This number is unusual" in text
    assert "This number can mean danger" in text
    kept = signed_in(owner).post(at, sent, headers={"X-Dayroom-Kept": "yes"}).json()
    assert (kept["again"], kept["help"]) == (True, "/help/now")


def test_what_went_together_is_said_and_never_why() -> None:
    _owner, record = own()
    vault, reader = vault_of(record.owner_id), profile_of(record.owner_id)
    for name in ("Itching", "Poor sleep"):
        row = follow_symptom(record=record, name=name, now=cast.NOW)
        made = []
        for day in range(40):
            one = Reading(tracker=row, owner_id=record.owner_id, taken_at=cast.NOW - timedelta(days=day),
                          made_at=cast.NOW, changed_at=cast.NOW)
            one.sealed = vault.seal({"value": str(day * 7 % 11), "unit": "{score}"}, one)
            made.append(one)
        Reading.objects.bulk_create(made)
        refresh_all_days(row, vault)
    words = together_words(record, vault, reader, about=row.public_id, today=cast.NOW.date())
    assert len(words) == 1
    other = follow_symptom(record=record, name="Cold hands", now=cast.NOW)
    assert together_words(record, vault, reader, about=other.public_id, today=cast.NOW.date()) == []
    assert "often went together on 40 days: both up, or both down." in words[0]
    assert "cause" not in words[0]
