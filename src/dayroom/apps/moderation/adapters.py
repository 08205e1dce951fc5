"""How a call leaves: by mail, as a push message, to a webhook. None of them holds a word of anybody's, or a name.

Every one returns an ``Outcome``; what the other side answered is never kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import smtplib
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dayroom.apps.moderation.models import Call
from dayroom.apps.moderation.vocabulary.duty import Channel, Outcome
from dayroom.platform import outgoing, pushing

log = logging.getLogger("dayroom.moderation")
PUSH_SECONDS = 15 * 60  # after that, somebody else has been called


def send(call: Call) -> Outcome:
    """Send one call on its channel."""
    ways: dict[str, Callable[[Call], Outcome]] = {
        Channel.MAIL: _by_mail, Channel.PUSH: _by_push, Channel.WEBHOOK: _to_webhook,
    }
    try:
        return ways[call.channel](call)
    except outgoing.AddressRefused:
        return Outcome(sent=False, fault="address-refused", permanent=True)
    except outgoing.NotSent as fault:
        return Outcome(sent=False, fault=fault.code, permanent=fault.permanent)


def facts(call: Call) -> dict[str, object]:
    """What a machine is told: ids, the tier, where to look."""
    if call.case is None:
        return {"event": "trial", "case": "", "tier": 0, "url": _address(reverse("on-call"))}
    return {"event": "crisis", "case": call.case.public_id, "tier": call.case.tier, "round": call.round,
            "url": _address(reverse("case-show", args=[call.case.public_id]))}


def _address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def _by_mail(call: Call) -> Outcome:
    if call.member is None or not call.member.email:
        return Outcome(sent=False, fault="no-address", permanent=True)
    try:
        mail_for(call).send()
    except (OSError, smtplib.SMTPException) as fault:
        log.error("a call could not be mailed: %s", type(fault).__name__)
        return Outcome(sent=False, fault="mail-server")
    return Outcome(sent=True)


def mail_for(call: Call) -> EmailMessage:
    """In the language of whoever is called; the subject says nothing that must not stand on a locked screen."""
    assert call.member is not None  # noqa: S101  # looked at above
    with translation.override(call.member.language):
        if call.case is None:
            subject, first = _("A trial: you are on call"), _("This is a trial. Nobody is in danger. It works.")
        else:
            subject = _("Somebody is needed now")
            first = _("Somebody may be in danger, and you are on call. Please look now. If you cannot, do nothing: the "
                      "next one is called in 15 minutes.")
        lines = [
            first, _("Open it here:") + "\n" + str(facts(call)["url"]),
            _("Say that you are here, and nobody else is called:") + "\n" + _address(reverse("on-call")),
            _("If a life may be at risk, call the emergency number of where they are. Numbers by country:") + "\n"
            + _address("/help/now"),
            _("This mail holds no names and no words of others."),
        ]
        return EmailMessage(subject=subject, body="\n\n".join(lines) + "\n", to=[call.member.email or ""],
                            headers={"Auto-Submitted": "auto-generated", "X-Priority": "1"})


def _to_webhook(call: Call) -> Outcome:
    if not settings.ONCALL_WEBHOOK:
        return Outcome(sent=False, fault="not-set", permanent=True)
    body = json.dumps(facts(call), sort_keys=True).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "Dayroom"}
    if settings.ONCALL_WEBHOOK_SECRET:
        made = hmac.new(settings.ONCALL_WEBHOOK_SECRET.encode(), body, hashlib.sha256).hexdigest()
        headers["X-Dayroom-Signature"] = f"sha256={made}"
    status = outgoing.post(settings.ONCALL_WEBHOOK, body, headers, private_allowed=settings.ONCALL_WEBHOOK_PRIVATE)
    return _by_status(status)


def _by_push(call: Call) -> Outcome:
    """Encrypted for the browser (RFC 8291), signed with our key (RFC 8292); sent by our own careful sender."""
    device = call.device
    if device is None or not settings.VAPID_PRIVATE_KEY:
        return Outcome(sent=False, fault="not-set", permanent=True)
    to = pushing.Browser(device.endpoint, device.p256dh, device.auth)
    try:
        return _by_status(pushing.push(to, facts(call), seconds=PUSH_SECONDS, urgency="high"))
    except pushing.BadKeys:
        return Outcome(sent=False, fault="bad-keys", permanent=True)


def _by_status(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome(sent=True)
    # gone for good (404, 410), or refused as such; busy and broken servers are asked again
    gone = 300 <= status < 500 and status not in (408, 425, 429)
    return Outcome(sent=False, fault=f"status-{status}", permanent=gone)
