"""Words of surveys: kinds of questions, what is told of answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

SURVEY_KIND = "survey"  # subject of audit
QUESTIONS_MOST = 20
SHOWN_FROM = 11  # people; fewer are never counted out loud (standards §9)
SCALE = (1, 2, 3, 4, 5)
TEXT_MOST = 1000


class SurveyState(models.TextChoices):
    DRAFT = "DRAFT", _("draft")
    OPEN = "OPEN", _("open")
    CLOSED = "CLOSED", _("closed")


class AskKind(models.TextChoices):
    CHOICE = "CHOICE", _("choose one")
    SCALE = "SCALE", _("1 to 5")
    YES_NO = "YES_NO", _("yes or no")
    TEXT = "TEXT", _("own words")


@dataclass(frozen=True, slots=True)
class QuestionWords:
    kind: str
    ask: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one question: counts by answer, or None while too few have answered.

    ``texts`` holds own words whose writers agreed to be quoted at the desk; never in public.
    """

    ask: str
    kind: str
    counts: tuple[tuple[str, int], ...] | None
    mean: float | None
    texts: tuple[str, ...] = ()
