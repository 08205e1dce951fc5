"""Questionnaires: those that come along, and those that this site has brought in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

FORM_KIND = "form"
DESK_ROLES = ("STEWARD", "OWNER")  # who brings questionnaires in
FILE_MOST = 400_000  # letters of a questionnaire as a file


class FormState(models.TextChoices):
    DRAFT = "DRAFT", _("draft, seen by the desk only")
    LIVE = "LIVE", _("can be answered")
    RETIRED = "RETIRED", _("no longer offered; answers are kept")


@dataclass(frozen=True, slots=True)
class AnsweredForm:
    """One set of answers, opened.

    total    None while a scored question is open, or where the form has no total
    crisis   an answer asks for help now, whatever the total
    """

    public_id: str
    answered_at: datetime
    answers: dict[str, Decimal]
    total: Decimal | None
    band: str
    missing: int
    crisis: bool
    entered_by: str = ""
