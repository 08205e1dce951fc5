"""Words of the newsletter."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

LETTERS_AT_ONCE = 250  # rows per statement and transaction: each holds the database for about ten milliseconds
MAILS_AT_ONCE = 200  # mails per run of the sending job and connection
BOUNCES_MOST = 3  # after that we stop writing to an address; our own choice, 2026-11-21
CONFIRM_DAYS = 7  # how long the link of the first mail is good; our own choice, 2026-11-21


class Way(models.TextChoices):
    MAIL = "MAIL", _("by e-mail")
    NOTICE = "NOTICE", _("as a notice on this site")


class SubscriptionState(models.TextChoices):
    ASKED = "ASKED", _("waits for the click in the mail")
    CONFIRMED = "CONFIRMED", _("gets news")
    LEFT = "LEFT", _("has left")
    BOUNCED = "BOUNCED", _("mails came back")


class LetterState(models.TextChoices):
    QUEUED = "QUEUED", _("waits")
    SENDING = "SENDING", _("is being sent")
    SENT = "SENT", _("sent")
    FAILED = "FAILED", _("could not be sent")
    UNSURE = "UNSURE", _("interrupted")


@dataclass(frozen=True, slots=True)
class Wish:
    """A confirmed subscription, as far as it decides who gets an issue. ``interests`` empty: everything."""

    pk: int
    way: str
    member_id: int | None
    country: str
    interests: list[str]
