"""Words of the desk beside the cases: on call, strikes, looking after those who look after others, second looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dayroom.apps.moderation.vocabulary import Ground, Harm

# --- on call (standards §4: T3 and T4 are seen by a person within 15 minutes) ----------------------------------------
CALL_FROM_TIER = 3
NEXT_AFTER_SECONDS = 15 * 60
TRIES_MOST = 5
TRY_AGAIN_AFTER_SECONDS = 45  # longer than a sending may take, shorter than the clock's minute
ROUNDS_MOST = 6  # after so many calls everybody has been called
CALLS_PER_PAGE = 50
SHIFTS_SHOWN = 50
SHIFT_HOURS_MOST = 24 * 14


class Channel(models.TextChoices):
    MAIL = "MAIL", _("e-mail")
    PUSH = "PUSH", _("push")
    WEBHOOK = "WEBHOOK", _("webhook")


class CallState(models.TextChoices):
    WAITING = "WAITING", _("waits to be sent")
    SENT = "SENT", _("sent")
    FAILED = "FAILED", _("could not be sent")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try: ids and codes only."""

    sent: bool
    fault: str = ""
    permanent: bool = False


# --- strikes: they end, they are shown, and they never act by themselves ----------------------------------------------
STRIKE_WEIGHT = {Ground.RULES: 1, Ground.ILLEGAL: 2}  # convention of this house, 2026-11-20
LIMIT_WORTH_A_THOUGHT = 2
SUSPENSION_WORTH_A_THOUGHT = 4

# --- two people, for what cannot be mended (standards §4) -------------------------------------------------------------
SECOND_WITHIN_DAYS = 14  # until then the account is limited; if nobody agrees, the limit ends by itself

# --- looking after the moderators (standards §4) ----------------------------------------------------------------------
HARD = frozenset({Harm.CRISIS.value})
HARD_DAYS_IN_A_ROW = 3  # then the desk says that somebody else could take tomorrow
HARD_KEPT_DAYS = 14


class Debrief(models.TextChoices):
    FINE = "FINE", _("I am all right")
    HEAVY = "HEAVY", _("It was heavy")
    TALK = "TALK", _("I would like to talk to somebody")


# --- second looks (a weekly sample) -----------------------------------------------------------------------------------
SAMPLE_SHARE = 0.1
SAMPLE_LEAST, SAMPLE_MOST = 3, 20

# --- what may be published (k: fewer people than this are not counted out loud) ---------------------------------------
SMALLEST_CELL = 5
DURATIONS_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter or a year, from its first moment to the first of the next."""

    code: str  # 2026-Q4, 2026
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class StrikeNow:
    given_at: datetime
    ends_at: datetime
    weight: int
    decision_public_id: str
