"""The pages on which Ann brings a file along, says what its columns are, chooses, and takes it back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dayroom.apps.people.models import Member
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.models import Condition, ImportBatch, Reading
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db
TABLE = b"Day,Sugar,Note\n2025-03-01,5.6,fine\n2025-03-02,none,\n2025-03-03,=1+1,\n"
TIMED = b"Day,At,Sugar\n2025-03-01,8:15 PM,5.6\n2025-03-02,,5.8\n"
CHOSEN = {"date": "Day", "value": "Sugar", "date_form": "ISO", "measure": "glucose", "unit": "u:mmol/L"}
BUNDLE = {
    "resourceType": "Bundle",
    "entry": [{"resource": {"resourceType": "Condition", "code": {"text": text}}} for text in ("Asthma", "Hay fever")],
}


@pytest.fixture
def ann() -> Member:
    person = cast.ann()
    agree(member_id=person.pk, language="en", now=NOW)
    return person


def signed_in(person: Member) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send(client: Client, content: bytes, name: str, callbacks: object, whose: str = "me") -> str:
    with callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture: the job runs when all is kept
        answer = client.post(f"/health/{whose}/bring", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer["Location"]


def test_a_table_is_mapped_with_a_look_at_its_rows_read_and_taken_back(
    ann: Member, django_capture_on_commit_callbacks: object
) -> None:
    client = signed_in(ann)
    place = send(client, TABLE, "sugar.csv", django_capture_on_commit_callbacks)
    assert place.endswith("/columns")
    assert "=1+1" in client.get(place).content.decode()
    wrong = client.post(place, {**CHOSEN, "unit": "u:kg"})
    assert wrong.status_code == 422
    looked = client.post(place, {**CHOSEN, "look": "1"}).content.decode()
    assert "2025-03-01: 5.6 mmol/L" in looked
    assert "This record has no number." in looked
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert client.post(place, CHOSEN).status_code == 302
    page = client.get(place.removesuffix("/columns"))
    assert "It is read" in page.content.decode()
    assert Reading.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(place.removesuffix("columns") + "undo")
    assert not Reading.objects.exists()
    assert client.post(place, CHOSEN).status_code == 409
    place = send(client, TABLE + b"2025-03-04,6,\n", "more.csv", django_capture_on_commit_callbacks)
    answer = client.post(place.removesuffix("columns") + "undo", follow=True).content.decode()
    assert "The file is being deleted." in answer
    assert "This file was not read." in answer
    assert "taking it back" not in answer


def test_a_column_of_times_is_offered_and_read_in_the_zone_of_the_owner(
    ann: Member, django_capture_on_commit_callbacks: object
) -> None:
    Member.objects.filter(pk=ann.pk).update(time_zone="America/New_York")
    client = signed_in(ann)
    place = send(client, TIMED, "meter.csv", django_capture_on_commit_callbacks)
    offered = client.get(place).content.decode()
    assert "“At” looks like it." in offered
    assert '<option value="At" selected>' in offered
    chosen = {**CHOSEN, "time": "At"}
    for wrong in ({"time": "Day"}, {"time": "Sugar"}, {"date_form": "DMY_TIME"}):
        assert client.post(place, {**chosen, **wrong}).status_code == 422
    looked = client.post(place, {**chosen, "look": "1"}).content.decode()
    assert "2025-03-01 20:15: 5.6 mmol/L" in looked
    assert "2025-03-02: 5.8 mmol/L" in looked
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(place, chosen)
    found = [at.isoformat() for at in Reading.objects.order_by("taken_at").values_list("taken_at", flat=True)]
    assert found == ["2025-03-02T01:15:00+00:00", "2025-03-02T05:00:00+00:00"]


def test_what_a_bundle_tells_goes_in_only_when_chosen(ann: Member, django_capture_on_commit_callbacks: object) -> None:
    client = signed_in(ann)
    place = send(client, json.dumps(BUNDLE).encode(), "clinic.json", django_capture_on_commit_callbacks)
    page = client.get(place).content.decode()
    assert "Asthma" in page
    assert not Condition.objects.exists()
    fact = page.split('name="fact" value="')[1].split('"')[0]
    client.post(f"{place}/found", {"fact": [fact, "nothing"]})
    assert Condition.objects.count() == 1
    client.post(f"{place}/found", {"pass": "1"})
    assert "Hay fever" not in client.get(place).content.decode()


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"", 422, "This file is empty."),
        (b"\x89PNG\r\n\x1a\n\0\0", 415, "This is not a health export that we know."),
        (b'{"resourceType": "Bundle", "entry": [', 422, "This file is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_gets_its_status_and_its_sentence(
    ann: Member, content: bytes, status: int, said: str
) -> None:
    answer = signed_in(ann).post("/health/me/bring", {"file": SimpleUploadedFile("x.json", content)})
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert not ImportBatch.objects.exists()


def test_the_same_file_is_known_and_nobody_else_sees_any_of_it(
    ann: Member, django_capture_on_commit_callbacks: object, settings: object
) -> None:
    client = signed_in(ann)
    place = send(client, json.dumps(BUNDLE).encode(), "clinic.json", django_capture_on_commit_callbacks)
    again = client.post("/health/me/bring", {"file": SimpleUploadedFile("b.json", json.dumps(BUNDLE).encode())})
    assert (again.status_code, "brought this same file before" in again.content.decode()) == (409, True)
    carl = signed_in(cast.carl())
    assert carl.get(place).status_code == 404
    assert carl.get(place.replace("/me/", f"/{ann.public_id}/")).status_code == 404
    assert carl.get(f"/health/{ann.public_id}/bring").status_code == 404
    # what waits is not to be read in private storage either
    send(client, TABLE, "sugar.csv", django_capture_on_commit_callbacks)
    stored = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]  # type: ignore[attr-defined]
    assert len(stored) == 1
    assert b"Sugar" not in stored[0].read_bytes()
