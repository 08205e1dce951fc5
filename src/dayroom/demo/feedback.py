"""The demo's surveys, reviews and vacancies, through everybody's own actions. All of it is made up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dayroom.apps.outreach.actions.reviews import make_codes, open_place, remove_review, reply_to, write_review
from dayroom.apps.outreach.actions.surveys import answer_survey, set_state, tell_outcome, write_survey
from dayroom.apps.outreach.actions.vacancies import ask_to_open, open_vacancy, write_vacancy
from dayroom.apps.outreach.presenters.reviews import neutral_words
from dayroom.apps.outreach.vocabulary.reviews import ReviewWords
from dayroom.apps.outreach.vocabulary.surveys import QuestionWords
from dayroom.apps.outreach.vocabulary.vacancies import VacancyWords

if TYPE_CHECKING:
    from dayroom.demo.loading import House

# (days ago, stars, title, words, with a code of a visit)
REVIEWS = (
    (
        200,
        5,
        "Time to listen",
        "The nurse asked what I eat on a Sunday and did not laugh. We made a plan I can keep.",
        True,
    ),
    (181, 4, "Good, but hard to find", "Kind people. The door is round the back and there is no sign.", True),
    (160, 2, "Two hours", "I waited for two hours with an appointment. Nobody said why.", True),
    (151, 5, "", "They rang me the next day to ask how it went. Nobody ever did that.", False),
    (140, 1, "Not heard", "I said three times that the tablets make me ill and was told to try harder.", True),
    (122, 5, "My feet", "She looked at my feet for longer than anybody before, and found the blister.", True),
    (97, 3, "Fine", "It was fine. The forms are too long and too small to read.", False),
    (80, 4, "In Spanish too", "They found somebody who speaks Spanish within ten minutes.", True),
    (60, 1, "Mixed up", "They gave my mother the wrong medicine and only saw it when I asked. She is well now.", True),
    (33, 5, "Worth the bus ride", "Clear words, no hurry, and a sheet to take home.", True),
    (12, 4, "", "Better than last year. The new chairs help.", False),
    (4, 2, "The telephone", "It took nine calls to get through.", True),
)
QUESTIONS = (
    QuestionWords("SCALE", "How easy was it to understand what you were told? (5 is very easy)"),
    QuestionWords("CHOICE", "How long did you wait?", ("less than 15 minutes", "15 to 60 minutes", "over an hour")),
    QuestionWords("YES_NO", "Did you know whom to ring afterwards?"),
    QuestionWords("TEXT", "What should we change first?"),
)
WISHES = ("Shorter forms.", "A sign at the door.", "Chairs with arms.", "Ring back when you say so.", "Larger letters.")


def tell_feedback(house: House) -> None:
    """A clinic with reviews of every kind, a survey that led to something, work on offer."""
    oda, sue, now = house.members["oda"].pk, house.members["sue"].pk, house.now
    place = open_place(
        name="Riverside diabetes clinic",
        what="Nurses, a dietitian and two doctors",
        contact="202-555-0112",
        by_id=oda,
        now=now - timedelta(days=220),
    )
    for at, (days, stars, title, words, proved) in enumerate(REVIEWS):
        then = now - timedelta(days=days)
        code = make_codes(place=place, count=1, by_id=oda, now=then)[0] if proved else ""
        row, _secret = write_review(
            place=place,
            words=ReviewWords(stars, title, words, "PATIENT"),
            code=code,
            who=f"reader {at} of the demo",
            insider=False,
            now=then,
        )
        if stars == 2 and at == 2:
            reply_to(review=row, by_id=oda, now=then + timedelta(days=2), words=neutral_words("en", place.contact)[0])
    advert, _secret = write_review(
        place=place,
        words=ReviewWords(5, "Best pills", "Buy my pills instead, they are cheaper.", "OTHER"),
        code="",
        who="a seller of the demo",
        insider=False,
        now=now - timedelta(days=70),
    )
    remove_review(review=advert, ground="ADVERT", words="It sells something.", by_id=sue, now=now - timedelta(days=69))
    _survey(house)
    for title, hours, pay in (
        ("Diabetes nurse, 24 hours a week", "PART_TIME", 52_000),
        ("Driver for the dialysis rides", "VOLUNTEER", None),
    ):
        _vacancy(house, title, hours, pay)


def _survey(house: House) -> None:
    oda, now = house.members["oda"].pk, house.now
    row = write_survey(
        title="Your visit this autumn",
        intro="Four questions. Nobody is kept with the answers.",
        closes_on=(now + timedelta(days=20)).date(),
        with_codes=False,
        questions=QUESTIONS,
        by_id=oda,
        now=now - timedelta(days=50),
    )
    set_state(survey=row, state="OPEN", by_id=oda, now=now - timedelta(days=50))
    ids = list(row.questions.values_list("pk", flat=True))
    waits = QUESTIONS[1].options
    for at in range(46):
        answer_survey(
            survey=row,
            code="",
            who=f"answer {at} of the demo",
            now=now - timedelta(days=49 - at),
            quote_ok=at % 2 == 0,
            answers={
                ids[0]: str((5, 4, 4, 3, 5, 2)[at % 6]),
                ids[1]: waits[at % 3],
                ids[2]: ("yes", "yes", "no")[at % 3],
                ids[3]: WISHES[at % len(WISHES)],
            },
        )
    tell_outcome(
        survey=row,
        by_id=oda,
        now=now - timedelta(days=3),
        said="The forms are long, and nobody finds the door.",
        did="The form is one page now. A sign with an arrow hangs at the corner since Monday.",
    )


def _vacancy(house: House, title: str, hours: str, pay: int | None) -> None:
    oda, now = house.members["oda"].pk, house.now
    words = VacancyWords(
        title=title,
        organisation="Riverside clinic",
        place="Riverside",
        hours=hours,
        pay_from=pay,
        pay_to=pay + 8_000 if pay else None,
        closes_on=(now + timedelta(days=40)).date(),
        about="You work in a small team that laughs a lot. Somebody shows you everything in the first month.",
        must="Friendly with people who are tired\nOn time",
        nice="Some Spanish",
        apply_email="jobs@example.org",
    )
    row = write_vacancy(words=words, by_id=oda, now=now - timedelta(days=6))
    ask_to_open(row=row, by_id=oda, now=now - timedelta(days=6))
    row.refresh_from_db()
    open_vacancy(row=row, by_id=house.members["sue"].pk, now=now - timedelta(days=5))
