"""Which rules hold for what a clinician writes under the personal name."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from dayroom.apps.people.rules.faces import LEAST_VALUE, names_oneself_only, normal, speaks_of_patient
from dayroom.apps.people.vocabulary import Role
from dayroom.apps.screening.actions import examine
from dayroom.engines.guard import Author, Context, Family, Finding, Subject
from dayroom.platform.models import RateCount

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

REMEMBERED_HOURS = 24  # house convention: somebody who tries again does so at once; longer would be a file


@dataclass(frozen=True, slots=True)
class Face:
    """The context a text is screened in, and why it is stricter than the name it is sent under; often empty."""

    context: Context
    why: str = ""


def stop_marks(member_id: int, text: str, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Keyed digests of a text and of the values found in it, tied to the member: they say nothing to anybody else."""
    values = (normal(text[found.start : found.end]) for found in findings if found.family is Family.IDENTIFIER)
    kept = [normal(text), *(value for value in values if len(value) >= LEAST_VALUE)]
    return tuple(dict.fromkeys(_mark(member_id, value) for value in kept))


def _mark(member_id: int, value: str) -> str:
    words = f"stopped|{member_id}|{value}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def face_for(member: Member | None, context: Context, text: str, *, now: datetime) -> Face:
    """The professional rules, where a clinician writes about a patient under the personal name, or sends what was
    stopped a moment ago under the professional one. Everybody else keeps their context, at no cost."""
    if member is None or context.author is not Author.MEMBER or not member.has_role(Role.CLINICIAN):
        return Face(context)
    report, _decision = examine(text, context=context)
    found = [one for one in report.findings if one.family is Family.IDENTIFIER] if report else []
    if not found:
        return Face(context)
    stricter = replace(context, author=Author.PROFESSIONAL)
    marks = stop_marks(member.pk, text, found)
    since = now - timedelta(hours=REMEMBERED_HOURS)
    if RateCount.objects.filter(key__in=marks, window_start_at__gte=since).exists():
        return Face(stricter, _("You were asked to look at this when you wrote it as a professional. Under your other "
                                "name it is the same text, and the same patient could be found by it."))
    near = any(one.about is Subject.PATIENT for one in found) and not names_oneself_only(text)
    if near or speaks_of_patient(text):
        return Face(stricter, _("You look after patients, and this speaks of one. So the rules for professionals hold "
                                "here too, whichever of your names you write under."))
    return Face(context)
