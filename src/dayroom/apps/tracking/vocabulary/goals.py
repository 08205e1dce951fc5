"""Words of goals and guided programmes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dayroom.apps.tracking.vocabulary import Audience


class GoalState(models.TextChoices):
    """Letting go is an end like any other: nothing counts what was not done."""

    OPEN = "OPEN", _("going on")
    PAUSED = "PAUSED", _("resting")
    DONE = "DONE", _("finished")
    LET_GO = "LET_GO", _("let go")


GOAL_STEPS_MOST = 20
GOAL_LINE_MOST = 200
GOAL_NOTE_MOST = 2000


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step, with the day on which the person ticked it."""

    key: str
    title: str
    done_on: date | None = None
    text_html: str = ""  # of a guided programme: what to do, rendered


@dataclass(frozen=True, slots=True)
class NoteShown:
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class GoalShown:
    public_id: str
    what: str
    state: str
    audience: str = Audience.ME
    why: str = ""
    know: str = ""  # how will I know?
    tracker: str = ""  # public id of a tracker that tells
    target: str = ""  # the number hoped for, in the tracker's own unit
    programme: str = ""  # key of a guided programme; empty for a goal of one's own
    steps: tuple[StepShown, ...] = ()
    helped: str = ""
    changed_at: datetime | None = None

    @property
    def state_words(self) -> str:
        return str(GoalState(self.state).label)

    @property
    def steps_done(self) -> int:
        return sum(step.done_on is not None for step in self.steps)


@dataclass(frozen=True, slots=True)
class ProgrammeSource:
    body: str
    title: str
    year: int
    verified: bool


@dataclass(frozen=True, slots=True)
class ProgrammeStep:
    """`text` is HTML of ours."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A guided programme: content of ours, the same for everybody."""

    key: str
    title: str
    about: str
    safety: tuple[str, ...]
    pause: str
    condition: str  # the word under which communities and pages of the library know it
    steps: tuple[ProgrammeStep, ...]
    sources: tuple[ProgrammeSource, ...]
