from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """Why somebody is told. Texts never name a condition, so that they may stand in a mail or on a locked screen."""

    REPLY = "REPLY", _("New replies in a topic you follow")
    MENTION = "MENTION", _("Somebody mentioned you")
    QUOTE = "QUOTE", _("Somebody quoted you")
    REACTION = "REACTION", _("Somebody is with you")
    TOPIC = "TOPIC", _("A new topic in a community you follow")
    JOIN_ASKED = "JOIN_ASKED", _("Somebody asks to join")
    JOIN_DECIDED = "JOIN_DECIDED", _("Your request to join was answered")
    FOLLOW_ASKED = "FOLLOW_ASKED", _("Somebody asks to follow you")
    FOLLOW_ACCEPTED = "FOLLOW_ACCEPTED", _("Your request to follow was accepted")
    MESSAGE = "MESSAGE", _("You have a new message")
    CASE_DECIDED = "CASE_DECIDED", _("A decision about something you wrote")
    APPEAL_DECIDED = "APPEAL_DECIDED", _("Your appeal was answered")
    RELEASED = "RELEASED", _("Your post is now visible")
    FLAG_ANSWERED = "FLAG_ANSWERED", _("Your flag was looked at")
    CREDENTIAL = "CREDENTIAL", _("About your credentials")
    EXPORT_READY = "EXPORT_READY", _("Your data is ready")
    CHECK_IN = "CHECK_IN", _("Somebody thought of you")
    CASE_OPEN = "CASE_OPEN", _("Something waits for a moderator")
    CASE_URGENT = "CASE_URGENT", _("Something urgent waits for a moderator")
    WELCOME = "WELCOME", _("Welcome")
    RULES = "RULES", _("The rules of a community have changed")
    FACT_CHANGED = "FACT_CHANGED", _("A fact check that you were shown has changed")
    TRUTH_ANSWERED = "TRUTH_ANSWERED", _("You asked whether something is true: here is the answer")
    STANDING = "STANDING", _("You have a new part in a community")
    QUESTION_ANSWERED = "QUESTION_ANSWERED", _("A professional answered your question")
    QUESTION_WAITING = "QUESTION_WAITING", _("A question waits for a professional")
    HANDED_OVER = "HANDED_OVER", _("A professional points you to a consultation")
    FAQ_REVIEW = "FAQ_REVIEW", _("An answer of yours needs a fresh look")
    TALK_PROPOSED = "TALK_PROPOSED", _("A colleague would like to go on in private")
    POLICY = "POLICY", _("A policy for your part here is new or has changed")
    AUTHORIZATION = "AUTHORIZATION", _("A permission has ended, and a post of yours is no longer shown")
    OUTREACH = "OUTREACH", _("A message of this site needs a look, or something became of one of yours")
    NEWS = "NEWS", _("News from this site")
    ALERT = "ALERT", _("A public alert for an area you asked for")
    CARER = "CARER", _("About who may act for whom")
    LIBRARY = "LIBRARY", _("A text of the library waits for you, or something became of one of yours")
    REMINDER = "REMINDER", _("A reminder of yours")
    DOCUMENT = "DOCUMENT", _("Something was handed in for you")
    ALARM = "ALARM", _("A count at the listening desk is unusual")
    ALARM_URGENT = "ALARM_URGENT", _("A count at the listening desk is far above its limit")


class Mode(models.TextChoices):
    NONE = "NONE", _("nothing")
    SITE = "SITE", _("here only")
    DIGEST = "DIGEST", _("here, and in a summary by e-mail")
    INSTANT = "INSTANT", _("here, and by e-mail at once")


# said whatever was chosen: a person must learn what was decided about them, and staff that somebody waits
ALWAYS_TOLD = frozenset({
    NoticeKind.CASE_DECIDED, NoticeKind.APPEAL_DECIDED, NoticeKind.RELEASED, NoticeKind.CREDENTIAL,
    NoticeKind.EXPORT_READY, NoticeKind.CASE_URGENT, NoticeKind.CASE_OPEN, NoticeKind.JOIN_DECIDED,
    NoticeKind.CHECK_IN, NoticeKind.QUESTION_ANSWERED, NoticeKind.HANDED_OVER, NoticeKind.FAQ_REVIEW,
    NoticeKind.POLICY, NoticeKind.AUTHORIZATION, NoticeKind.OUTREACH,
    NoticeKind.LIBRARY, NoticeKind.ALERT, NoticeKind.CARER, NoticeKind.REMINDER,
    NoticeKind.DOCUMENT,
    NoticeKind.ALARM, NoticeKind.ALARM_URGENT,
})
# mailed at once, with a link of their own, whatever was chosen
ALWAYS_MAILED = frozenset({
    NoticeKind.CASE_DECIDED, NoticeKind.APPEAL_DECIDED, NoticeKind.CASE_URGENT, NoticeKind.ALERT,
    NoticeKind.ALARM_URGENT,
})
# fear for a life does not wait for the morning, nor does an alert that somebody asked for
NIGHT_TOO = frozenset({NoticeKind.CASE_URGENT, NoticeKind.ALERT})

NOTICES_PER_PAGE = 20
TOLD_AT_ONCE = 500  # members per statement, below every database's limit of parameters
DIGEST_EVERY_SECONDS = 23 * 3600  # a little under a day, so that it does not creep through the clock
DIGEST_FROM, DIGEST_UNTIL = time(8), time(20)  # local hours in which a summary may arrive
INSTANT_WITHIN_SECONDS = 24 * 3600  # what could not be mailed for a day is left to the summary
MAILED_AT_ONCE = 500  # members per run of a job


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as its reader sees it."""

    kind: str
    sentence: str
    title: str
    url: str
    count: int
    made_at: datetime
    unread: bool


@dataclass(frozen=True, slots=True)
class MailDue:
    """One mail that may leave now: whose, in which language, how many of what, with which direct links."""

    member_id: int
    public_id: str
    email: str
    language: str
    counts: dict[str, int]
    links: tuple[str, ...]
    notice_ids: tuple[int, ...]
    pages: tuple[str, ...] = ()  # for everybody: they may be passed on
