"""A professional tells of a patient who has signed for it; the checks of conduct; and what happens when it is taken back."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.models import Attachment, Draft, Membership, Post
from dayroom.apps.notices.models import Notice
from dayroom.apps.people.actions.authorizations import end_expired
from dayroom.apps.people.models import Authorization, AuthorizationUse, Member, Persona
from dayroom.apps.people.vocabulary import Role
from dayroom.apps.screening.models import ConductCheck
from dayroom.platform.files import path_of
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast
from tests.integration import scene
from tests.integration.communities.test_media import photo
from tests.integration.scene import Scene

pytestmark = pytest.mark.django_db

STORY = "My patient Maria Santos, MRN 4471902, walks to the shop again."


@pytest.fixture
def house() -> Scene:
    return scene.build()


@pytest.fixture
def okoye(house: Scene) -> Member:
    made, now = cast.okoye(), timezone.now()
    Membership.objects.create(community=house.place, member=made, since=now)
    Persona.objects.create(
        member=made, handle="dr-okoye", display_name="Dr Okoye", profession="physician", interests="None.",
        made_at=now, verified_until=(now + timedelta(days=90)).date(),
    )
    return made


@pytest.fixture
def client(okoye: Member) -> Client:
    return scene.signed_in(okoye)


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", photo(), "image/jpeg")


def told(**more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "label": "Walking again", "description": "How she learned to walk again.", "scopes": ["TEXT"],
        "discloser": "Dr Okoye", "recipients": "Everybody who reads this site", "channels": ["HERE", "SOCIAL"],
        "purpose": "To give others hope", "expires_on": str(today + timedelta(days=300)), "signer_name": "Maria Santos",
        "signed_on": str(today), "says_revocation": "on", "says_conditioning": "on", "says_redisclosure": "on",
        "in_plain_language": "on", "copy_given": "on", "signed_how": "TYPED", **more,
    }


def entered(client: Client, **more: Any) -> Authorization:
    assert client.post("/me/authorizations/new", told(**more)).status_code == 302
    return Authorization.objects.latest("pk")


def send(client: Client, house: Scene, body: str, **more: Any) -> Any:
    face = Persona.objects.get(handle="dr-okoye")
    return client.post(f"/t/{house.topic.public_id}/reply", {"body": body, "speak_as": face.public_id, **more})


def test_what_was_signed_lets_a_story_out_and_the_use_is_kept(house: Scene, client: Client, okoye: Member) -> None:
    assert send(client, house, STORY).status_code == 422
    signed = entered(client)
    sent = send(client, house, STORY, authorization=signed.public_id)
    assert sent.status_code == 302, sent.content.decode()
    post = Post.objects.get(persona__handle="dr-okoye")
    assert post.state == "LIVE"
    assert AuthorizationUse.objects.get().subject_id == post.pk
    outcomes = dict(ConductCheck.objects.filter(screening__subject_id=post.pk).values_list("check_id", "outcome"))
    assert len(outcomes) == 17
    assert outcomes["S2"] == "PASS"


def test_an_account_number_is_never_signed_for(house: Scene, client: Client) -> None:
    signed = entered(client)
    refused = send(client, house, "Her SSN is 536-90-4399.", authorization=signed.public_id)
    assert refused.status_code == 422
    assert not AuthorizationUse.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [({"copy_given": ""}, "the person has a copy"), ({"scopes": ["IMAGE"]}, "does not cover this"),
     ({"channels": ["SOCIAL"]}, "does not cover this")],
)
def test_what_does_not_count_or_cover_is_refused_with_its_reason(
    house: Scene, client: Client, change: dict[str, Any], said: str
) -> None:
    signed = entered(client, **change)
    refused = send(client, house, STORY, authorization=signed.public_id)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert Draft.objects.get().body == STORY


def test_nobody_uses_what_a_colleague_has_entered(house: Scene, client: Client) -> None:
    signed = entered(client)
    Authorization.objects.update(made_by=house.sue)
    assert send(client, house, STORY, authorization=signed.public_id).status_code == 404
    assert client.get(f"/me/authorizations/{signed.public_id}").status_code == 404


def test_taken_back_it_is_shown_no_more_and_the_rest_is_a_list(house: Scene, client: Client, okoye: Member) -> None:
    signed = entered(client)
    send(client, house, STORY, authorization=signed.public_id)
    where = f"/me/authorizations/{signed.public_id}"
    assert client.post(f"{where}/outside", {"place": "The leaflet of spring"}).status_code == 302
    assert client.get(f"{where}/change").status_code == 200
    assert client.post(f"{where}/change", told()).status_code == 422  # used: it is a record now
    assert client.post(f"{where}/revoke").status_code == 302
    assert Post.objects.get(persona__handle="dr-okoye").state == "HIDDEN"
    assert Notice.objects.filter(member=okoye, kind="AUTHORIZATION").count() == 1
    page = client.get(where).content.decode()
    assert page.count("still to take down") == 1
    outside = AuthorizationUse.objects.get(outside_place__gt="")
    assert client.post(f"{where}/down/{outside.pk}").status_code == 302
    assert client.post(f"{where}/down/{outside.pk}").status_code == 404
    assert "still to take down" not in client.get(where).content.decode()
    assert client.post(f"{where}/revoke").status_code == 409
    assert send(client, house, STORY, authorization=signed.public_id).status_code == 422


def test_when_what_it_ends_with_has_happened_it_ends_here(house: Scene, client: Client, okoye: Member) -> None:
    signed = entered(client, expires_on="", expiry_event="the spring campaign is over")
    send(client, house, STORY, authorization=signed.public_id)
    where = f"/me/authorizations/{signed.public_id}"
    client.post(f"{where}/outside", {"place": "The leaflet of spring"})
    assert "It has happened" in client.get(where).content.decode()
    assert client.post(f"{where}/ended").status_code == 302
    assert Post.objects.get(persona__handle="dr-okoye").state == "HIDDEN"
    page = client.get(where).content.decode()
    assert (page.count("still to take down"), "It has happened" in page) == (1, False)
    assert client.post(f"{where}/ended").status_code == 409
    assert send(client, house, STORY, authorization=signed.public_id).status_code == 422


def test_after_its_last_day_nothing_stands_on_it(house: Scene, client: Client) -> None:
    signed = entered(client)
    send(client, house, STORY, authorization=signed.public_id)
    assert signed.expires_on is not None
    end = datetime.combine(signed.expires_on, time(12), tzinfo=UTC)
    assert end_expired(now=end) == 0
    assert end_expired(now=end + timedelta(days=2)) == 1
    assert Post.objects.get(persona__handle="dr-okoye").state == "HIDDEN"
    assert end_expired(now=end + timedelta(days=3)) == 0


def test_stewards_and_auditors_read_and_export_and_each_look_is_recorded(house: Scene, client: Client) -> None:
    entered(client, purpose="=1+1")
    desk = house.clients["steward"]
    assert "Walking again" in desk.get("/desk/authorizations/").content.decode()
    one = Authorization.objects.get()
    assert "Maria Santos" in desk.get(f"/desk/authorizations/{one.public_id}").content.decode()
    found = desk.get("/desk/authorizations/all/json").json()
    assert (found[0]["signed_by"], found[0]["counts"], found[0]["missing"]) == ("Maria Santos", True, [])
    rows = list(csv.DictReader(io.StringIO(desk.get("/desk/authorizations/all/csv").content.decode())))
    assert rows[0]["purpose"] == "'=1+1"
    assert "Maria Santos" in desk.get("/desk/authorizations/all/html").content.decode()
    assert desk.get("/desk/authorizations/all/xml").status_code == 404
    assert set(Event.objects.filter(action__startswith="authorization.").values_list("action", flat=True)) == {
        "authorization.entered", "authorization.read", "authorization.exported",
    }
    auditor = scene.signed_in(cast.with_role(cast.member("ava"), Role.AUDITOR))
    assert auditor.get(f"/desk/authorizations/{one.public_id}").status_code == 200
    assert auditor.post(f"/desk/authorizations/{one.public_id}/revoke").status_code == 403
    assert house.clients["member"].get("/me/authorizations/").status_code == 403


def test_a_signed_form_is_sealed_on_the_disk(client: Client) -> None:
    upload = SimpleUploadedFile("form.pdf", b"%PDF-1.4 Maria Santos signed this", "application/pdf")
    signed = entered(client, signed_how="UPLOADED", form=upload)
    assert b"Maria" not in path_of(signed.form_file).read_bytes()
    answer = client.get(f"/me/authorizations/{signed.public_id}/form")
    assert b"Maria Santos signed this" in answer.content
    assert answer["Content-Disposition"].startswith("attachment")
    bad = SimpleUploadedFile("form.html", b"<script>", "application/pdf")
    assert client.post("/me/authorizations/new", told(form=bad)).status_code == 422


def test_what_a_patient_signed_stays_when_the_professional_leaves(client: Client, okoye: Member) -> None:
    entered(client)
    tables = dict(PERSONAL_DATA["people records"].export(okoye.pk))
    assert "Maria" not in str(tables)
    PERSONAL_DATA["people records"].erase(okoye.pk)
    assert Authorization.objects.get().made_by is None


def test_a_picture_of_a_professional_says_what_it_shows(house: Scene, client: Client) -> None:
    files = {"file": picture(), "alt": "A stick and two shoes.", "submit_key": "a" * 20}
    refused = send(client, house, "How we begin.", **files)
    assert refused.status_code == 422
    assert "Say what your picture shows" in refused.content.decode()
    no_words = send(client, house, "How we begin.", file=picture(), shows="NO_PERSON", submit_key="b" * 20)
    assert no_words.status_code == 422
    unsigned = send(client, house, "How we begin.", file=picture(), alt="A woman walks.", shows="PERSON_AUTHORIZED",
                    submit_key="c" * 20)
    assert unsigned.status_code == 422
    assert "signed authorization" in unsigned.content.decode()
    sent = send(client, house, "How we begin.", file=picture(), alt="A stick.", shows="NO_PERSON",
                submit_key="d" * 20)
    assert sent.status_code == 302
    assert Event.objects.filter(action="post.picture_shows", facts__shows="NO_PERSON").exists()
    assert Attachment.objects.get(post__isnull=False).shows == "NO_PERSON"


def test_a_promise_is_handed_back_with_what_would_mend_it_and_may_go_to_a_moderator(
    house: Scene, client: Client
) -> None:
    promise = "This gel is a guaranteed cure for sore knees."
    refused = send(client, house, promise)
    assert refused.status_code == 422
    assert "Nobody can promise one" in refused.content.decode()
    assert send(client, house, promise, do="ask").status_code == 302
    post = Post.objects.get(persona__handle="dr-okoye")
    assert post.state == "HELD"
    assert ConductCheck.objects.get(screening__subject_id=post.pk, check_id="S10").outcome == "FAIL"
