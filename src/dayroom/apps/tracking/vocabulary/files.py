"""Words of what comes in by file and what goes out: states, forms, what an app may read, and our own limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

# readings that are sealed and written in one transaction; a killed import loses at most this much work
CHUNK_READINGS = 2_000
# an import that nobody has worked on for so long is taken up by another worker
STALE_SECONDS = 300
# JSON is read whole: a file of this kind may be so large (bytes); our own choice, 2026-11-21
JSON_MOST = 64 * 1024 * 1024
# an export with more items than this is made by a job
STREAMED_MOST = 5_000
TAKING_DAYS = 3
TAKINGS_PER_DAY = 20
BATCHES_PER_DAY = 30
# days for which the key of an app is good, at most and usually
APP_DAYS = (30, 90, 365)
APPS_MOST = 20
# requests a minute of one app
APP_PER_MINUTE = 120
PAGE_USUAL, PAGE_MOST = 50, 500
RECEIVE_DAYS = 14
RECEIVE_TRIES = 5
DOCUMENT_KIND = "handed-in"  # under which notices know a document
DOCUMENT_MOST = 20 * 1024 * 1024
# what a practice hands in: media type → ending of its name
DOCUMENT_TYPES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


class FoundState(models.TextChoices):
    OPEN = "OPEN", _("waiting for you")
    TAKEN = "TAKEN", _("put into your record")
    PASSED = "PASSED", _("left out")


class TakingPart(models.TextChoices):
    CONDITIONS = "conditions", _("Conditions")
    TREATMENTS = "treatments", _("Treatments")
    TRACKERS = "trackers", _("Readings")
    ANSWERS = "answers", _("Answers to questionnaires")
    GOALS = "goals", _("Goals")
    EVENTS = "events", _("Events in my life (not in the FHIR file)")


class TakingForm(models.TextChoices):
    FHIR = "FHIR", _("for other programs (FHIR R4, JSON)")
    CSV = "CSV", _("for a spreadsheet (CSV)")
    HTML = "HTML", _("to read and print (HTML)")


class TakingState(models.TextChoices):
    WAITING = "WAITING", _("waiting")
    MAKING = "MAKING", _("being made")
    READY = "READY", _("ready")
    FAILED = "FAILED", _("did not work")
    GONE = "GONE", _("deleted")


class AppScope(models.TextChoices):
    """What an app may read: the FHIR resources of the same name."""

    PATIENT = "Patient", _("year of birth and sex, if you gave them")
    OBSERVATION = "Observation", _("readings of your trackers")
    CONDITION = "Condition", _("conditions")
    MEDICATION = "MedicationStatement", _("treatments")
    RESPONSE = "QuestionnaireResponse", _("answers to questionnaires")


@dataclass(frozen=True, slots=True)
class TakingChoice:
    """What is to be taken along.

    parts      values of TakingPart
    trackers   public ids; none for all
    since, until   days as ISO 8601, both belong to it; empty for no limit; they hold for readings and answers
    """

    parts: tuple[str, ...]
    trackers: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class BatchShown:
    """One file that was brought along, opened."""

    public_id: str
    kind: str
    state: str
    name: str
    made_at: datetime
    ended_at: datetime | None
    bytes_total: int
    bytes_read: int
    records: int
    kept: int
    left_out: int
    fault: str = ""  # the sentence where it stopped
    known_already: int = 0
    set_aside: int = 0
    broken: tuple[tuple[str, int], ...] = ()  # (sentence, how often)
    first_broken: tuple[tuple[int, str], ...] = ()  # (the how-manieth record, sentence)
    unknown: tuple[tuple[str, int], ...] = ()

    @property
    def never_read(self) -> bool:
        """Nothing can have come of it."""
        return not (self.records or self.bytes_read or self.kept)

    @property
    def share(self) -> int:
        """Percent of the bytes that were read."""
        return min(100, self.bytes_read * 100 // self.bytes_total) if self.bytes_total else 0


@dataclass(frozen=True, slots=True)
class FoundShown:
    """A condition or treatment that a file tells of."""

    public_id: str
    kind: str
    text: str
    state: str
    code: str = ""
    system: str = ""
    started_on: str = ""
    ended_on: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class SourceShown:
    name: str
    readings: int


@dataclass(frozen=True, slots=True)
class AppShown:
    public_id: str
    name: str
    scopes: tuple[str, ...]
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked: bool


@dataclass(frozen=True, slots=True)
class ReceiveShown:
    """A link for handing in, as its owner sees it."""

    public_id: str
    made_at: datetime
    expires_at: datetime
    state: str  # OPEN, USED, OVER


@dataclass(frozen=True, slots=True)
class DocumentShown:
    public_id: str
    title: str
    from_whom: str
    note: str
    media_type: str
    bytes_total: int
    made_at: datetime
    new: bool
