"""A written authorization to show or tell something of a patient: its parts, its uses, what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

# 45 CFR 164.530(j), as of 2026-11-20: six years from when it was made or last in force, whichever is later
KEPT_YEARS = 6
FORM_MAX_BYTES = 5 * 1024 * 1024  # of a signed form; our own choice, 2026-11-21


class Channel(models.TextChoices):
    """Where what was authorized may stand."""

    HERE = "HERE", _("on this site")
    WEBSITE = "WEBSITE", _("on our own website")
    SOCIAL = "SOCIAL", _("on social media")
    PRINT = "PRINT", _("in print")
    PRESS = "PRESS", _("in the press")


class Scope(models.TextChoices):
    """What of the person may be shown."""

    TEXT = "TEXT", _("words")
    IMAGE = "IMAGE", _("pictures")
    VIDEO = "VIDEO", _("video and sound")


class SignedHow(models.TextChoices):
    TYPED = "TYPED", _("the paper form is signed and kept by us; we typed the name and the day")
    UPLOADED = "UPLOADED", _("the signed form is uploaded here")


class Lack(models.TextChoices):
    """What an authorization may lack: with any of these it does not count (45 CFR 164.508(b)(2), (c))."""

    DESCRIPTION = "DESCRIPTION", _("what may be shown or told")
    DISCLOSER = "DISCLOSER", _("who may show or tell it")
    RECIPIENTS = "RECIPIENTS", _("who may see it")
    PURPOSE = "PURPOSE", _("what it is for")
    EXPIRY = "EXPIRY", _("a day or an event on which it ends")
    SIGNER = "SIGNER", _("the name of the person who signed")
    SIGNED_ON = "SIGNED_ON", _("the day it was signed")
    AUTHORITY = "AUTHORITY", _("why somebody else may sign for the patient")
    REVOCATION = "REVOCATION", _("the form says how to take it back")
    CONDITIONING = "CONDITIONING", _("the form says that care does not depend on it")
    REDISCLOSURE = "REDISCLOSURE", _("the form says that others may pass it on")
    PLAIN = "PLAIN", _("the form is in plain language")
    COPY = "COPY", _("the person has a copy")
    SCOPE = "SCOPE", _("words, pictures or video")
    CHANNEL = "CHANNEL", _("where it may stand")
    FORM = "FORM", _("the signed form")
    NOT_YET = "NOT_YET", _("a day of signing that is not in the future")
    EXPIRED = "EXPIRED", _("it has ended")
    REVOKED = "REVOKED", _("it was taken back")


@dataclass(frozen=True, slots=True)
class AuthorizationFacts:
    """Everything that decides whether an authorization counts."""

    description: str = ""
    discloser: str = ""
    recipients: str = ""
    purpose: str = ""
    expires_on: date | None = None
    expiry_event: str = ""
    event_happened: bool = False
    signer_name: str = ""
    signed_on: date | None = None
    by_representative: bool = False
    representative_authority: str = ""
    says_revocation: bool = False
    says_conditioning: bool = False
    says_redisclosure: bool = False
    in_plain_language: bool = False
    copy_given: bool = False
    scopes: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    signed_how: str = SignedHow.TYPED
    has_form: bool = False
    revoked: bool = False
