from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from dayroom.engines.guard import Action, ConductResult, Decision, Finding


@dataclass(frozen=True, slots=True)
class Read:
    """What the guard says of a text, before anything is kept: reading takes longer than writing, and no transaction
    should wait for it.

    heard     what the words and every other reading of them ask for: what is kept with the record
    decision  what follows, with the conduct checks and with what the writer has settled
    conduct   the outcomes of the conduct checks, of a professional's text
    settled   why the writer goes ahead, where they have said so while writing
    """

    text: str
    findings: tuple[Finding, ...]
    checked: bool
    engine_version: str
    heard: Decision
    decision: Decision
    conduct: tuple[ConductResult, ...] = ()
    settled: str = ""

    @property
    def failed(self) -> tuple[ConductResult, ...]:
        """The conduct checks that ask for something."""
        return tuple(one for one in self.conduct if one.action is not Action.ALLOW)


@dataclass(frozen=True, slots=True)
class Screened:
    """What the guard said about one revision, and the row it is kept in."""

    screening_id: int
    findings: tuple[Finding, ...]
    decision: Decision
    checked: bool
    conduct: tuple[ConductResult, ...] = ()  # the conduct checks that failed, of a professional's text


CHECKS_NAME = "helplines-checked.json"  # in the data folder, see decision record 0010
CHECK_HOLDS_DAYS = 180  # standards §4: an entry expires after at most 180 days


class CheckOrigin(models.TextChoices):
    """Where an entry of the register came from."""

    SHIPPED = "SHIPPED", _("came with Dayroom")
    OWN = "OWN", _("written here")
    IMPORTED = "IMPORTED", _("brought in from a file")


class CheckState(models.TextChoices):
    """Only an accepted entry labels anything."""

    UNVERIFIED = "UNVERIFIED", _("not yet accepted")
    ACCEPTED = "ACCEPTED", _("accepted")
    RETIRED = "RETIRED", _("no longer used")


# the subjects of the entries that came with Dayroom, as words
SUBJECT_WORDS = {
    "cancer": _("cancer"), "diabetes": _("diabetes"), "infection": _("infection"), "mental-health": _("mental health"),
    "nutrition": _("nutrition"), "pain": _("pain"), "pregnancy": _("pregnancy"), "vaccination": _("vaccination"),
}


def subject_words(topic: str) -> str:
    """A subject as words: of the entries that came with Dayroom in the reader's language, of others as it is named."""
    return str(SUBJECT_WORDS.get(topic) or topic.replace("-", " "))


class AskState(models.TextChoices):
    """What became of an "is this true?"."""

    OPEN = "OPEN", _("waits for an answer")
    ANSWERED = "ANSWERED", _("answered")
    SET_ASIDE = "SET_ASIDE", _("nothing to check in it")


TOKEN_DAYS = 365  # how long a key for programs is good; our own choice, 2026-11-21


class SettledBecause(models.TextChoices):
    """Why a writer goes ahead in spite of a notice. Kept by class, never with the value."""

    MINE = "MINE", _("It is mine to tell")
    PUBLIC = "PUBLIC", _("It is public anyway")
    AGREED = "AGREED", _("The person agreed")
    NOT_IT = "NOT_IT", _("It is not what it looks like")


SETTLED_MOST = 40  # what one form can say it has settled
