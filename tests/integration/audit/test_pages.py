from __future__ import annotations

import csv
import io

import pytest
from django.db.models import QuerySet
from django.test import Client

from dayroom.apps.audit import actions
from dayroom.apps.audit.models import Event
from dayroom.apps.people.vocabulary import Role
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def auditor(client: Client) -> Client:
    client.force_login(cast.with_role(cast.member("aud"), Role.AUDITOR), backend=BACKEND)
    return client


def test_an_auditor_reads_and_filters_the_record(auditor: Client) -> None:
    actions.record(actor_id=None, action="case.opened", now=NOW, subject=("case", 3), facts={"priority": 1})
    actions.record(actor_id=5, action="flag.made", now=NOW, subject=("post", 9))
    page = auditor.get("/desk/audit/").content.decode()
    assert "case.opened" in page
    assert "flag.made" in page
    only_flags = auditor.get("/desk/audit/?action=flag.&subject=post:9&since=2026-11-20&until=2026-11-20")
    assert "flag.made" in only_flags.content.decode()
    assert "case.opened" not in only_flags.content.decode()


def test_the_page_asks_the_database_the_same_however_many_events_it_shows(
    auditor: Client, django_assert_num_queries: object
) -> None:
    actions.record(actor_id=1, action="flag.made", now=NOW)
    auditor.get("/desk/audit/")
    with django_assert_num_queries(5):  # type: ignore[operator]
        auditor.get("/desk/audit/")
    for number in range(30):
        actions.record(actor_id=number, action="flag.made", now=NOW)
    with django_assert_num_queries(5):  # type: ignore[operator]
        auditor.get("/desk/audit/")


@pytest.mark.parametrize("person", [cast.ann, cast.mo, cast.ivo])
def test_others_do_not_read_the_record(client: Client, person: object) -> None:
    client.force_login(person(), backend=BACKEND)  # type: ignore[operator]
    assert client.get("/desk/audit/").status_code == 403
    assert client.post("/desk/audit/events.csv").status_code == 403
    assert client.post("/desk/audit/check").status_code == 403


def test_a_filter_that_cannot_be_read_says_so(auditor: Client) -> None:
    for query in ("action=a;b", "subject=post:x", "since=yesterday", "actor=nobody-of-this-name",
                  "since=2026-02-02&until=2026-01-01", "place=zz", "place=1~2"):
        assert auditor.get(f"/desk/audit/?{query}").status_code == 422, query


def test_the_csv_holds_the_same_rows_cannot_run_formulas_and_is_itself_recorded(auditor: Client) -> None:
    actions.record(actor_id=None, action="flag.made", now=NOW, reason="=HYPERLINK(1)")
    actions.seal_all(NOW)
    answer = auditor.post("/desk/audit/events.csv", {"action": "flag.made"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))  # type: ignore[attr-defined]
    assert [row["action"] for row in rows] == ["flag.made"]
    assert rows[0]["reason"] == "'=HYPERLINK(1)"
    assert rows[0]["digest"] == Event.objects.get(seq=1).digest
    assert Event.objects.filter(action="audit.exported").count() == 1


def test_the_check_says_where_the_record_was_changed(auditor: Client) -> None:
    for _number in range(3):
        actions.record(actor_id=1, action="flag.made", now=NOW)
    actions.seal_all(NOW)
    assert "Nothing was changed" in auditor.post("/desk/audit/check").content.decode()
    QuerySet.update(Event.objects.filter(seq=2), reason="x")
    assert "at number 2" in auditor.post("/desk/audit/check").content.decode()
