"""Invitations by e-mail, from a list of addresses that is used once and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from dayroom.apps.audit.actions import record
from dayroom.apps.communities.actions.invitations import new_token
from dayroom.apps.communities.models import Community, Invitation
from dayroom.apps.communities.rules import membership as rules
from dayroom.apps.communities.rules.network import ADDRESSES_MOST
from dayroom.apps.communities.vocabulary import COMMUNITY_KIND
from dayroom.kernel.errors import Invalid, Unavailable
from dayroom.platform.limits import spend

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member

SENDINGS_PER_DAY = 20  # house convention, 2026-11


def invite_by_mail(*, by: Member, community: Community, addresses: Sequence[str], now: datetime) -> int:
    """Send each address a link for one person. The mail names neither the community nor anything about health, since
    others may read it over a shoulder. Recorded as a number. Raises Refused, Invalid, TooMany, Unavailable.

    The mails leave before the answer: a job would have to keep the addresses.
    """
    rules.check_can_network(by.roles, second_factor=by.has_second_factor())
    if community.closed_at is not None:
        raise rules.CommunityClosed()
    if not addresses or len(addresses) > ADDRESSES_MOST:
        raise Invalid(_("Send between 1 and 200 invitations at a time."))
    spend(what="invite-mail", who=str(by.pk), most=SENDINGS_PER_DAY, per_seconds=86_400, now=now)
    with transaction.atomic():
        made = Invitation.objects.bulk_create(
            Invitation(
                community=community, token=new_token(), made_by_id=by.pk, made_at=now, uses_left=1,
                expires_at=now + timedelta(days=rules.INVITATION_DAYS),
            )
            for _address in addresses
        )
        record(actor_id=by.pk, action="invitation.mailed", now=now, subject=(COMMUNITY_KIND, community.pk),
               facts={"invitations": len(made)})
    _send(addresses, made, language=community.language)
    return len(made)


def _send(addresses: Sequence[str], invitations: Sequence[Invitation], *, language: str) -> None:
    connection = get_connection()
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        mails = [
            EmailMessage(
                subject=_("You are invited to %(site)s") % {"site": settings.SITE_NAME}, body=_body(invitation),
                to=[address], connection=connection,
            )
            for address, invitation in zip(addresses, invitations, strict=True)
        ]
    try:
        connection.send_messages(mails)
    except (SMTPException, OSError):
        # without the original error: it holds addresses
        raise Unavailable(
            _("The mail server did not take all of the invitations. Links that did not arrive run out by themselves.")
        ) from None


def _body(invitation: Invitation) -> str:
    return _(
        "Hello,\n\n"
        "somebody at %(site)s would like to have you there. This link is for you alone and works for %(days)d days:\n\n"
        "%(url)s\n\n"
        "You choose the name others see. If you do not want to come, do nothing: your address was not kept.\n"
    ) % {
        "site": settings.SITE_NAME, "days": rules.INVITATION_DAYS,
        "url": f"{settings.SITE_URL}/invite/{invitation.token}",
    }
