"""Mails of the newsletter: plain text with an HTML twin, one click to leave, nothing that tells who opened it."""

from __future__ import annotations

import logging
import smtplib
from html import escape

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dayroom.apps.outreach.actions.links import counted_link
from dayroom.apps.outreach.adapters.channels.newsletter import subject_of
from dayroom.apps.outreach.models import Letter, Subscription, Variant
from dayroom.apps.outreach.queries.letters import CONFIRM_SALT, LEAVE_SALT, token_for
from dayroom.apps.outreach.queries.messages import outgoing_of
from dayroom.apps.outreach.vocabulary.campaigns import MessageState
from dayroom.apps.outreach.vocabulary.channels import Outgoing
from dayroom.platform import markup

log = logging.getLogger("dayroom.outreach")


def send_letter(letter: Letter) -> bool:
    """Send one; False when the mail server could not take it. Nothing of the mail is logged."""
    stopped = letter.delivery.message.state in (MessageState.STOPPED, MessageState.WITHDRAWN)
    if not letter.subscription.email or stopped:
        return False
    try:
        message_for(letter).send()
    except (OSError, smtplib.SMTPException) as fault:
        log.error("a letter could not be sent: %s", type(fault).__name__)
        return False
    return True


def message_for(letter: Letter) -> EmailMultiAlternatives:
    """In the language of its reader, with the headers for leaving by one click (RFC 8058)."""
    who, message = letter.subscription, letter.delivery.message
    variant = Variant.objects.filter(message=message, channel="newsletter").first() or Variant(message=message)
    post = outgoing_of(message, variant, link=counted_link(message, "newsletter"))
    leave = f"{settings.SITE_URL}{reverse('newsletter-leave', args=[token_for(who, LEAVE_SALT)])}"
    with translation.override(who.language):
        foot = [_("You get this because you asked for it and said so twice."),
                _("No more mails like this, with one click:") + "\n" + leave]
        words = "\n\n".join([post.title, post.text, post.link, *post.small_print, *foot]) + "\n"
        mail = EmailMultiAlternatives(
            subject=subject_of(post.title), body=words, to=[str(who.email)],
            headers={"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                     "Auto-Submitted": "auto-generated"})
        mail.attach_alternative(_html(post, leave), "text/html")
    return mail


def _html(post: Outgoing, leave: str) -> str:
    """The twin: the same words, no picture from elsewhere, no script, nothing that calls home."""
    notes = "".join(f"<p><small>{escape(line)}</small></p>" for line in post.small_print)
    return (f'<!doctype html><html lang="{escape(post.language)}"><body><h1>{escape(post.title)}</h1>'
            f'{markup.render(post.text)}<p><a href="{escape(post.link)}">{escape(_("Read more"))}</a></p>{notes}'
            f'<p><a href="{escape(leave)}">{escape(_("No more mails like this"))}</a></p></body></html>')


def confirmation_for(row: Subscription) -> EmailMessage:
    """The first mail: it says what was asked, and that nothing follows without a click."""
    address = f"{settings.SITE_URL}{reverse('newsletter-confirm', args=[token_for(row, CONFIRM_SALT)])}"
    with translation.override(row.language):
        parts = [
            _("Hello,"), _("somebody, perhaps you, asked for our news at this address. If it was you, open this page "
                           "and press the button:") + "\n" + address,
            _("If it was not you, do nothing: we will not write again."),
        ]
        return EmailMessage(subject=_("Please confirm"), body="\n\n".join(parts) + "\n", to=[str(row.email)],
                            headers={"Auto-Submitted": "auto-generated"})
