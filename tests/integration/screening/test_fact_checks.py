"""Fact checks from the register to the card under a post, and back again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from dayroom.apps.audit.models import Event
from dayroom.apps.communities.actions.posts import submit_post
from dayroom.apps.communities.models import Post
from dayroom.apps.communities.rules.writing import Written
from dayroom.apps.notices.models import Notice
from dayroom.apps.notices.vocabulary import NoticeKind
from dayroom.apps.people.models import Member
from dayroom.apps.screening import queries
from dayroom.apps.screening.actions import fact_checks, labels
from dayroom.apps.screening.models import ClaimLabel, FactCheck, LabelSeen, TruthQuestion
from dayroom.apps.screening.vocabulary import AskState, CheckOrigin, CheckState
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid
from tests.integration.scene import Scene, build, signed_in

pytestmark = pytest.mark.django_db
MYTH = "Vaccines cause autism."


@pytest.fixture
def scene() -> Scene:
    return build()


@pytest.fixture
def register(scene: Scene) -> FactCheck:
    fact_checks.load_claims(guard.shipped_claims(), origin=CheckOrigin.SHIPPED, by_id=scene.sue.pk, now=timezone.now())
    row = FactCheck.objects.get(claim_id="vaccination.autism")
    fact_checks.accept_many([row.public_id], by_id=scene.sue.pk, byline="sue", now=timezone.now())
    row.refresh_from_db()
    return row


def say(scene: Scene, body: str, author: Member | None = None) -> Post:
    return submit_post(author=author or scene.ann, topic=scene.topic, written=Written(body=body), now=timezone.now()).post


def page(scene: Scene, client: Client | None = None) -> str:
    return (client or Client()).get(f"/t/{scene.topic.public_id}/").content.decode()


def test_only_an_accepted_entry_labels(scene: Scene, register: FactCheck) -> None:
    say(scene, "I read it everywhere: vitamin C cures the flu.")
    assert ClaimLabel.objects.count() == 0
    post = say(scene, MYTH)
    assert ClaimLabel.objects.get().subject_id == post.pk
    assert register.truth in page(scene)


@pytest.mark.parametrize(
    "body", ["Do vaccines cause autism?", "My doctor says it is false that vaccines cause autism.",
             "It is a myth that vaccines cause autism."],
)
def test_a_question_a_denial_and_a_debunk_are_not_labelled(scene: Scene, register: FactCheck, body: str) -> None:
    say(scene, body)
    assert ClaimLabel.objects.count() == 0
    assert register.truth not in page(scene)


def test_an_entry_past_its_review_day_labels_nothing_and_is_counted(scene: Scene, register: FactCheck) -> None:
    say(scene, MYTH)
    FactCheck.objects.filter(pk=register.pk).update(review_by=timezone.now().date() - timedelta(days=1))
    assert register.truth not in page(scene)
    assert queries.expired(timezone.now().date()).count() == 1


def test_an_entry_without_a_source_cannot_be_accepted(scene: Scene, register: FactCheck) -> None:
    other = FactCheck.objects.exclude(pk=register.pk).first()
    assert other is not None
    FactCheck.objects.filter(pk=other.pk).update(sources=[])
    count, refused = fact_checks.accept_many([other.public_id], by_id=scene.sue.pk, byline="sue", now=timezone.now())
    assert (count, refused) == (0, [other.claim])


def test_whoever_saw_the_label_is_told_when_it_changes_and_nobody_else(scene: Scene, register: FactCheck) -> None:
    say(scene, MYTH)
    page(scene, signed_in(scene.mo))
    assert list(LabelSeen.objects.values_list("member_id", flat=True)) == [scene.mo.pk]
    fact_checks.change(register.public_id, {"truth": "A better line."}, by_id=scene.sue.pk, byline="sue",
                       reason="clearer words", now=timezone.now())
    told = Notice.objects.filter(kind=NoticeKind.FACT_CHANGED)
    assert list(told.values_list("member_id", flat=True)) == [scene.mo.pk]
    assert "A better line." in page(scene)
    shown = Client().get(f"/fact-checks/{register.public_id}/").content.decode()
    assert "clearer words" in shown


def test_a_change_needs_a_reason_and_keeps_what_stood_there(scene: Scene, register: FactCheck) -> None:
    with pytest.raises(Invalid):
        fact_checks.change(register.public_id, {"truth": "x"}, by_id=scene.sue.pk, byline="sue", reason=" ",
                           now=timezone.now())
    fact_checks.retire(register.public_id, by_id=scene.sue.pk, reason="withdrawn", now=timezone.now())
    assert register.versions.get().words["truth"] == register.truth
    assert FactCheck.objects.get(pk=register.pk).state == CheckState.RETIRED
    assert Event.objects.filter(action="fact-check.retired").exists()


def test_a_label_that_a_person_took_away_stays_away(scene: Scene, register: FactCheck) -> None:
    post = say(scene, MYTH)
    labels.remove_label(subject=("post", post.pk), fact_check_id=register.pk, by_id=scene.sue.pk, now=timezone.now())
    assert register.truth not in page(scene)


def test_anyone_may_ask_once_and_everybody_sees_the_answer(scene: Scene, register: FactCheck) -> None:
    mo, sue = signed_in(scene.mo), signed_in(scene.sue)
    address = f"/true/post/{scene.reply.public_id}/"
    assert mo.get(address).status_code == 200
    assert mo.post(address).status_code == 302
    assert mo.post(address).status_code == 302
    question = TruthQuestion.objects.get()
    assert question.asks == 1
    assert sue.get("/desk/true/").status_code == 200
    answer = sue.post(f"/desk/true/{question.public_id}/", {"fact_check": register.claim_id})
    assert answer.status_code == 302
    question.refresh_from_db()
    assert question.state == AskState.ANSWERED
    assert register.truth in page(scene)
    assert Notice.objects.filter(kind=NoticeKind.TRUTH_ANSWERED, member=scene.mo).exists()


def test_an_answer_of_ones_own_needs_a_source(scene: Scene, register: FactCheck) -> None:
    question = labels.ask_if_true(subject=("post", scene.reply.pk), member_id=scene.mo.pk, now=timezone.now())
    sue = signed_in(scene.sue)
    assert sue.post(f"/desk/true/{question.public_id}/", {"answer": "Not so."}).status_code == 422
    assert sue.post(f"/desk/true/{question.public_id}/", {"answer": "Not so.", "source": "WHO, 2023"}).status_code == 302
    assert "WHO, 2023" in page(scene)


def test_nobody_asks_about_what_they_may_not_read(scene: Scene) -> None:
    assert signed_in(scene.mo).get("/true/post/nothinghere/").status_code == 404
    assert signed_in(scene.mo).get("/true/nothing/nothinghere/").status_code == 404


def test_the_desk_is_for_stewards(scene: Scene, register: FactCheck) -> None:
    for address in ("/desk/fact-checks/", "/desk/true/", "/desk/api-keys/", f"/desk/fact-checks/{register.public_id}/"):
        assert signed_in(scene.ann).get(address).status_code == 403
        assert signed_in(scene.sue).get(address).status_code == 200


def test_the_desk_lists_entries_in_the_readers_language(scene: Scene, register: FactCheck) -> None:
    client = signed_in(scene.sue)
    spanish = register.translations["es"]["claim"]
    client.cookies["django_language"] = "es"
    Member.objects.filter(pk=scene.sue.pk).update(language="es")
    page = client.get("/desk/fact-checks/", {"state": "ACCEPTED", "words": spanish[:12]}).content.decode()
    assert f'lang="es">{escape(spanish)}</a>' in page
    assert ">mental-health<" not in page


def test_a_file_comes_in_whole_or_not_at_all(scene: Scene) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    sue = signed_in(scene.sue)
    bad = SimpleUploadedFile("claims.csv", b"nothing,here\n1,2\n")
    answer = sue.post("/desk/fact-checks/import", {"file": bad})
    assert answer.status_code == 422
    assert FactCheck.objects.count() == 0


def test_a_member_who_leaves_takes_what_they_saw_and_asked_along(scene: Scene, register: FactCheck) -> None:
    say(scene, MYTH)
    page(scene, signed_in(scene.mo))
    labels.ask_if_true(subject=("post", scene.reply.pk), member_id=scene.mo.pk, now=timezone.now())
    labels.forget_member(scene.mo.pk)
    assert not queries.shown_to(scene.mo.pk)
    assert not queries.asked_by(scene.mo.pk)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"claim,body,checked,rating\nx" + b"y" * 500 + b",b,2026-11-01,1\n",
        b"claim,body,checked,rating,id\nx,b,2026-11-01,1," + b"i" * 90 + b"\n",
        b"claim,body,checked,rating\na\x00b,b,2026-11-01,1\n",
    ],
)
def test_a_hostile_file_of_claims_is_refused_whole_with_a_sentence(scene: Scene, content: bytes) -> None:
    answer = signed_in(scene.sue).post("/desk/fact-checks/import", {"file": SimpleUploadedFile("claims.csv", content)})
    assert answer.status_code == 422
    assert not FactCheck.objects.exists()
