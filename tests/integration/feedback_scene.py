"""A place with reviews, a survey and a vacancy: for pages that are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from dayroom.apps.outreach.actions.reviews import open_place, write_review
from dayroom.apps.outreach.actions.surveys import answer_survey, set_state, tell_outcome, write_survey
from dayroom.apps.outreach.actions.vacancies import ask_to_open, open_vacancy, write_vacancy
from dayroom.apps.outreach.rules.surveys import read_questions
from dayroom.apps.outreach.vocabulary.reviews import ReviewWords
from dayroom.apps.outreach.vocabulary.vacancies import VacancyWords

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

QUESTIONS = "1-5 How long did you wait?\n* How did you come? | on foot | by car\n... What else?"


@dataclass(frozen=True, slots=True)
class Feedback:
    place: str
    review: str
    secret: str
    survey: str
    vacancy: str


def build(writer: Member, second: Member, now: datetime) -> Feedback:
    place = open_place(name="Riverside clinic", what="Diabetes nurses", contact="202-555-0112", by_id=writer.pk, now=now)
    words = ReviewWords(1, "Forgotten", "They gave my father the wrong medicine.", "RELATIVE")
    review, secret = write_review(place=place, words=words, code="", who="x", insider=False, now=now)
    survey = write_survey(title="Your visit", intro="Three questions.", closes_on=now.date() + timedelta(days=9),
                          with_codes=False, questions=read_questions(QUESTIONS), by_id=writer.pk, now=now)
    set_state(survey=survey, state="OPEN", by_id=writer.pk, now=now)
    ids = list(survey.questions.values_list("pk", flat=True))
    for at in range(12):
        answer_survey(survey=survey, answers={ids[0]: "4", ids[2]: "Hard chairs."}, quote_ok=True, code="",
                      who=f"reader {at}", now=now)
    tell_outcome(survey=survey, said="The chairs are hard.", did="New chairs.", by_id=writer.pk, now=now)
    offer = VacancyWords(
        title="Nurse", organisation="Riverside clinic", place="Riverside", hours="PART_TIME", about="You look after feet.",
        must="A nursing licence", closes_on=now.date() + timedelta(days=20), pay_from=40_000,
        apply_email="jobs@example.org",
    )
    vacancy = write_vacancy(words=offer, by_id=writer.pk, now=now)
    ask_to_open(row=vacancy, by_id=writer.pk, now=now)
    open_vacancy(row=vacancy, by_id=second.pk, now=now)
    return Feedback(place.public_id, review.public_id, secret, survey.public_id, vacancy.public_id)
