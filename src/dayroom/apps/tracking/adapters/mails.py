"""Mails of the record: that there is something, never what."""

from __future__ import annotations

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dayroom.apps.tracking.actions.reminders import MailDue

log = logging.getLogger("dayroom.tracking")


def send_reminder(due: MailDue) -> bool:
    """False when the mail server could not take it: a reminder that comes late confuses, so that it is not tried
    again. The notice on the site stands."""
    try:
        reminder_mail(due).send()
    except (OSError, smtplib.SMTPException) as fault:
        log.error("a reminder could not be mailed: %s", type(fault).__name__)
        return False
    return True


def reminder_mail(due: MailDue) -> EmailMessage:
    with translation.override(due.language):
        page = f"{settings.SITE_URL}{reverse('reminder-list', kwargs={'whose': 'me'})}"
        return EmailMessage(
            subject=_("A reminder"),
            body="\n\n".join([
                _("Hello,"), _("you asked us to remind you now."), page,
                _("You can change or stop it on the same page."),
            ]) + "\n",
            to=[due.email], headers={"Auto-Submitted": "auto-generated"},
        )
