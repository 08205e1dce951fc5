"""Courses, words explained, services: as a reader, a member and the desk meet them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.library.actions.courses import answer_round, bring_course, finish_lesson, open_course
from dayroom.apps.library.actions.directory import ServiceWords, keep_service
from dayroom.apps.library.actions.words import explain_word
from dayroom.apps.library.models import Course, Enrolment, Findable, Service, ServiceTip, Word
from dayroom.apps.library.queries.courses import learned, progress_of, questions_of
from dayroom.apps.library.rules.courses import read_course
from dayroom.apps.library.vocabulary.courses import Round
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast
from tests.cast import NOW
from tests.integration import learning_scene

pytestmark = pytest.mark.django_db


def course_file() -> str:
    return learning_scene.course_file("oda", "sue")


@pytest.fixture
def course() -> Course:
    oda, sue = cast.oda(), cast.sue()
    bring_course(words=read_course(course_file()), by_id=oda.pk, now=NOW)
    return open_course(slug="is-it-true", by_id=sue.pk, now=NOW)


def rights(course: Course, lesson: object = None) -> list[int | None]:
    return [one.right for one in questions_of(course, lesson)]  # type: ignore[arg-type]


def go_through(course: Course, member_id: int, *, before: int, after: int) -> None:
    asked = rights(course)

    def knows(count: int) -> list[int | None]:
        return [right if at < count else (right + 1) % 2 + 2 for at, right in enumerate(asked)]  # type: ignore[operator]

    answer_round(member_id=member_id, course=course, which=Round.BEFORE, answers=knows(before), now=NOW)
    for lesson in progress_of(course, member_id).lessons:
        finish_lesson(member_id=member_id, course=course, lesson=lesson, answers=rights(course, lesson), now=NOW)
    answer_round(member_id=member_id, course=course, which=Round.AFTER, answers=knows(after), now=NOW)


def test_a_course_opens_only_when_somebody_else_has_read_it(client: Client) -> None:
    oda = cast.oda()
    cast.sue()
    client.force_login(oda)
    brought = client.post("/desk/courses/new/", {"text": course_file()})
    assert brought.status_code == 302
    assert client.get("/learn/is-it-true/").status_code == 404
    client.post("/desk/courses/is-it-true/open")
    assert Course.objects.get().state == "DRAFT"
    assert "Somebody else" in client.get("/desk/courses/is-it-true/").content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("right = 2", "right = 9"), "knowledge 1: right"),
        (("minutes = 5", "minutes = 0"), "lesson 1: minutes"),
        (('slug = "who-says-so"', 'slug = "slow-down"'), "the same slug"),
        (("review_by = 2028-09-25", "review_by = 2025-01-01"), "review_by"),
        (('title = "Is it true?', "title = Is it true?"), "line 2"),
        (('written_by = "oda"', 'written_by = "nobody-here"'), "has an account"),
    ],
)
def test_a_course_file_that_does_not_fit_is_refused_with_its_place(
    client: Client, change: tuple[str, str], said: str
) -> None:
    client.force_login(cast.oda())
    cast.sue()
    answer = client.post("/desk/courses/new/", {"text": course_file().replace(*change, 1)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Course.objects.exists()


def test_a_visitor_learns_and_nothing_is_kept(client: Client, course: Course) -> None:
    lesson = progress_of(course, None).lessons[0]
    url = f"/learn/is-it-true/lesson/{lesson.slug}/"
    assert client.post(url, {"q0": "0"}).status_code == 422
    answer = client.post(url, {f"q{at}": str(right) for at, right in enumerate(rights(course, lesson))})
    assert "Right." in answer.content.decode()
    assert not Enrolment.objects.exists()


def test_before_and_after_and_the_certificate(client: Client, course: Course) -> None:
    ann = cast.ann()
    client.force_login(ann)
    after = client.post("/learn/is-it-true/questions/after/", {f"q{at}": "0" for at in range(5)})
    assert after.status_code == 302, "the lessons come first"
    go_through(course, ann.pk, before=1, after=5)
    row = Enrolment.objects.get()
    assert (row.before_right, row.after_right) == (1, 5)
    sheet = client.post("/learn/is-it-true/certificate/", {"name": "Ann Example"}).content.decode()
    assert "Ann Example" in sheet
    client.logout()
    checked = client.get(f"/learn/certificates/{row.public_id}/").content.decode()
    assert "ann" not in checked.lower().replace("canno", "")
    assert client.get("/learn/is-it-true/certificate/").status_code == 302


def test_what_was_learned_is_told_from_eleven_people(course: Course) -> None:
    for at in range(10):
        go_through(course, cast.member(f"learner-{at}").pk, before=1, after=4)
    few = learned(course)
    assert (few.people, few.before, few.begun) == (None, None, None)
    go_through(course, cast.member("learner-10").pk, before=1, after=4)
    told = learned(course)
    assert (told.people, told.before, told.after, told.begun) == (11, 1.0, 4.0, 11)


def test_a_member_takes_their_learning_away_and_is_forgotten(course: Course) -> None:
    ann = cast.ann()
    go_through(course, ann.pk, before=1, after=5)
    tables = dict(PERSONAL_DATA["learning"].export(ann.pk))
    assert tables["courses"][0]["right_after"] == 5
    PERSONAL_DATA["learning"].erase(ann.pk)
    assert not Enrolment.objects.exists()


def test_a_word_is_found_without_its_accent_and_under_its_letter(client: Client) -> None:
    oda = cast.oda()
    explain_word(word="Édema", also=["oedema"], meaning="Swelling by water.", language="en", by_id=oda.pk, now=NOW)
    assert "Swelling by water." in client.get("/words/?q=edema").content.decode()
    assert 'id="E"' in client.get("/words/").content.decode()
    assert Findable.objects.get(kind="word").url.endswith("#E")


def test_a_word_is_explained_once(client: Client) -> None:
    client.force_login(cast.oda())
    line = {"word": "benign", "meaning": "Not cancer.", "language": "en", "also": ""}
    assert client.post("/desk/words/new/", line).status_code == 302
    again = client.post("/desk/words/new/", {**line, "word": "Benign "})
    assert again.status_code == 422
    assert "explained already" in again.content.decode()
    assert Word.objects.count() == 1
    client.post(f"/desk/words/{Word.objects.get().public_id}/drop")
    assert not Word.objects.exists()
    assert not Findable.objects.exists()


def service(name: str, **fields: object) -> Service:
    words = {"kind": "GROUP", "what": "They meet.", "phone": "202-555-0111", "conditions": "epilepsy", **fields}
    checked = words.pop("checked_on", timezone.localdate())
    return keep_service(words=ServiceWords(name=name, **words), checked_on=checked, by_id=None, now=NOW)  # type: ignore[arg-type]


def test_help_is_found_by_place_kind_and_condition(client: Client) -> None:
    service("Riverside group", place="Riverside")
    service("Hilltop group", place="Hilltop")
    service("Line for everybody", online=True, conditions="")
    found = client.get("/services/?place=riverside&condition=Epilepsy&kind=GROUP").content.decode()
    assert "Riverside group" in found
    assert "Line for everybody" in found
    assert "Hilltop group" not in found
    assert client.get("/services/?kind=NONSENSE").status_code == 422


def test_what_nobody_checked_for_long_says_so_and_then_goes(client: Client) -> None:
    today = timezone.localdate()
    service("Old", checked_on=today - timedelta(days=400))
    gone = service("Forgotten", checked_on=today - timedelta(days=800))
    page = client.get("/services/").content.decode()
    assert "may be out of date" in page
    assert "Forgotten" not in page
    assert client.get(f"/services/{gone.public_id}/").status_code == 404


def test_somebody_says_that_a_line_is_wrong_and_the_desk_settles_it(client: Client) -> None:
    row = service("Riverside group")
    url = f"/services/{row.public_id}/"
    assert client.post(url, {"words": "They moved to Mondays."}).status_code == 302
    assert ServiceTip.objects.get().member_id is None
    client.force_login(cast.oda())
    assert "They moved to Mondays." in client.get(f"/desk/services/{row.public_id}/").content.decode()
    client.post(f"/desk/services/{row.public_id}/confirm")
    assert ServiceTip.objects.get().settled_at is not None
    assert Event.objects.filter(action="service.confirmed").count() == 1


def test_the_helper_quotes_keeps_nothing_and_hands_over(client: Client) -> None:
    nothing = client.post("/ask/library/", {"question": "How is lupus treated?"}).content.decode()
    assert "We do not know" in nothing
    assert "/ask/" in nothing
    heavy = client.post("/ask/library/", {"question": "I want to kill myself tonight"}).content.decode()
    assert "Crisis help is here" in heavy
