"""Words of moderation, and the one dict that says what a case may become."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    OPEN = "OPEN", _("open")
    TAKEN = "TAKEN", _("somebody is on it")
    DECIDED = "DECIDED", _("decided")
    APPEALED = "APPEALED", _("appealed")
    CLOSED = "CLOSED", _("closed")


TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset({CaseState.TAKEN, CaseState.DECIDED}),
    CaseState.TAKEN: frozenset({CaseState.OPEN, CaseState.DECIDED}),
    CaseState.DECIDED: frozenset({CaseState.APPEALED, CaseState.CLOSED, CaseState.OPEN}),
    CaseState.APPEALED: frozenset({CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.OPEN}),
}


class Priority(models.IntegerChoices):
    """Clocks of standards §4: crisis 15 minutes, urgent 4 hours, other 72 hours, appeal 7 days."""

    CRISIS = 0, _("crisis")
    URGENT = 1, _("urgent")
    NORMAL = 2, _("normal")


DUE_SECONDS = {Priority.CRISIS: 15 * 60, Priority.URGENT: 4 * 3600, Priority.NORMAL: 72 * 3600}
APPEAL_DUE_SECONDS = 7 * 24 * 3600
APPEAL_OPEN_DAYS = 183  # DSA art 20: at least six months


class FlagReason(models.TextChoices):
    SAFETY = "SAFETY", _("I am worried about somebody's safety")
    PRIVACY = "PRIVACY", _("It gives a person away")
    HARASSMENT = "HARASSMENT", _("It is hurtful or threatening")
    FALSE_HEALTH = "FALSE_HEALTH", _("It could mislead people about health")
    ADVICE = "ADVICE", _("It tells somebody what to take or stop")
    SELLING = "SELLING", _("It sells or promotes something")
    SPAM = "SPAM", _("It is spam")
    OTHER = "OTHER", _("Something else")


class Source(models.TextChoices):
    MACHINE = "MACHINE", _("the guard")
    MEMBER = "MEMBER", _("a member")


class Verdict(models.TextChoices):
    RELEASE = "RELEASE", _("leave it or make it visible")
    HIDE = "HIDE", _("hide it until it is changed")
    REMOVE = "REMOVE", _("remove it")
    WARN = "WARN", _("leave it, with a warning to the author")
    LIMIT = "LIMIT", _("remove it; the author can read but not post for a while")
    SUSPEND = "SUSPEND", _("remove it; the author is signed out for a while")


class Ground(models.TextChoices):
    """DSA art 17: the law, or our own rules."""

    ILLEGAL = "ILLEGAL_CONTENT", _("against the law")
    RULES = "INCOMPATIBLE_CONTENT", _("against the house rules")


class AppealOutcome(models.TextChoices):
    UPHELD = "UPHELD", _("the decision stands")
    OVERTURNED = "OVERTURNED", _("the decision was changed")
