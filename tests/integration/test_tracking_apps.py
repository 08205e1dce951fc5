"""What goes out of a record: files for its owner, and pages for apps that the owner let in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from dayroom.apps.people.models import Member
from dayroom.apps.tracking.actions import apps as keys
from dayroom.apps.tracking.actions import takings
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.told import keep_told
from dayroom.apps.tracking.actions.trackers import follow_symptom, tracker_of_measure
from dayroom.apps.tracking.models import Access, AppToken, Reading, Taking
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.vocabulary.files import AppScope
from dayroom.engines.measures.reading import read_bundle
from dayroom.engines.measures.writing import check_resource
from dayroom.platform.sealing import vault_of
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Member:
    person = cast.ann()
    agree(member_id=person.pk, language="en", now=NOW)
    record, vault = record_for(person, "me"), vault_of(person.pk)
    values: list[tuple[str, list[dict[str, Any]]]] = [
        ("glucose", [{"value": str(5 + day / 10), "unit": "mmol/L", "note": "=2+3"} for day in range(5)]),
        ("bp_systolic", [{"value": "121", "unit": "mm[Hg]", "parts": {"bp_diastolic": "79"}}]),
    ]
    for key, said in values:
        keep(person, tracker_of_measure(person.pk, key, vault, now=NOW), said)
    keep(person, follow_symptom(record=record, name="Itching", now=NOW), [{"value": "3", "unit": "{score}"}])
    code = {"code": "E11.9", "system": "http://hl7.org/fhir/sid/icd-10-cm"}
    for kind, told in (
        ("condition", {"text": "Type 2 diabetes", "first_seen_on": "2019", "certainty": "DIAGNOSED", **code}),
        ("condition", {"text": "Migraine", "certainty": "SUSPECTED"}),
        ("treatment", {"name": "Metformin", "started_on": "2019-05", "purposes": ["Diabetes"], "dose": "500 mg"}),
    ):
        keep_told(record=record, kind=kind, values=told, now=NOW, today=NOW.date())
    return person


def keep(person: Member, tracker: Any, values: list[dict[str, Any]]) -> None:
    vault = vault_of(person.pk)
    for number, said in enumerate(values):
        at = datetime(2026, 3, 1 + number, 8, tzinfo=UTC)
        row = Reading(tracker=tracker, owner=person, taken_at=at, made_at=NOW, changed_at=NOW)
        row.sealed = vault.seal(said, row)
        row.save()


def signed_in(person: Member) -> Client:
    client = Client()
    client.force_login(person)
    return client


def taken(person: Member, **chosen: Any) -> str:
    parts = ["conditions", "treatments", "trackers", "answers", "goals"]
    answer = signed_in(person).post("/health/me/take", {"form": "FHIR", "parts": parts, **chosen})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_the_whole_record_leaves_as_valid_fhir_and_can_be_read_again(ann: Member) -> None:
    bundle = json.loads(taken(ann))
    found = [one["resource"] for one in bundle["entry"]]
    for one in found:
        check_resource(one, known=(f"Patient/{ann.public_id}",))
    assert sorted({one["resourceType"] for one in found}) == ["Condition", "MedicationStatement", "Observation", "Patient"]
    assert "ann" not in {str(one.get("name")) for one in found}
    again = read_bundle(bundle, now=NOW)
    assert (len(again.readings), len(again.facts), again.summary.broken) == (7, 3, {})
    # the log says that a file was made
    assert Access.objects.get().way == "FILE"


def test_only_what_was_chosen_leaves_and_formulas_leave_as_text(ann: Member) -> None:
    glucose = tracker_of_measure(ann.pk, "glucose", vault_of(ann.pk), now=NOW).public_id
    table = taken(ann, form="CSV", parts=["trackers"], trackers=[glucose], since="2026-03-02", until="2026-03-03")
    rows = table.removeprefix("\ufeff").splitlines()
    assert len(rows) == 3
    assert "'=2+3" in rows[1]
    assert "Metformin" not in table
    page = taken(ann, form="HTML", parts=["conditions", "events"])
    assert "Migraine" in page
    assert "Metformin" not in page
    assert ("DIAGNOSED" in page, "diagnosed" in page) == (False, True)
    read = taken(ann, form="HTML", parts=["trackers"], trackers=[glucose])
    assert read.count("Blood sugar") == 1  # above its numbers, not in each row


def test_a_large_file_is_made_by_a_job_sealed_and_deleted_after_some_days(
    ann: Member, monkeypatch: pytest.MonkeyPatch, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr("dayroom.apps.tracking.views.take.STREAMED_MOST", 3)
    client = signed_in(ann)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/health/me/take", {"form": "HTML", "parts": ["trackers", "conditions"]})
    page = client.get(answer["Location"])
    assert "It is ready" in page.content.decode()
    file = client.get(f"{answer['Location']}/file")
    assert "Migraine" in b"".join(file.streaming_content).decode()
    assert "sandbox" in file["Content-Security-Policy"]
    (stored,) = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert b"Migraine" not in stored.read_bytes()
    assert signed_in(cast.carl()).get(f"{answer['Location']}/file").status_code == 404
    assert takings.forget_takings(now=Taking.objects.get().expires_at + timedelta(seconds=1)) == 1
    assert not stored.exists()
    assert client.get(f"{answer['Location']}/file").status_code == 404


def app(person: Member, *scopes: str, now: datetime | None = None) -> tuple[AppToken, str]:
    return keys.make_key(
        record=record_for(person, "me"), name="Diary", scopes=scopes or AppScope.values, days=30,
        now=now or datetime.now(tz=UTC),
    )


def ask(text: str, path: str, **more: str) -> Any:
    answer = Client().get(f"/fhir/R4/{path}", headers={"Authorization": f"Bearer {text}"}, **more)
    assert answer["Content-Type"].startswith("application/fhir+json")
    return answer


def test_an_app_searches_page_by_page_and_every_day_of_it_stands_in_the_log(ann: Member) -> None:
    row, text = app(ann)
    seen: list[str] = []
    address = "Observation?code=http://loinc.org|15074-8&_count=2"
    while address:
        bundle = ask(text, address).json()
        seen += [one["resource"]["effectiveDateTime"][:10] for one in bundle["entry"]]
        following = [one["url"] for one in bundle["link"] if one["relation"] == "next"]
        address = following[0].split("/fhir/R4/")[1] if following else ""
    assert seen == [f"2026-03-0{day}" for day in (5, 4, 3, 2, 1)]
    line = Access.objects.get()
    assert (line.way, line.kind, line.item, line.times, line.actor_id) == ("APP", "reading", row.public_id, 3, None)
    assert AppToken.objects.get().last_used_at is not None


SEARCHES = (
    ("Observation", 7), ("Observation?category=survey", 1), ("Observation?category=vital-signs", 1),
    ("Observation?code=85354-9", 1), ("Observation?code=8462-4", 1), ("Observation?code=http://example.org|8462-4", 0),
    ("Observation?date=ge2026-03-03&date=lt2026-03-05&category=laboratory", 2), ("Observation?date=2026", 7),
    ("Observation?_id=nothing", 0), ("Observation?patient=somebodyelse", 0), ("Patient", 1), ("Condition", 2),
    ("Condition?code=E11.9", 1), ("Condition?_count=1", 1), ("MedicationStatement", 1), ("QuestionnaireResponse", 0),
)  # fmt: skip


def test_searches_find_what_they_ask_for(ann: Member) -> None:
    text = app(ann)[1]
    for path, many in SEARCHES:
        bundle = ask(text, path).json()
        assert len(bundle["entry"]) == many, path
        for one in bundle["entry"]:
            check_resource(one["resource"])


def test_one_resource_is_read_by_its_id_and_anothers_is_not_there(ann: Member) -> None:
    text = app(ann)[1]
    first = ask(text, "Condition?_count=1").json()["entry"][0]
    assert ask(text, f"Condition/{first['resource']['id']}").json() == first["resource"]
    assert ask(text, f"Patient/{ann.public_id}").json()["id"] == ann.public_id
    carl = cast.carl()
    agree(member_id=carl.pk, language="en", now=NOW)
    assert ask(text, f"Patient/{carl.public_id}").status_code == 404
    assert ask(app(carl)[1], f"Condition/{first['resource']['id']}").status_code == 404


def test_what_is_asked_wrongly_gets_its_status_as_an_outcome(ann: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    row, text = app(ann, "Condition")
    for path, status in (
        ("Observation", 403), ("Condition?name=x", 400), ("Condition?_count=0", 400), ("Condition?_after=x", 400),
        ("Nothing", 404), ("Condition/nothing", 404), ("Condition?_format=xml", 400),
    ):  # fmt: skip
        answer = ask(text, path)
        assert (answer.status_code, answer.json()["resourceType"]) == (status, "OperationOutcome"), path
    assert ask(app(ann)[1], "Observation?date=gestern").status_code == 400
    assert ask("dayroom_health_wrong", "Condition").status_code == 401
    assert Client().get("/fhir/R4/Condition")["WWW-Authenticate"] == "Bearer"
    assert Client().post("/fhir/R4/Condition").status_code == 405
    monkeypatch.setattr(keys, "APP_PER_MINUTE", 1)
    other = app(ann)[1]
    assert [ask(other, "Condition").status_code for _time in range(2)] == [200, 429]
    keys.revoke_key(record=record_for(ann, "me"), public_id=row.public_id, now=NOW)
    assert ask(text, "Condition").status_code == 401
    _row, old = app(ann, now=NOW - timedelta(days=365))
    assert ask(old, "Condition").status_code == 401


def test_a_key_is_shown_once_and_kept_as_a_digest(ann: Member) -> None:
    client = signed_in(ann)
    page = client.post("/health/me/apps", {"name": "Diary", "scopes": ["Observation"], "days": "30"}).content.decode()
    text = page.split("<code>")[1].split("</code>")[0]
    assert ask(text, "Observation").status_code == 200
    row = AppToken.objects.get()
    assert text not in str(row.__dict__)
    assert text not in client.get("/health/me/apps").content.decode()
    assert signed_in(cast.carl()).post(f"/health/me/apps/{row.public_id}/revoke").status_code == 404
    client.post(f"/health/me/apps/{row.public_id}/revoke")
    assert ask(text, "Observation").status_code == 401


def test_the_description_says_what_can_be_read() -> None:
    said = Client().get("/fhir/R4/metadata").json()
    assert {one["type"] for one in said["rest"][0]["resource"]} == set(AppScope.values)
