from __future__ import annotations

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
    WELCOME = "WELCOME", _("Welcome")
    RULES = "RULES", _("The rules of a community have changed")
    STANDING = "STANDING", _("You have a new part in a community")


class Mode(models.TextChoices):
    NONE = "NONE", _("nothing")
    SITE = "SITE", _("here only")
    DIGEST = "DIGEST", _("here, and in a summary by e-mail")
    INSTANT = "INSTANT", _("here, and by e-mail at once")
