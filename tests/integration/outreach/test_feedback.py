"""Surveys and reviews that keep nobody, the same rules for every star, and vacancies that ask nothing unlawful."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dayroom.apps.audit.models import Event
from dayroom.apps.outreach.actions import reviews as reviewing
from dayroom.apps.outreach.actions import surveys as surveying
from dayroom.apps.outreach.actions import vacancies as offering
from dayroom.apps.outreach.models import (
    EncounterToken,
    Review,
    ReviewedPlace,
    Survey,
    SurveyAnswer,
    SurveyCode,
    SurveySheet,
    Vacancy,
    VacancyDay,
)
from dayroom.apps.outreach.queries.reviews import removal_of_all
from dayroom.apps.outreach.queries.surveys import results_of
from dayroom.apps.outreach.rules.surveys import read_questions
from dayroom.apps.outreach.rules.vacancies import unlawful
from dayroom.apps.outreach.vocabulary.surveys import SurveyState
from dayroom.apps.outreach.vocabulary.vacancies import VacancyWords
from tests import cast

pytestmark = pytest.mark.django_db
GOOD = {"stars": "5", "title": "Kind", "body": "They listened and took their time.", "relation": "PATIENT"}


@pytest.fixture
def place() -> ReviewedPlace:
    return reviewing.open_place(name="Riverside clinic", what="Diabetes nurses", contact="202-555-0112", by_id=None,
                                now=timezone.now())


def write(client: Client, place: ReviewedPlace, **changed: str) -> object:
    return client.post(f"/reviews/{place.public_id}/write/", {**GOOD, **changed})


def test_what_gives_somebody_away_is_asked_about_before_it_stands_there(client: Client, place: ReviewedPlace) -> None:
    told = "My name is Ida Moss, born 3 May 1981. The people at the desk were rude to me."
    asked = write(client, place, body=told)
    assert asked.status_code == 422  # type: ignore[attr-defined]
    said = str(asked.context["form"].errors["body"])  # type: ignore[attr-defined]
    assert "name" in said
    assert "date of birth" in said, "both at once, not one after the other"
    assert not Review.objects.exists()
    assert write(client, place, body=told, meant="on").status_code == 200  # type: ignore[attr-defined]
    assert Review.objects.get().state == "LIVE"


@pytest.mark.parametrize("stars", ["1", "5"])
def test_somebody_who_is_named_is_asked_about_in_a_bad_review_as_in_a_good_one(
    client: Client, place: ReviewedPlace, stars: str
) -> None:
    told = "The nurse, Jane Miller, spoke to my mother for an hour."
    asked = write(client, place, body=told, stars=stars)
    assert asked.status_code == 422  # type: ignore[attr-defined]
    assert "You name somebody" in asked.content.decode()  # type: ignore[attr-defined]
    assert write(client, place, body=told, stars=stars, meant="on").status_code == 200  # type: ignore[attr-defined]


def test_pay_says_what_it_is_for(client: Client) -> None:
    client.force_login(cast.oda())
    form = client.get("/desk/vacancies/new/").context["form"]
    assert not form["pay_per"].value()
    asked = client.post("/desk/vacancies/new/", {"pay_from": "30", "pay_to": "38"})
    assert "an hour, a month or a year" in str(asked.context["form"].errors["pay_per"])


def test_a_code_proves_a_visit_and_leaves_nothing_with_the_review(client: Client, place: ReviewedPlace) -> None:
    code = reviewing.make_codes(place=place, count=2, by_id=cast.oda().pk, now=timezone.now())[0]
    assert write(client, place, code=f" {code.lower()} ").status_code == 200  # type: ignore[attr-defined]
    row = Review.objects.get()
    assert (row.proved, row.state) == (True, "LIVE")
    assert EncounterToken.objects.count() == 1
    again = write(client, place, code=code, body="Another visit, another day.")
    assert again.status_code == 409  # type: ignore[attr-defined]
    assert Review.objects.count() == 1
    assert "was there" in client.get(f"/reviews/{place.public_id}/").content.decode()


@pytest.mark.parametrize(
    ("changed", "status", "became"),
    [
        ({"stars": "1", "body": "Nobody listened. I waited for three hours."}, 200, ("LIVE", "")),
        ({"relation": "STAFF"}, 200, ("HELD", "INSIDER")),
        ({"incentive": "on"}, 422, None),
        ({"incentive": "on", "incentive_words": "a coffee voucher"}, 200, ("LIVE", "")),
        ({"body": "?"}, 422, None),
        ({"body": "My social security number is 536-90-4399, call me."}, 422, None),
    ],
)
def test_what_is_shown_held_and_refused_has_nothing_to_do_with_stars(
    client: Client, place: ReviewedPlace, changed: dict[str, str], status: int, became: tuple[str, str] | None
) -> None:
    assert write(client, place, **changed).status_code == status  # type: ignore[attr-defined]
    row = Review.objects.first()
    assert ((row.state, row.hold_why) if row else None) == became


def test_copies_and_a_burst_wait_for_a_person(client: Client, place: ReviewedPlace) -> None:
    write(client, place)
    write(client, place, body="THEY listened, and took their time!!")
    held = Review.objects.order_by("pk").last()
    assert held is not None
    assert "SAME_WORDS" in held.hold_why
    Review.objects.filter(pk=held.pk).update(state="LIVE", hold_why="", body_digest="")
    for at in range(3):
        client = Client(REMOTE_ADDR=f"192.0.2.{at}")
        write(client, place, body=f"It was good for me on visit number {at}.")
    assert Review.objects.filter(state="LIVE").count() == 5
    write(Client(REMOTE_ADDR="192.0.2.9"), place, body="One more of today.")
    last = Review.objects.order_by("pk").last()
    assert last is not None
    assert last.hold_why == "BURST"


def test_told_harm_is_routed_at_once(client: Client, place: ReviewedPlace) -> None:
    page = write(client, place, stars="1", body="They gave my father the wrong medicine and he fell out of bed.")
    assert "This is where harm is looked into" in page.content.decode()  # type: ignore[attr-defined]
    client.force_login(cast.oda())
    assert "tells of harm" in client.get("/desk/reviews/").content.decode()
    row = Review.objects.get()
    client.post(f"/desk/reviews/{row.public_id}/decide", {"do": "harm"})
    assert Review.objects.get().harm_seen_at is not None


def test_the_writer_changes_it_and_takes_it_back(client: Client, place: ReviewedPlace) -> None:
    page = write(client, place).content.decode()  # type: ignore[attr-defined]
    own = page.split('href="http://testserver')[1].split('"')[0]
    assert client.post(own, {**GOOD, "stars": "3", "body": "On second thought it was middling."}).status_code == 302
    shown = client.get(f"/reviews/{place.public_id}/").content.decode()
    assert "They listened and took their time." in shown, "what stood there before can be read"
    assert client.get(own[:-3] + "xx/").status_code == 404
    client.post(own + "back")
    row = Review.objects.get()
    assert (row.state, row.body, row.versions.count()) == ("REMOVED", "", 0)
    assert client.get(own).status_code == 404


def test_taking_down_needs_a_listed_reason_and_is_counted_by_star(client: Client, place: ReviewedPlace) -> None:
    client.force_login(cast.oda())
    write(client, place, stars="1", body="Bad.  Very bad, all of it.")
    row = Review.objects.get()
    for ground in ("", "TOO_FEW_STARS", "AUTHOR"):
        client.post(f"/desk/reviews/{row.public_id}/decide", {"do": "remove", "ground": ground, "words": "No."})
    assert Review.objects.get().state != "REMOVED"
    client.post(f"/desk/reviews/{row.public_id}/decide", {"do": "remove", "ground": "ELSEWHERE", "words": "Other clinic."})
    assert Review.objects.get().state == "REMOVED"
    assert "it is about another place" in client.get(f"/reviews/{place.public_id}/").content.decode()
    assert Event.objects.get(action="review.removed").facts["stars"] == 1


def test_a_gap_between_stars_raises_an_alarm(client: Client, place: ReviewedPlace) -> None:
    def made(stars: int, state: str, count: int) -> None:
        Review.objects.bulk_create(
            Review(place=place, stars=stars, body="x", relation="PATIENT", state=state, written_on=timezone.localdate(),
                   ground="FAKE" if state == "REMOVED" else "") for _at in range(count)
        )
    made(5, "LIVE", 20)
    made(1, "LIVE", 10)
    assert removal_of_all().gap is None, "fewer than eleven are not told"
    page = client.get(f"/reviews/{place.public_id}/").content.decode()
    assert "3.7 of 5" in page
    assert "30 reviews" in page, "an average never stands without its number"
    made(1, "REMOVED", 2)
    told = removal_of_all()
    assert (told.by_star[5], told.by_star[1], told.alarm) == (0.0, 16.7, True)
    client.force_login(cast.oda())
    assert "Stars are not treated alike" in client.get("/desk/reviews/").content.decode()


def test_a_reply_never_confirms_that_somebody_was_cared_for(client: Client, place: ReviewedPlace) -> None:
    write(client, place, stars="1", body="My blood test was lost.")
    client.force_login(cast.oda())
    url = f"/desk/reviews/{Review.objects.get().public_id}/"
    refused = client.post(url, {"words": "We are sorry about your blood test at your visit on Monday."})
    assert refused.status_code == 422
    assert not Review.objects.get().reply
    ready = client.get(url).context["templates"][0]
    assert client.post(url, {"words": ready}).status_code == 302
    assert Review.objects.get().reply == ready


def test_reviews_from_elsewhere_stay_at_the_desk(client: Client, place: ReviewedPlace) -> None:
    client.force_login(cast.oda())
    told = "stars,text,date,title\n5,Good,2026-11-01,\n9,Bad stars,2026-11-01,\n1,=HYPERLINK(1),2026-11-02,=1+1\n2,Late,soon,\n"
    answer = client.post(f"/desk/reviews/places/{place.public_id}/import/", {
        "origin": "Another site", "file": SimpleUploadedFile("reviews.csv", told.encode()),
    }).content.decode()
    assert "2 reviews brought in." in answer
    assert "Line 3" in answer
    assert "Line 5" in answer
    client.logout()
    assert "Good" not in client.get(f"/reviews/{place.public_id}/").content.decode()
    client.force_login(cast.member("olga", roles_cached="COMMUNICATIONS_OFFICER", has_factor_cached=True))
    wrong = client.post(f"/desk/reviews/places/{place.public_id}/import/", {
        "origin": "x", "file": SimpleUploadedFile("r.csv", b"\xff\xfe\x00")})
    assert wrong.status_code == 422


QUESTIONS = "1-5 How long did you wait?\n* How did you come? | on foot | by car\ny/n Would you come again?\n... What else?"


@pytest.fixture
def survey() -> Survey:
    row = surveying.write_survey(
        title="Your visit", intro="", closes_on=timezone.localdate() + timedelta(days=9), with_codes=True,
        questions=read_questions(QUESTIONS), by_id=None, now=timezone.now(),
    )
    surveying.set_state(survey=row, state=SurveyState.OPEN, by_id=None, now=timezone.now())
    return row


def sheet(survey: Survey, **more: str) -> dict[str, str]:
    ids = [f"q{one.pk}" for one in survey.questions.all()]
    return dict(zip(ids, ("4", "on foot", "yes", "The chairs are hard."), strict=True)) | more


def test_a_code_answers_once_and_nobody_is_kept(client: Client, survey: Survey) -> None:
    code = surveying.make_survey_codes(survey=survey, count=1, by_id=cast.oda().pk, now=timezone.now())[0]
    url = f"/feedback/{survey.public_id}/"
    assert client.post(url, sheet(survey, code="WRONGCODE2")).status_code == 409
    assert not SurveySheet.objects.exists(), "a wrong code keeps nothing"
    assert client.post(url, sheet(survey, code=code)).status_code == 200
    assert client.post(url, sheet(survey, code=code)).status_code == 409
    assert (SurveySheet.objects.count(), SurveyAnswer.objects.count(), SurveyCode.objects.count()) == (1, 4, 0)


def test_nothing_is_told_of_fewer_than_eleven(survey: Survey) -> None:
    Survey.objects.update(with_codes=False)
    survey.refresh_from_db()
    ids = [one.pk for one in survey.questions.all()]
    for at in range(22):
        people, told = results_of(survey)
        if at < 11:
            assert people is None
            assert all(one.counts is None for one in told)
        surveying.answer_survey(
            survey=survey, answers={ids[0]: "4", ids[1]: "on foot" if at else "by car", ids[3]: f"Words {at}."},
            quote_ok=at % 2 == 0, code="", who=f"reader {at}", now=timezone.now(),
        )
    people, told = results_of(survey)
    assert people == 22
    assert told[0].mean == 4.0
    assert told[1].counts == (), "21 of 22 would tell of the one who came by car"
    assert told[2].counts is None, "nobody answered that"
    assert len(told[3].texts) == 11, "those who agreed to be quoted"


def test_words_of_danger_bring_help_and_are_kept(client: Client, survey: Survey) -> None:
    Survey.objects.update(with_codes=False)
    last = survey.questions.last()
    assert last is not None
    page = client.post(f"/feedback/{survey.public_id}/", {f"q{last.pk}": "I want to kill myself tonight"})
    assert "Crisis help is here" in page.content.decode()
    assert SurveySheet.objects.get().needs_care


@pytest.mark.parametrize("text", ["", "What?", "* Only one | answer", "1-5 Scale | with answers", "1-5 x\n" * 21])
def test_questions_that_cannot_be_read_are_refused(client: Client, text: str) -> None:
    client.force_login(cast.oda())
    form = {"title": "T", "questions": text, "closes_on": "2027-01-01"}
    assert client.post("/desk/surveys/new/", form).status_code == 422


def vacancy(**changed: object) -> VacancyWords:
    told = {"title": "Nurse", "organisation": "Riverside clinic", "place": "Riverside", "hours": "PART_TIME",
            "about": "You look after feet.", "must": "A nursing licence", "pay_from": 40000,
            "apply_email": "jobs@example.org", "closes_on": timezone.localdate() + timedelta(days=20), **changed}
    return VacancyWords(**told)  # type: ignore[arg-type]


def test_a_vacancy_opens_by_a_second_person_and_closes_by_itself(client: Client) -> None:
    oda, sue = cast.oda(), cast.sue()
    row = offering.write_vacancy(words=vacancy(), by_id=oda.pk, now=timezone.now())
    client.force_login(oda)
    client.post(f"/desk/vacancies/{row.public_id}/step", {"do": "ask"})
    client.post(f"/desk/vacancies/{row.public_id}/step", {"do": "open"})
    assert Vacancy.objects.get().state == "WAITING"
    client.force_login(sue)
    client.post(f"/desk/vacancies/{row.public_id}/step", {"do": "open"})
    client.logout()
    page = client.get(f"/vacancies/{row.public_id}/").content.decode()
    assert '"@type": "JobPosting"' in page
    assert VacancyDay.objects.get().views == 1  # how often it was opened on a day; by whom is kept nowhere
    assert "Nurse" in client.get("/vacancies/?q=riverside&hours=PART_TIME").content.decode()
    Vacancy.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert client.get(f"/vacancies/{row.public_id}/").status_code == 404


def test_a_posting_cannot_break_out_of_its_block(client: Client) -> None:
    row = offering.write_vacancy(words=vacancy(title="</script><b>x"), by_id=None, now=timezone.now())
    Vacancy.objects.filter(pk=row.pk).update(state="LIVE")
    assert "</script><b>" not in client.get(f"/vacancies/{row.public_id}/").content.decode()


@pytest.mark.parametrize(
    "text",
    ["A young team member", "aged between 25 and 35", "females only", "Please send a photo", "native speaker of English",
     "no children", "citizens only", "must be in perfect health", "buscamos joven con foto"],
)
def test_what_may_not_be_asked_is_named(text: str) -> None:
    assert unlawful(text)


@pytest.mark.parametrize("text", ["Fluent in Spanish", "Lifts 20 kg, with help", "Ages of our patients: all",
                                  "Looks after women after birth", "A picture archive"])
def test_what_may_be_asked_stays(text: str) -> None:
    assert not unlawful(text)
