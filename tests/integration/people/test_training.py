"""Policies are read and courses passed before somebody decides cases or speaks as a professional."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.models import Draft, Membership, Post
from dayroom.apps.moderation import actions as moderation
from dayroom.apps.moderation.models import Case
from dayroom.apps.moderation.vocabulary import Statement
from dayroom.apps.notices.models import Notice
from dayroom.apps.people.actions import keep_moderators
from dayroom.apps.people.actions.policies import acknowledge_policy, load_policies, publish_policy, write_policy
from dayroom.apps.people.actions.training import answer_course
from dayroom.apps.people.models import Member, Persona, PolicyAcknowledgement, TrainingRecord
from dayroom.apps.people.queries import readiness, ready_ids
from dayroom.apps.people.rules.policies import NotReady
from dayroom.apps.people.vocabulary import Role
from dayroom.apps.people.vocabulary.courses import courses
from dayroom.apps.people.vocabulary.policies import Capacity, PolicyWords
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast
from tests.integration import scene
from tests.integration.scene import Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings: Any) -> Scene:
    made = scene.build()
    keep_moderators(of_ids=[made.mo.pk], still_ids=[made.mo.pk])
    settings.TRAINING_GATES = True
    return made


def pass_courses(person: Member, now: Any = None) -> None:
    for slug, course in courses("en").items():
        answer_course(member=person, slug=slug, language="en", now=now or timezone.now(),
                      answers=[question.right for question in course.questions])


def publish(slug: str = "moderators") -> None:
    load_policies(by_id=None, now=timezone.now())
    publish_policy(slug=slug, by_id=None, now=timezone.now())


def test_a_moderator_takes_a_case_once_they_have_read_and_passed(house: Scene) -> None:
    publish()
    with pytest.raises(NotReady) as refused:
        moderation.take_case(by=house.mo, case_public_id=house.case.public_id, now=timezone.now())
    assert [one.url for one in refused.value.missing] == [
        "/policies/moderators/", "/training/boundaries/", "/training/privacy/", "/training/safe-messaging/",
    ]
    page = house.clients["moderator"].post(f"/desk/cases/{house.case.public_id}/take")
    assert page.status_code == 403
    assert '<a href="/training/privacy/">Privacy</a>' in page.content.decode()
    assert house.clients["moderator"].get(f"/desk/cases/{house.case.public_id}").status_code == 200
    pass_courses(house.mo)
    acknowledge_policy(member=house.mo, slug="moderators", language="en", now=timezone.now())
    assert moderation.take_case(by=house.mo, case_public_id=house.case.public_id, now=timezone.now()).taken_by == house.mo


def test_deciding_is_gated_too_and_a_pass_ends_after_a_year(house: Scene) -> None:
    pass_courses(house.mo, timezone.now() - timedelta(days=366))
    with pytest.raises(NotReady):
        moderation.decide_case(by=house.mo, case_public_id=house.case.public_id, verdict="RELEASE",
                               statement=Statement(), limit_until=None, now=timezone.now())
    assert len(readiness(house.mo, Capacity.MODERATOR, timezone.now())) == 3


def test_a_life_is_not_left_behind_a_course(house: Scene) -> None:
    Case.objects.filter(pk=house.case.pk).update(tier=3, due_at=timezone.now() + timedelta(minutes=15))
    pass_courses(house.mo)
    with pytest.raises(NotReady):  # Mo is ready and has time
        moderation.take_case(by=house.sue, case_public_id=house.case.public_id, now=timezone.now())
    TrainingRecord.objects.all().delete()
    assert moderation.take_case(by=house.sue, case_public_id=house.case.public_id, now=timezone.now()).taken_by == house.sue
    assert Event.objects.filter(action="case.taken", facts__untrained=True).exists()
    with pytest.raises(NotReady):  # a moderator is no steward
        moderation.decide_case(by=house.mo, case_public_id=house.appeal.decision.case.public_id, verdict="RELEASE",
                               statement=Statement(), limit_until=None, now=timezone.now())


def test_a_steward_acts_on_a_crisis_that_nobody_took_in_time(house: Scene) -> None:
    Case.objects.filter(pk=house.case.pk).update(tier=4, due_at=timezone.now() - timedelta(minutes=1))
    pass_courses(house.mo)
    assert moderation.take_case(by=house.sue, case_public_id=house.case.public_id, now=timezone.now()).taken_by == house.sue


def professional(house: Scene) -> tuple[Client, Persona]:
    okoye, now = cast.okoye(), timezone.now()
    Membership.objects.create(community=house.place, member=okoye, since=now)
    face = Persona.objects.create(
        member=okoye, handle="dr-okoye", display_name="Dr Okoye", profession="physician", interests="None.",
        made_at=now, verified_until=(now + timedelta(days=90)).date(),
    )
    return scene.signed_in(okoye), face


def test_a_professional_speaks_once_they_are_ready_and_loses_no_word(house: Scene) -> None:
    client, face = professional(house)
    sent = {"body": "Many people sleep better with the sensor on the other arm.", "speak_as": face.public_id,
            "submit_key": "k" * 20}
    where = f"/t/{house.topic.public_id}/reply"
    refused = client.post(where, sent)
    assert refused.status_code == 403
    assert "sensor on the other arm" in refused.content.decode()
    assert '<a href="/training/boundaries/">Boundaries</a>' in refused.content.decode()
    assert "other arm" in Draft.objects.get(member=face.member).body
    pass_courses(face.member)
    assert client.post(where, sent).status_code == 302
    assert Post.objects.filter(persona=face).exists()


def test_under_the_personal_name_nothing_is_asked(house: Scene) -> None:
    client, _face = professional(house)
    sent = {"body": "I know these nights.", "speak_as": "", "submit_key": "k" * 20}
    assert client.post(f"/t/{house.topic.public_id}/reply", sent).status_code == 302


def test_a_new_version_asks_again_and_tells(house: Scene) -> None:
    publish()
    pass_courses(house.mo)
    acknowledge_policy(member=house.mo, slug="moderators", language="en", now=timezone.now())
    assert ready_ids([house.mo.pk, house.sue.pk], Capacity.MODERATOR, timezone.now()) == {house.mo.pk}
    write_policy(slug="moderators", audiences=["MODERATOR"], by_id=house.sue.pk, now=timezone.now(),
                 words=[PolicyWords("en", "How moderators work here", "Be brief.", "Shorter.")])
    assert readiness(house.mo, Capacity.MODERATOR, timezone.now()) == ()  # a draft asks nobody
    publish_policy(slug="moderators", by_id=house.sue.pk, now=timezone.now())
    assert [one.url for one in readiness(house.mo, Capacity.MODERATOR, timezone.now())] == ["/policies/moderators/"]
    told = Notice.objects.filter(kind="POLICY").values_list("member__handle", flat=True)
    assert set(told) == {"mo", "sue"}
    assert "Policy: How moderators work here" in house.clients["moderator"].get("/notices/").content.decode()


def test_a_member_agrees_on_the_page_of_the_policy(house: Scene) -> None:
    publish()
    client = house.clients["moderator"]
    assert "to read" in client.get("/policies/").content.decode()
    for _twice in range(2):
        assert client.post("/policies/moderators/").status_code == 302
    assert PolicyAcknowledgement.objects.filter(member=house.mo).count() == 1
    assert "You agreed to this on" in client.get("/policies/moderators/").content.decode()
    assert client.get("/policies/nothing/").status_code == 404
    assert client.get("/policies/professionals/").status_code == 404  # a draft is not shown


def test_a_course_is_tried_again_at_once_and_says_why(house: Scene) -> None:
    client, questions = house.clients["member"], courses("en")["privacy"].questions
    wrong = {f"q{at}": str((one.right + 1) % 3) for at, one in enumerate(questions)}
    page = client.post("/training/privacy/", wrong)
    assert page.status_code == 422
    assert questions[0].why in page.content.decode().replace("&quot;", '"')
    assert not TrainingRecord.objects.exists()
    assert client.post("/training/privacy/", {"q0": "1"}).status_code == 422
    assert client.post("/training/privacy/", {**wrong, "q0": "²"}).status_code == 422
    right = {f"q{at}": str(one.right) for at, one in enumerate(questions)}
    assert "passed. It counts until" in client.post("/training/privacy/", right).content.decode()
    row = TrainingRecord.objects.get()
    assert (row.score, row.expires_at - row.passed_at) == (5, timedelta(days=365))
    assert client.get("/training/nothing/").status_code == 404


def test_a_steward_writes_looks_and_publishes(house: Scene) -> None:
    client = house.clients["steward"]
    assert client.post("/desk/policies/load").status_code == 302
    assert "not published" in client.get("/desk/policies/").content.decode()
    client.post("/desk/policies/moderators/publish")
    assert client.post("/desk/policies/moderators/publish").status_code == 409
    fields = {"audiences": ["MODERATOR"], "title_en": "How moderators work here", "body_en": "Be kind.\n\nBe brief.",
              "changes_en": "Shorter.", "title_es": "", "body_es": "", "changes_es": ""}
    assert client.post("/desk/policies/moderators/", fields).status_code == 302
    page = client.get("/desk/policies/moderators/").content.decode()
    assert "<ins>Be brief.</ins>" in page
    assert "<del>### What we are for</del>" in page
    assert client.post("/desk/policies/moderators/", {**fields, "body_en": ""}).status_code == 422
    assert client.post("/desk/policies/new", {**fields, "slug": "night-shift"}).status_code == 302
    readers = client.get("/desk/policies/moderators/readers").content.decode()
    assert "0 agreed, 2 not yet" in readers
    assert house.clients["moderator"].get("/desk/policies/").status_code == 403


def test_what_was_agreed_and_passed_is_exported_and_forgotten(house: Scene) -> None:
    publish()
    pass_courses(house.mo)
    acknowledge_policy(member=house.mo, slug="moderators", language="en", now=timezone.now())
    tables = dict(PERSONAL_DATA["people records"].export(house.mo.pk))
    assert [row["policy"] for row in tables["policies agreed to"]] == ["moderators"]
    assert len(tables["courses passed"]) == 3
    PERSONAL_DATA["people records"].erase(house.mo.pk)
    assert not PolicyAcknowledgement.objects.exists()
    assert not TrainingRecord.objects.exists()


def test_stewards_are_asked_what_moderators_are(house: Scene) -> None:
    publish()
    assert {one.url for one in readiness(house.sue, Capacity.MODERATOR, timezone.now())} >= {"/policies/moderators/"}
    assert house.sue.has_role(Role.STEWARD)
