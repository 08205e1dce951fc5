"""Words of campaigns, messages, approvals and deliveries."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

MESSAGE_KIND = "outreach_message"
CAMPAIGN_KIND = "outreach_campaign"

TITLE_MAX, BODY_MAX, VARIANT_MAX = 140, 10_000, 10_000
CLAIM_STALE_SECONDS = 10 * 60  # a try that has said nothing for so long was interrupted; our own choice, 2026-11-21
TRIES_MOST = 6
BACKOFF_SECONDS = (60, 5 * 60, 20 * 60, 60 * 60, 4 * 60 * 60)  # between tries; our own choice, 2026-11-21
CAP_PER_WEEK = 5  # messages of one channel in seven days: quality over quantity; our own choice, 2026-11-21
SHORT_NOTICE_HOURS = 24  # networks show a post to many only days later; our own choice, 2026-11-21
SMALLEST = 11  # counts below are not shown (CMS cell size policy, standards 7)


class CampaignKind(models.TextChoices):
    AWARENESS = "AWARENESS", _("awareness")
    SERVICE = "SERVICE", _("a service and how to use it")
    EVENT = "EVENT", _("an event")
    CHALLENGE = "CHALLENGE", _("a challenge to take part in")
    ADVOCACY = "ADVOCACY", _("speaking up: a letter to somebody who decides")
    FUNDRAISING = "FUNDRAISING", _("fundraising, with a link to where it happens")
    MARKETING = "MARKETING", _("promotion of a service or an achievement")


class Voice(models.TextChoices):
    """In whose name a campaign speaks, and what its readers must be told of that."""

    OWN = "OWN", _("this organization")
    PARTNER = "PARTNER", _("a partner")
    INDUSTRY = "INDUSTRY", _("a company that sells health products")
    INFLUENCER = "INFLUENCER", _("a person who is paid for it")


class CampaignState(models.TextChoices):
    OPEN = "OPEN", _("open")
    STOPPED = "STOPPED", _("stopped")
    CLOSED = "CLOSED", _("over")


class MessageState(models.TextChoices):
    DRAFT = "DRAFT", _("draft")
    ASKED = "ASKED", _("waits for a second person")
    APPROVED = "APPROVED", _("approved")
    OUT = "OUT", _("published")
    STOPPED = "STOPPED", _("stopped")
    WITHDRAWN = "WITHDRAWN", _("taken down")


class DeliveryState(models.TextChoices):
    """``queued`` waits; ``sending`` is in somebody's hands; ``unsure`` was interrupted, and a person decides."""

    QUEUED = "QUEUED", _("waits")
    SENDING = "SENDING", _("is being sent")
    BY_HAND = "BY_HAND", _("waits to be pasted")
    SENT = "SENT", _("sent")
    FAILED = "FAILED", _("could not be sent")
    UNSURE = "UNSURE", _("interrupted: nobody knows whether it is out")
    STOPPED = "STOPPED", _("stopped before it left")
    WITHDRAWN = "WITHDRAWN", _("taken down")


class AiRole(models.TextChoices):
    NONE = "NONE", _("no machine wrote any of it")
    ASSISTED = "ASSISTED", _("a machine helped")
    GENERATED = "GENERATED", _("a machine wrote it")


class StopReason(models.TextChoices):
    """Why something that was approved did not go out."""

    CHANGED = "CHANGED", _("It was changed after it was approved. Please ask for approval again.")
    NOT_APPROVED = "NOT_APPROVED", _("Nobody has approved it.")
    AUTHORIZATION = "AUTHORIZATION", _("A patient’s permission has ended or was taken back.")
    EXPIRED = "EXPIRED", _("The day until which it is true has passed.")
    CAMPAIGN = "CAMPAIGN", _("Its campaign was stopped.")
    CAP = "CAP", _("This channel has had as many messages this week as you have set.")
    GUARD = "GUARD", _("The guard could not check it, or found something new.")
    PERSON = "PERSON", _("Somebody stopped it.")


class Measure(models.TextChoices):
    REACH = "REACH", _("people reached")
    LIKES = "LIKES", _("likes")
    SHARES = "SHARES", _("shares")
    COMMENTS = "COMMENTS", _("comments")
    CLICKS = "CLICKS", _("clicks on our links")
    QUESTIONS = "QUESTIONS", _("questions asked")


class ResultOrigin(models.TextChoices):
    OWN = "OWN", _("counted here")
    CSV = "CSV", _("from a file of the network")
    HAND = "HAND", _("typed in by hand")
