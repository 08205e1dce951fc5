"""A practice hands a result to Ann: by her link and her code, once, and it reaches nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dayroom.apps.notices.models import Notice
from dayroom.apps.people.models import Member
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.models import Access, Document
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast
from tests.cast import NOW

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a result"


def signed_in(person: Member) -> Client:
    client = Client()
    client.force_login(person)
    return client


def hand(address: str, code: str, content: bytes = PDF) -> Any:
    said = {"code": code, "title": "Blood test", "from_whom": "Dr Okoye", "note": "All fine."}
    return Client().post(address, {**said, "file": SimpleUploadedFile("x.pdf", content)})


@pytest.fixture
def ann() -> Member:
    person = cast.ann()
    agree(member_id=person.pk, language="en", now=NOW)
    return person


def link_of(client: Client) -> tuple[str, str]:
    page = client.post("/health/me/documents").content.decode()
    address = page.split("<code>")[1].split("</code>")[0].removeprefix("http://testserver")
    return address, page.split("<strong>")[1].split("</strong>")[0]


def test_a_result_is_handed_in_with_the_code_once_and_only_ann_opens_it(ann: Member, settings: Any) -> None:
    client = signed_in(ann)
    address, code = link_of(client)
    page = Client().get(address).content.decode()
    assert "ann" not in page.split("<main")[1]
    wrong = "0000 0000" if code != "0000 0000" else "1111 1111"
    assert hand(address, wrong).status_code == 403
    assert hand(address, code, b"MZ\x90\0").status_code == 415
    assert hand(address, code).status_code == 200
    assert hand(address, code).status_code == 404
    assert "Blood test" in client.get("/health/me/documents").content.decode()
    (stored,) = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert b"result" not in stored.read_bytes()
    told = client.get("/notices/").content.decode()
    assert "Something was handed in for you" in told
    assert "Blood test" not in told
    assert Notice.objects.get().member_id == ann.pk
    row = Document.objects.get()
    assert signed_in(cast.carl()).get(f"/health/me/documents/{row.public_id}").status_code == 404
    assert b"".join(client.get(f"/health/me/documents/{row.public_id}").streaming_content) == PDF  # type: ignore[attr-defined]
    assert Access.objects.get(kind="document").way == "LINK"
    assert Notice.objects.get().read_at is not None
    plug = dict(PERSONAL_DATA)["tracking"]
    assert [Path(path).read_bytes() for _name, path in plug.files(ann.pk)] == [PDF]
    plug.erase(ann.pk)
    assert not stored.exists()
    assert not Document.objects.exists()


def test_five_wrong_codes_close_a_link(ann: Member) -> None:
    address, code = link_of(signed_in(ann))
    wrong = str((int(code.replace(" ", "")) + 1) % 10**8).zfill(8)
    assert [hand(address, wrong).status_code for _time in range(6)] == [403] * 5 + [404]
    assert hand(address, code).status_code == 404
