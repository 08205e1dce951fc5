"""Reading the questions of a survey, and when it takes answers. No queries, no clock."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dayroom.apps.outreach.vocabulary.surveys import QUESTIONS_MOST, AskKind, QuestionWords, SurveyState
from dayroom.kernel.errors import Conflict, Invalid, NotFound

STARTS = {"*": AskKind.CHOICE, "1-5": AskKind.SCALE, "y/n": AskKind.YES_NO, "...": AskKind.TEXT}


class QuestionsWrong(Invalid):
    """The questions cannot be read."""


class NothingAnswered(Invalid):
    """Please answer at least one question."""


class CodeUsed(Conflict):
    """This code was used already, or is none of ours."""


def read_questions(text: str) -> list[QuestionWords]:
    """Questions, one to a line, each with its kind in front.

    >>> read_questions("1-5 How long did you wait?\\n* How did you come? | on foot | by car")[1].options
    ('on foot', 'by car')

    Raises QuestionsWrong with the number of the line.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        start, _space, rest = line.strip().partition(" ")
        kind = STARTS.get(start)
        ask, *options = (part.strip() for part in rest.split("|"))
        if kind is None or not ask or len(ask) > 300:
            raise QuestionsWrong(_("Line %(number)s does not begin with *, 1-5, y/n or ... and a question.")
                                 % {"number": number})
        if kind == AskKind.CHOICE and not 2 <= len(options) <= 12:
            raise QuestionsWrong(_("Line %(number)s needs two to twelve answers, each after a | sign.")
                                 % {"number": number})
        if kind != AskKind.CHOICE and options:
            raise QuestionsWrong(_("Line %(number)s has answers, and its kind needs none.") % {"number": number})
        found.append(QuestionWords(kind, ask, tuple(one[:200] for one in options)))
    if not 1 <= len(found) <= QUESTIONS_MOST:
        raise QuestionsWrong(_("A survey has one to %(most)s questions.") % {"most": QUESTIONS_MOST})
    return found


def write_questions(words: list[QuestionWords]) -> str:
    """The lines that ``read_questions`` reads."""
    starts = {kind: start for start, kind in STARTS.items()}
    return "\n".join(" | ".join((f"{starts[AskKind(one.kind)]} {one.ask}", *one.options)) for one in words)


def example_questions() -> str:
    """One question of each kind, in the language of whoever writes; it reads as it stands.

    >>> [AskKind(one.kind).value for one in read_questions(example_questions())]
    ['SCALE', 'CHOICE', 'YES_NO', 'TEXT']
    """
    return "\n".join((
        f"1-5 {_('How easy was it to find us?')}",
        f"* {_('How did you come?')} | {_('on foot')} | {_('by bus')} | {_('by car')}",
        f"y/n {_('Did somebody explain what happens next?')}",
        f"... {_('What should we do better?')}",
    ))


def check_takes_answers(*, state: str, closes_on: date, today: date) -> None:
    """Raises NotFound: a closed survey is a page that is not there."""
    if state != SurveyState.OPEN or today > closes_on:
        raise NotFound()
