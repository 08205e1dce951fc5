"""Words of articles: kinds, states, steps of the approval, what may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

ARTICLE_KIND = "article"  # subject of audit, notices and search
EDITORS_GROUP = "Library editors"  # the group in Wagtail; it follows the roles and never leads
WRITER_ROLES = ("COMMUNICATIONS_OFFICER", "STEWARD", "CLINICIAN", "OWNER")
# standards §7 as of 2026-11-20: looked at again after 24 months, never later than 36; unlisted six months after that
REVIEW_MONTHS = 24
REVIEW_MONTHS_MOST = 36
UNLISTED_AFTER_MONTHS = 6
GRADE_MOST = 10.0  # school years; above it a page for patients waits (standards §7)
DUE_SOON_DAYS = 60  # how early the desk lists an article whose review day comes; our own choice, 2026-11-21
NO_INTERESTS = ("none", "no ", "ninguno", "ninguna", "nothing")


class ArticleKind(models.TextChoices):
    """What kind of page it is."""

    ARTICLE = "article", _("article")
    VIDEO = "video", _("video")
    PODCAST = "podcast", _("podcast")
    INFOGRAPHIC = "infographic", _("infographic")
    HUB = "hub", _("condition page")


class Reader(models.TextChoices):
    """For whom an article is written."""

    PATIENTS = "patients", _("patients")
    CARERS = "carers", _("carers")
    CLINICIANS = "clinicians", _("health professionals")


class Urgency(models.TextChoices):
    """How soon somebody should act."""

    EMERGENCY = "emergency", _("Emergency: call now")
    NOW = "now", _("Now, by yourself")
    URGENT = "urgent", _("Urgent: today")
    SOON = "soon", _("Soon: within days")
    SELF = "self", _("What you can do yourself")


class AiRole(models.TextChoices):
    """What a machine had to do with the text or a picture; shown with it (EU AI Act art 50)."""

    NONE = "NONE", _("no machine wrote any of it")
    ASSISTED = "ASSISTED", _("written by a person with help from a machine")
    GENERATED = "GENERATED", _("made by a machine and checked by a person")


class Step(models.TextChoices):
    """Where the newest text of an article stands."""

    DRAFT = "DRAFT", _("draft")
    CLINICAL = "CLINICAL", _("waits for clinical review")
    PLAIN = "PLAIN", _("waits for plain-language review")
    APPROVED = "APPROVED", _("approved")
    SCHEDULED = "SCHEDULED", _("scheduled")
    LIVE = "LIVE", _("live")
    WITHDRAWN = "WITHDRAWN", _("taken down")


class Verdict(models.TextChoices):
    """What somebody decided about one wording."""

    SENT = "SENT", _("sent to review")
    APPROVED = "APPROVED", _("approved")
    SENT_BACK = "SENT_BACK", _("sent back")
    SCHEDULED = "SCHEDULED", _("scheduled")
    PUBLISHED = "PUBLISHED", _("published")
    STOPPED = "STOPPED", _("not published")
    WITHDRAWN = "WITHDRAWN", _("taken down")
    UNLISTED = "UNLISTED", _("no longer listed")
    STILL_TRUE = "STILL_TRUE", _("looked at again: still right")


class Missing(models.TextChoices):
    """What keeps a wording from passing a step. The label is the sentence people read."""

    AUTHOR = "AUTHOR", _("Say who wrote it.")
    CLINICAL_REVIEWER = "CLINICAL_REVIEWER", _("Name a clinical reviewer.")
    REVIEWER_IS_AUTHOR = "REVIEWER_IS_AUTHOR", _("The clinical reviewer cannot be the author.")
    PLAIN_REVIEWER = "PLAIN_REVIEWER", _("Name somebody for the plain-language review.")
    PLAIN_IS_AUTHOR = "PLAIN_IS_AUTHOR", _("The plain-language reviewer cannot be the author.")
    FUNDING = "FUNDING", _("Say who paid for it, or that nobody did.")
    INTERESTS = "INTERESTS", _("Declare interests, or that there are none.")
    AUDIENCE = "AUDIENCE", _("Say for whom it is.")
    SUMMARY = "SUMMARY", _("Write one or two sentences for the list.")
    BODY = "BODY", _("There is no text yet.")
    SOURCES = "SOURCES", _("Name at least one source.")
    SOURCE_YEAR = "SOURCE_YEAR", _("A source has no body, title or year.")
    REVIEW_BY = "REVIEW_BY", _("Say when it has to be looked at again.")
    REVIEW_LATE = "REVIEW_LATE", _("The review day is more than three years away.")
    REVIEW_PAST = "REVIEW_PAST", _("The review day has passed.")
    EDITION = "EDITION", _("Say what changed since the last time.")
    PICTURE_WORDS = "PICTURE_WORDS", _("A picture has no words for people who cannot see it.")
    CAPTIONS = "CAPTIONS", _("A recording has neither captions nor a transcript.")
    TWIN = "TWIN", _("An infographic does not say the same in words.")
    AUTHORIZATION = "AUTHORIZATION", _("It shows a patient, and there is no signed permission that counts.")
    AI_LABEL = "AI_LABEL", _("A machine made it: a clinical reviewer has to be named.")
    GUARD_SILENT = "GUARD_SILENT", _("The check of the text did not answer. Please try again later.")
    GUARD_BLOCKS = "GUARD_BLOCKS", _("The check of the text found something that must not be published.")
    GUARD_HOLDS = "GUARD_HOLDS", _("The check of the text found something. A reviewer says in writing why it may stay.")
    CONDUCT = "CONDUCT", _("A check of professional conduct asks for a reviewer’s reason in writing.")
    CONDUCT_BLOCKS = "CONDUCT_BLOCKS", _("A check of professional conduct failed.")
    TOO_HARD = "TOO_HARD", _(
        "It is too hard to read (above grade 10). Write it anew, or the plain-language reviewer says in writing why."
    )
    NOT_A_CLINICIAN = "NOT_A_CLINICIAN", _("The clinical review is for somebody whose licence was checked.")
    OWN_WORDS = "OWN_WORDS", _("Whoever wrote in it cannot review it.")
    NOT_NAMED = "NOT_NAMED", _("Somebody else is named as the reviewer.")
    CHANGED = "CHANGED", _("The text was changed after it was sent. Please look at the new wording.")
    CLINICAL_APPROVAL = "CLINICAL_APPROVAL", _("The clinical review of this wording is missing.")
    PLAIN_APPROVAL = "PLAIN_APPROVAL", _("The plain-language review of this wording is missing.")
    TIME_PAST = "TIME_PAST", _("The time it was planned for has passed. Choose a new one.")


# a reviewer may let these pass by saying why, in writing; nothing else
EXPLAINABLE = frozenset({Missing.TOO_HARD, Missing.GUARD_HOLDS, Missing.CONDUCT})


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """Everything that decides whether one wording may pass a step; frozen with the decision.

    grade       school years, None where it is not measured (short, or a language without a formula)
    guard       the strongest action the guard asks for; "" when it did not answer
    """

    digest: str = ""
    has_author: bool = False
    has_clinical_reviewer: bool = False
    clinical_is_author: bool = False
    has_plain_reviewer: bool = False
    plain_is_author: bool = False
    has_funding: bool = False
    has_interests: bool = False
    has_conflict: bool = False
    has_audience: bool = False
    has_summary: bool = False
    words: int = 0
    sources: int = 0
    sources_unchecked: int = 0
    sources_incomplete: int = 0
    review_by: date | None = None
    edition_named: bool = False
    pictures_wordless: int = 0
    recordings_silent: int = 0
    infographics_twinless: int = 0
    shows_patient: bool = False
    authorization_counts: bool = False
    ai_role: str = AiRole.NONE
    grade: float | None = None
    too_hard: bool = False
    for_professionals: bool = False
    guard: str = ""
    guard_classes: tuple[str, ...] = ()
    conduct_failed: tuple[str, ...] = ()
    conduct_blocked: tuple[str, ...] = ()
    jargon: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides about one wording, as far as it matters."""

    is_clinician: bool = False
    wrote_in_it: bool = False
    is_named: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Approvals:
    """What has been decided about this very wording, and when it is wanted."""

    clinical: bool = False
    plain: bool = False
    wanted_at: datetime | None = None
