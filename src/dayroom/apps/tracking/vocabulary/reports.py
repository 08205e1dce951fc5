"""Words of treatment reports: how well it worked, what it cost in health, time and money, and why it ended.

Source of the lists: standards §6.2 (treatment report), 2026-11-21.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

REPORT_KIND = "treatmentreport"
PURPOSES_MOST = 3
EFFECTS_MOST = 10
ADVICE_MOST = 1500  # characters: some sentences, so that it is read
WORDS_MOST = 8000  # of a text from which suggestions are made; it is not kept


class Helped(models.TextChoices):
    MAJOR = "MAJOR", _("very much")
    MODERATE = "MODERATE", _("somewhat")
    SLIGHT = "SLIGHT", _("a little")
    NONE = "NONE", _("not at all")
    CANNOT_TELL = "CANNOT_TELL", _("I cannot tell")


class Severity(models.TextChoices):
    NONE = "NONE", _("none")
    MILD = "MILD", _("mild")
    MODERATE = "MODERATE", _("moderate")
    SEVERE = "SEVERE", _("severe")


class Adherence(models.TextChoices):
    ALWAYS = "ALWAYS", _("always")
    USUALLY = "USUALLY", _("most of the time")
    SOMETIMES = "SOMETIMES", _("sometimes")
    NEVER = "NEVER", _("hardly ever or never")


class Burden(models.TextChoices):
    NOT_AT_ALL = "NOT_AT_ALL", _("not at all")
    A_LITTLE = "A_LITTLE", _("a little")
    SOMEWHAT = "SOMEWHAT", _("somewhat")
    VERY = "VERY", _("very much")


class Cost(models.TextChoices):
    """What a month costs out of one's own pocket; dollars, or as many of one's own money as feel like it."""

    NONE = "NONE", _("nothing")
    UNDER_25 = "UNDER_25", _("less than 25 dollars")
    TO_100 = "25_TO_100", _("25 to 100 dollars")
    TO_200 = "100_TO_200", _("100 to 200 dollars")
    OVER_200 = "OVER_200", _("more than 200 dollars")


class WhyStopped(models.TextChoices):
    SIDE_EFFECTS = "SIDE_EFFECTS", _("side effects")
    DID_NOT_WORK = "DID_NOT_WORK", _("it did not work")
    COURSE_DONE = "COURSE_DONE", _("the course was done")
    COST = "COST", _("the cost")
    INSURER = "INSURER", _("the insurer")
    DOCTOR = "DOCTOR", _("a doctor said so")
    REMISSION = "REMISSION", _("I no longer needed it")
    OTHER = "OTHER", _("something else")


class Again(models.TextChoices):
    YES = "YES", _("yes")
    NO = "NO", _("no")
    UNSURE = "UNSURE", _("not sure")


class Taking(models.TextChoices):
    STILL = "STILL", _("still taking it")
    STOPPED = "STOPPED", _("stopped")


class AdviceState(models.TextChoices):
    """UNREAD: nobody but its writer and those it was shown to by name sees it; the guard was not asked."""

    UNREAD = "UNREAD", _("for you")
    LIVE = "LIVE", _("shown")
    HELD = "HELD", _("waits for a moderator")
    REMOVED = "REMOVED", _("taken down")


class CountState(models.TextChoices):
    """WAITING: in no number yet. COUNTED: in the numbers as it stands. CHANGED: in them as it was before."""

    WAITING = "WAITING", _("waits to be counted")
    COUNTED = "COUNTED", _("counted")
    CHANGED = "CHANGED", _("counted as it was before")


@dataclass(frozen=True, slots=True)
class ForPurpose:
    """What it was taken for, in the person's words, and how well it did that."""

    text: str
    helped: str


@dataclass(frozen=True, slots=True)
class SideEffect:
    """`code` is a key of our own list, where the words are exactly one of its names; empty otherwise."""

    text: str
    severity: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one person says of one treatment; everything may be empty but what it was for."""

    purposes: tuple[ForPurpose, ...] = ()
    side_effects: tuple[SideEffect, ...] = ()
    severity: str = ""
    adherence: str = ""
    burden: str = ""
    cost: str = ""
    taking: str = ""
    why_stopped: tuple[str, ...] = ()
    again: str = ""
    advice: str = ""

    @property
    def is_complete(self) -> bool:
        """Purpose and effect: all that a report must say."""
        return bool(self.purposes) and all(one.helped for one in self.purposes)

    def as_values(self) -> dict[str, Any]:
        """Plain values, to be sealed."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def of_values(cls, values: dict[str, Any]) -> Said:
        """What was sealed, read back; names this version does not know are left out."""
        plain = {name: values.get(name, "") for name in ("severity", "adherence", "burden", "cost", "taking", "again",
                                                         "advice")}
        return cls(
            purposes=tuple(ForPurpose(one["text"], one.get("helped", "")) for one in values.get("purposes", ())),
            side_effects=tuple(
                SideEffect(one["text"], one.get("severity", ""), one.get("code", ""))
                for one in values.get("side_effects", ())
            ),
            why_stopped=tuple(values.get("why_stopped", ())),
            **plain,
        )


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report as its reader sees it. `said` is what stands, or for a draft what is written so far; `advice` is empty
    for readers to whom it may not be shown."""

    public_id: str
    treatment: str
    treatment_id: str
    said: Said
    audience: str
    is_draft: bool = False
    has_draft: bool = False
    place_id: int | None = None
    advice_state: str = AdviceState.UNREAD
    started_on: str = ""
    stopped_on: str = ""
    slug: str = ""  # of the treatment's page, where it has one
    counts: bool = False


@dataclass(frozen=True, slots=True)
class AdviceShown:
    """What one member advises, shown to members of the community that they chose."""

    public_id: str
    handle: str
    text: str
