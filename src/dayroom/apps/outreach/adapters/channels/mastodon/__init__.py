"""An account on a server that speaks Mastodon's API: one post per delivery, with its pictures and their words.

Twice with the same key is once: the server remembers an ``Idempotency-Key`` for an hour, and we look among the newest
posts of the account for our own counted link before every try. Nothing else of the account is read.
Source: docs.joinmastodon.org, methods statuses, media, accounts, instance; from memory, 2026-11-21.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.adapters.channels.fitting import fitted
from dayroom.apps.outreach.adapters.channels.mastodon import server
from dayroom.apps.outreach.vocabulary.channels import (
    CANNOT_SAY,
    NOT_THERE,
    Asked,
    ChannelError,
    ChannelKind,
    Limits,
    Outgoing,
    Preview,
    Sent,
)

LOOKED_AT = 40  # the newest posts of the account: as many as one page holds
SURELY = timedelta(days=2)  # older than any delivery that is still being tried (rules.deliveries)


class MastodonChannel:
    label = _("Mastodon")
    kind = ChannelKind.DIRECT

    @property
    def limits(self) -> Limits:
        return server.known_limits()

    def ready(self) -> bool:
        return bool(settings.MASTODON_SERVER and settings.MASTODON_TOKEN)

    def places(self) -> list[tuple[str, str]]:
        return []

    def preview(self, post: Outgoing) -> Preview:
        return fitted(post, self.limits)

    def send(self, post: Outgoing) -> Sent:
        there = self.find(post)
        if there.sent is not None:
            return there.sent
        if not there.known:
            raise ChannelError("cannot-look", perhaps_sent=True)
        media = [server.upload(one) for one in post.shown]
        told = {"status": post.full_text, "visibility": "public", "language": post.language[:2], "media_ids": media}
        try:
            said = server.ask("POST", "/api/v1/statuses", told=told, key=post.key)
            return sent_of(said)
        except ChannelError as fault:
            if fault.code not in server.SILENT:
                raise
            return self._after_silence(post, fault)

    def _after_silence(self, post: Outgoing, fault: ChannelError) -> Sent:
        """It was told and we did not hear: look; where we cannot look either, a person does."""
        try:
            there = self.find(post)
        except ChannelError as again:
            raise ChannelError(fault.code, perhaps_sent=True) from again
        if there.sent is not None:
            return there.sent
        raise ChannelError(fault.code, perhaps_sent=not there.known) from fault

    def find(self, post: Outgoing) -> Asked:
        account = server.ask("GET", "/api/v1/accounts/verify_credentials")
        number = account.get("id") if isinstance(account, dict) else None
        if not (isinstance(number, str) and number.isascii() and number.isalnum()):
            raise ChannelError("nonsense")
        rows = server.ask("GET", f"/api/v1/accounts/{number}/statuses?limit={LOOKED_AT}&exclude_reblogs=true")
        if not isinstance(rows, list):
            raise ChannelError("nonsense")
        for row in rows:
            if isinstance(row, dict) and post.link and post.link in unescape(str(row.get("content", ""))):
                return Asked(known=True, sent=sent_of(row))
        return NOT_THERE if reaches_back(rows, timezone.now()) else CANNOT_SAY

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        if not sent.reference.isalnum():
            return False  # a person wrote down where it stands: a person takes it down
        try:
            server.ask("DELETE", f"/api/v1/statuses/{sent.reference}")
        except ChannelError as fault:
            if fault.code not in ("status-404", "status-410"):
                raise
        return True


def sent_of(row: Any) -> Sent:
    """Raises ChannelError when that is not a post: it may stand there all the same."""
    number, address = (row.get("id"), row.get("url") or row.get("uri")) if isinstance(row, dict) else (None, None)
    if not (isinstance(number, str) and number.isascii() and number.isalnum() and isinstance(address, str)):
        raise ChannelError("nonsense", perhaps_sent=True)
    return Sent(address=address if address.startswith("https://") else "", reference=number)


def reaches_back(rows: list[Any], now: datetime) -> bool:
    """Whether what was looked at goes back far enough to say that something is not there."""
    if len(rows) < LOOKED_AT:
        return True
    times = [parse_datetime(str(row.get("created_at", ""))) for row in rows if isinstance(row, dict)]
    return any(at is not None and timezone.is_aware(at) and at < now - SURELY for at in times)
