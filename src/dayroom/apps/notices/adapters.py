"""Mails about notices: counts and links, so that nobody who sees the screen learns what somebody lives with."""

from __future__ import annotations

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from dayroom.apps.notices.queries import token_for
from dayroom.apps.notices.vocabulary import MailDue, NoticeKind

log = logging.getLogger("dayroom.notices")


def send(due: MailDue) -> bool:
    """Send one mail; False when the mail server could not take it. Nothing of the mail is logged."""
    try:
        message_for(due).send()
    except (OSError, smtplib.SMTPException) as fault:
        log.error("a mail could not be sent: %s", type(fault).__name__)
        return False
    return True


def message_for(due: MailDue) -> EmailMessage:
    """The mail in its reader's language, with the headers for stopping it by one click (RFC 8058)."""
    stop = address(reverse("notice-unsubscribe", args=[token_for(due.public_id)]))
    with translation.override(due.language):
        return EmailMessage(
            subject=_subject(due), body=_body(due, stop), to=[due.email],
            headers={
                "List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )


def address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _subject(due: MailDue) -> str:
    if NoticeKind.CASE_URGENT in due.counts or NoticeKind.ALARM_URGENT in due.counts:
        return gettext("Something urgent waits for you")
    number = sum(due.counts.values())
    return ngettext("%(number)s new notice for you", "%(number)s new notices for you", number) % {"number": number}


def _body(due: MailDue, stop: str) -> str:
    counted = [f"- {NoticeKind(kind).label}: {number}" for kind, number in sorted(due.counts.items())]
    parts = [gettext("Hello,"), "\n".join([gettext("this is new for you:"), *counted])]
    if due.links:
        parts.append("\n".join([gettext("Read it here. Please do not pass these links on:"),
                                *(address(link) for link in dict.fromkeys(due.links))]))
    if due.pages:
        parts.append("\n".join([gettext("Read it here, and pass it on if you like:"),
                                *(address(page) for page in dict.fromkeys(due.pages))]))
    parts += [
        gettext("All your notices:") + "\n" + address(reverse("notice-list")),
        gettext("Choose what we write to you:") + "\n" + address(reverse("notice-settings")),
        gettext("No more mails like this, with one click:") + "\n" + stop,
        gettext("This mail holds no names and no words of others. Your words and theirs stay on the site."),
    ]
    return "\n\n".join(parts) + "\n"
