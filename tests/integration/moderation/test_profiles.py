"""A member's page can be flagged, hidden and put back; only stewards look at it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.moderation import actions as moderation
from dayroom.apps.moderation.models import Case
from dayroom.apps.moderation.vocabulary import Statement
from dayroom.apps.people.actions import block
from tests import cast
from tests.integration.communities.talk import client_of

pytestmark = pytest.mark.django_db
SELLS = "I sell miracle water. Write to me."


def test_a_flagged_page_is_hidden_with_reasons_and_an_appeal_brings_it_back() -> None:
    rea, carl, sue = cast.member("rea-2", about=SELLS), cast.carl(), cast.sue()
    reader, now = client_of(carl), timezone.now()
    page = reader.get("/m/rea-2").content.decode()
    assert f'href="/flag/member/{rea.public_id}"' in page
    assert reader.get(f"/flag/member/{rea.public_id}").status_code == 200
    assert reader.post(f"/flag/member/{rea.public_id}", {"reason": "SPAM", "note": ""}).status_code == 201
    case = Case.objects.get()
    assert (case.subject_kind, case.subject_id, case.scope_id) == ("member", rea.pk, None)
    assert SELLS in client_of(sue).get(f"/desk/cases/{case.public_id}").content.decode()
    decision = moderation.decide_case(
        by=sue, case_public_id=case.public_id, verdict="HIDE", limit_until=None, now=now,
        statement=Statement(ground="INCOMPATIBLE_CONTENT", reference="We do not sell", explanation="It sells."),
    )
    assert SELLS not in reader.get("/m/rea-2").content.decode()
    own = client_of(rea).get("/m/rea-2").content.decode()
    assert SELLS in own
    assert "Only you see them" in own
    appeal = moderation.appeal(member_id=rea.pk, decision_public_id=decision.public_id, text="It was a joke.", now=now)
    other = cast.with_role(cast.member("sue-2"), "STEWARD")
    moderation.decide_appeal(
        by=other, appeal_public_id=appeal.public_id, outcome="OVERTURNED", answer="It was a joke.", now=now
    )
    assert SELLS in reader.get("/m/rea-2").content.decode()


def test_what_one_cannot_see_one_cannot_flag() -> None:
    rea, carl = cast.member("rea-2", about=SELLS), cast.carl()
    private = cast.member("quiet", about="Mine.", profile_private=True)
    assert client_of(carl).get(f"/flag/member/{private.public_id}").status_code == 404
    block(member_id=rea.pk, blocked_id=carl.pk, now=cast.NOW)
    assert client_of(carl).get(f"/flag/member/{rea.public_id}").status_code == 404
    assert client_of(carl).get("/flag/member/nobodyatall").status_code == 404
    assert Client().get(f"/flag/member/{rea.public_id}").status_code == 302
    assert client_of(rea).post(f"/flag/member/{rea.public_id}", {"reason": "SPAM"}).status_code == 403
