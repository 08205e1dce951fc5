"""The network desk: hundreds of communities run by volunteers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.actions.memberships import make_moderator
from dayroom.apps.communities.actions.network import open_many, send_rules
from dayroom.apps.communities.models import Community, Invitation, Membership, RulesVersion
from dayroom.apps.communities.rules.network import Template, read_places
from dayroom.apps.moderation.models import Case, Flag
from dayroom.apps.moderation.ports import DESK_PARTS
from dayroom.apps.notices.models import Notice
from dayroom.kernel.errors import Refused
from tests import cast
from tests.integration.communities.places import community, joined, signed_in, topic

pytestmark = pytest.mark.django_db

TEMPLATE = {"description": "For people with {name}.", "language": "en", "visibility": "PUBLIC", "join_policy": "OPEN",
            "rules": "Be kind.", "welcome": "Come in."}


def many(count: int, start: int = 0) -> list[Community]:
    return Community.objects.bulk_create(
        Community(slug=f"place-{n:03}", name=f"Place {n:03}", description="x", made_at=cast.NOW)
        for n in range(start, start + count)
    )


def questions(call) -> int:
    with CaptureQueriesContext(connection) as seen:
        call()
    return len(seen)


def test_the_desk_is_for_stewards_owners_and_officers_with_a_second_factor() -> None:
    weak = cast.member("weak", roles_cached="STEWARD")
    paths = ["", "open", "rules", "diabetes/"]
    community()
    for path in paths:
        assert Client().get(f"/desk/network/{path}").status_code == 302
        for nobody in ("ann", "ivo"):
            member = getattr(cast, nobody)() if not path else None
            if member:
                assert signed_in(member).get(f"/desk/network/{path}").status_code == 403
        assert signed_in(weak).get(f"/desk/network/{path}").status_code == 403
    oda = signed_in(cast.oda())
    assert [oda.get(f"/desk/network/{path}").status_code for path in paths] == [200] * 4


def test_a_table_is_shown_before_anything_is_opened_and_then_opened_once() -> None:
    oda, _mo = signed_in(cast.oda()), cast.mo()
    community("lupus", description="Ours already.")
    table = "name,conditions,moderator\nLupus,lupus,\nGout,gout;uric acid,mo\nMigraine,,\n"
    look = oda.post("/desk/network/open", {**TEMPLATE, "table": table, "step": "look"})
    assert [(place.slug, there) for place, there in look.context["rows"]] == [
        ("lupus", True), ("gout", False), ("migraine", False),
    ]
    assert Community.objects.count() == 1
    for _time in range(2):
        oda.post("/desk/network/open", {**TEMPLATE, "table": table, "step": "open"})
    assert Community.objects.count() == 3
    assert Community.objects.get(slug="lupus").description == "Ours already."
    gout = Community.objects.get(slug="gout")
    assert (gout.description, gout.members_count) == ("For people with Gout.", 1)
    assert gout.conditions == ["gout", "uric acid"]
    assert Membership.objects.get(community=gout).role == "MODERATOR"
    assert RulesVersion.objects.filter(number=1, rules="Be kind.").count() == 2
    assert Event.objects.filter(action="community.created_many").count() == 1


def test_a_table_with_faults_opens_nothing_and_names_the_lines() -> None:
    oda = signed_in(cast.oda())
    table = "name,visibility,moderator\nGood,PUBLIC,\nBad,SECRET,\nOrphan,,nobody-here\n"
    response = oda.post("/desk/network/open", {**TEMPLATE, "table": table, "step": "open"})
    assert "Line 3:" in response.text
    assert "Line 4:" in response.text
    assert "nobody-here" in response.text
    assert not Community.objects.exists()


def test_a_file_is_read_as_well_and_what_is_no_text_is_said_so() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    oda = signed_in(cast.oda())
    good = SimpleUploadedFile("places.csv", "\ufeffname;language\nGota;es\n".encode())
    look = oda.post("/desk/network/open", {**TEMPLATE, "file": good, "step": "look"})
    assert [place.slug for place, _there in look.context["rows"]] == ["gota"]
    bad = SimpleUploadedFile("places.csv", b"PK\x03\x04\xff\xfe")
    assert oda.post("/desk/network/open", {**TEMPLATE, "file": bad, "step": "look"}).status_code == 422
    assert oda.post("/desk/network/open", {**TEMPLATE, "table": "", "step": "open"}).status_code == 422


def test_six_hundred_communities_are_opened_in_a_few_questions() -> None:
    oda = cast.oda()

    def opening(count: int, name: str) -> int:
        rows = "\n".join(f"{name} {n}" for n in range(count))
        table = read_places(f"name\n{rows}\n", Template(description="x"))
        return questions(lambda: open_many(by=oda, places=table.places, template=Template(rules="x"), now=cast.NOW))
    # rows go in by slices (SQLite takes 999 values at a time), never one by one
    assert opening(10, "Small") <= 8
    assert opening(600, "Big") <= 30
    assert Community.objects.count() == 610


def test_rules_go_to_all_or_to_those_named_as_a_version_and_once(django_capture_on_commit_callbacks) -> None:
    one, two = community("one", rules="Ours.", rules_html="<p>Ours.</p>"), community("two")
    ann = joined(cast.ann(), one)
    oda = signed_in(cast.oda())
    sent = {"text": "No selling.", "adding": "1", "whom": "some", "slugs": "one nowhere"}
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            assert oda.post("/desk/network/rules", sent).status_code == 302
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.rules, two.rules) == ("Ours.\n\nNo selling.", "")
    assert "<p>Ours.</p>" in one.rules_html
    assert "<p>No selling.</p>" in one.rules_html
    assert RulesVersion.objects.count() == 1
    assert Notice.objects.get(kind="RULES").member_id == ann.pk
    oda.post("/desk/network/rules", {"text": "Only this.", "adding": "0", "whom": "all", "slugs": ""})
    assert set(Community.objects.values_list("rules", flat=True)) == {"Only this."}
    assert oda.post("/desk/network/rules", {**sent, "slugs": " "}).status_code == 422


def test_sending_rules_to_hundreds_does_not_ask_per_community() -> None:
    oda = cast.oda()
    many(20)
    few = questions(lambda: send_rules(by=oda, text="One.", adding=True, slugs=None, now=cast.NOW))
    many(580, start=20)
    assert questions(lambda: send_rules(by=oda, text="Two.", adding=True, slugs=None, now=cast.NOW)) <= few + 8


def test_places_without_an_active_moderator_are_listed_with_when_one_was_last_there() -> None:
    now = timezone.now()
    well, silent, none = community("well"), community("silent"), community("none")
    community("over", closed_at=now)
    mo = joined(cast.mo(), well, role="MODERATOR", last_active_at=now - timedelta(days=2))
    joined(mo, silent, role="MODERATOR", last_active_at=now - timedelta(days=20))
    joined(mo, none)
    response = signed_in(cast.sue()).get("/desk/network/")
    assert [row.community.slug for row, _seen in response.context["quiet"]] == ["none", "silent"]
    assert response.context["totals"].quiet == 2
    assert "20 days ago" in response.text


def test_places_with_questions_waiting_a_day_and_with_rising_flags_are_listed() -> None:
    now = timezone.now()
    waits, loud, calm = community("waits"), community("loud"), community("calm")
    topic(waits, "Nobody came", at=now - timedelta(days=3))
    topic(calm, "Just asked", at=now - timedelta(hours=1))
    topic(calm, "Answered", at=now - timedelta(days=3), replies=2)
    for place, days in ((loud, 1), (loud, 2), (loud, 9), (calm, 9), (calm, 10), (calm, 1)):
        case = Case.objects.create(subject_kind="post", subject_id=Case.objects.count() + 1, scope_id=place.pk,
                                   source="MEMBER", opened_at=now, due_at=now)
        Flag.objects.create(case=case, reason="SPAM", flagged_at=now - timedelta(days=days))
    context = signed_in(cast.oda()).get("/desk/network/").context
    assert [(row.community.slug, row.topics) for row, _oldest in context["waiting"]] == [("waits", 1)]
    assert [(row.community.slug, row.flags, row.flags_before) for row in context["rising"]] == [("loud", 2, 1)]


def test_the_desk_asks_the_same_with_six_hundred_communities() -> None:
    client = signed_in(cast.sue())
    many(5)
    client.get("/desk/network/")
    few = questions(lambda: client.get("/desk/network/"))
    many(595, start=5)
    assert questions(lambda: client.get("/desk/network/")) == few <= 12


def test_a_place_is_handed_over_and_covered_from_the_desk() -> None:
    place = community()
    mo, ann = joined(cast.mo(), place, role="MODERATOR"), joined(cast.ann(), place)
    oda = signed_in(cast.oda())
    assert oda.post("/desk/network/diabetes/hand-over", {"to": "nobody"}).status_code == 422
    oda.post("/desk/network/diabetes/hand-over", {"to": "ann", "step_down": "on"})
    assert Membership.objects.get(member=ann).role == "MODERATOR"
    assert Membership.objects.get(member=mo).role == "MEMBER"
    assert Event.objects.filter(action="community.handed_over").exists()
    oda.post("/desk/network/diabetes/away", {"away_from": "2026-12-01", "away_until": "2099-01-01", "cover": "mo"})
    assert Membership.objects.get(member=mo).role == "MODERATOR"
    assert "mo" in oda.get("/desk/network/").text
    assert [row.slug for row in oda.get("/desk/network/").context["away"]] == ["diabetes"]


def test_a_removed_member_is_not_handed_the_place() -> None:
    place = community()
    joined(cast.ann(), place, state="BANNED")
    assert signed_in(cast.oda()).post("/desk/network/diabetes/hand-over", {"to": "ann"}).status_code == 422
    assert Membership.objects.get().state == "BANNED"


def test_nobody_is_put_into_a_place_unasked_but_a_volunteer_of_another_place_can_take_it() -> None:
    community()
    ann, carl = cast.ann(), cast.carl()
    elsewhere = community("elsewhere")
    make_moderator(community=elsewhere, member_id=carl.pk, now=cast.NOW)
    oda = signed_in(cast.oda())
    for path, field in (("hand-over", "to"), ("away", "cover")):
        response = oda.post(f"/desk/network/diabetes/{path}", {field: "ann"})
        assert response.status_code == 422
        assert "Ask this person to join" in response.text
    assert not Membership.objects.filter(member=ann).exists()
    assert oda.post("/desk/network/diabetes/hand-over", {"to": "carl"}).status_code == 302


def test_invitations_by_mail_name_neither_the_community_nor_the_addresses_anywhere() -> None:
    place = community("lupus", name="Lupus together")
    oda = signed_in(cast.oda())
    response = oda.post("/desk/network/lupus/invite", {"addresses": "tulip-1@example.org\ntulip-2@example.org"})
    assert response.status_code == 302
    assert [sent.to for sent in mail.outbox] == [["tulip-1@example.org"], ["tulip-2@example.org"]]
    tokens = set(Invitation.objects.filter(community=place, uses_left=1).values_list("token", flat=True))
    assert len(tokens) == 2
    for sent in mail.outbox:
        text = (sent.subject + sent.body).lower()
        assert "lupus" not in text
        assert "together" not in text
        assert any(token.lower() in text for token in tokens)
    event = Event.objects.get(action="invitation.mailed")
    assert event.facts == {"invitations": 2}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database itself
            assert "tulip-1@example.org" not in str(cursor.fetchall())


TOO_MANY = "\n".join(f"p{n}@example.org" for n in range(201))


@pytest.mark.parametrize("addresses", ["", "not an address", "a@example.org\nno", TOO_MANY])
def test_a_list_that_does_not_fit_sends_nothing(addresses: str) -> None:
    community()
    assert signed_in(cast.oda()).post("/desk/network/diabetes/invite", {"addresses": addresses}).status_code == 422
    assert mail.outbox == []


def test_the_actions_refuse_without_the_role_also_without_the_page() -> None:
    ann = cast.ann()
    with pytest.raises(Refused):
        open_many(by=ann, places=[], template=Template(), now=cast.NOW)
    with pytest.raises(Refused):
        send_rules(by=ann, text="x", adding=False, slugs=None, now=cast.NOW)


def test_the_desk_page_counts_requests_for_moderators_and_quiet_places_for_officers() -> None:
    parts = DESK_PARTS["communities"]
    place = community(join_policy="ASK")
    mo = joined(cast.mo(), place, role="MODERATOR", last_active_at=cast.NOW)
    joined(cast.ann(), place, state="ASKED")
    joined(cast.carl(), place, state="ASKED")
    community("empty")
    found = [(part.url, part.count) for part in parts.parts(mo.pk, frozenset(), cast.NOW)]
    assert found == [("/c/diabetes/people", 2)]
    officer = parts.parts(cast.oda().pk, frozenset({"COMMUNICATIONS_OFFICER"}), cast.NOW)
    assert [(part.url, part.count) for part in officer] == [("/desk/network/", 1)]
    assert parts.parts(cast.ivo().pk, frozenset({"ANALYST"}), cast.NOW) == []
