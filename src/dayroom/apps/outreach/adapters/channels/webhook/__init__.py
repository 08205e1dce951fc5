"""Programs elsewhere: a signed POST of what was published, with a key that makes it one however often it comes.

    X-Dayroom-Signature: sha256=<HMAC-SHA256 of the body with the shared secret>
    Idempotency-Key: <the same over every try>

An address that leads into a private network gets nothing, and no redirect is followed.
"""

from __future__ import annotations

import hashlib
import hmac
import json

from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.adapters.channels.fitting import fitted
from dayroom.apps.outreach.models import Webhook
from dayroom.apps.outreach.vocabulary.channels import (
    NOT_THERE,
    Asked,
    ChannelError,
    ChannelKind,
    Limits,
    Outgoing,
    Preview,
    Sent,
)
from dayroom.platform import outgoing

BUSY = frozenset({408, 425, 429})


class WebhookChannel:
    label = _("Programs of partners (webhooks)")
    kind = ChannelKind.DIRECT
    limits = Limits(text_most=10_000, pictures_most=8, stands="WEBSITE")

    def ready(self) -> bool:
        return Webhook.objects.filter(stopped_at=None).exists()

    def places(self) -> list[tuple[str, str]]:
        return list(Webhook.objects.filter(stopped_at=None).order_by("label").values_list("public_id", "label"))

    def preview(self, post: Outgoing) -> Preview:
        return fitted(post, self.limits)

    def send(self, post: Outgoing) -> Sent:
        self._tell(post, "message.published")
        return Sent()

    def find(self, post: Outgoing) -> Asked:
        """The other side knows the key: to send it again is not to send it twice."""
        return NOT_THERE

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        """The program is told; whether it takes its copy down is not ours to know."""
        self._tell(post, "message.withdrawn")
        return False

    def _tell(self, post: Outgoing, event: str) -> None:
        row = Webhook.objects.filter(public_id=post.place, stopped_at=None).first()
        if row is None:
            raise ChannelError("no-place", permanent=True)
        body = json.dumps(facts(post, event), sort_keys=True, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json", "User-Agent": "Dayroom", "Idempotency-Key": f"{post.key}-{event}",
            "X-Dayroom-Signature": f"sha256={signature(row.secret, body)}",
        }
        try:
            told = outgoing.post_told(row.address, body, headers)
        except outgoing.AddressRefused as fault:
            raise ChannelError("address-refused", permanent=True) from fault
        except outgoing.NotSent as fault:
            raise ChannelError(fault.code, permanent=fault.permanent) from fault
        check_status(told)


def signature(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def facts(post: Outgoing, event: str) -> dict[str, object]:
    """What a program is told. Public words only: nothing here is about a reader."""
    if event == "message.withdrawn":
        return {"event": event, "url": post.address}
    return {
        "event": event, "url": post.address, "title": post.title, "text": post.text, "language": post.language,
        "hashtags": list(post.hashtags), "notes": list(post.small_print), "link": post.link,
        "pictures": [{"url": one.address, "alt": one.alt, "by": one.attribution} for one in post.shown],
    }


def check_status(told: outgoing.Told) -> None:
    """Taken, busy, or never: an answer that is none of these is nonsense, and nonsense is not a yes."""
    if 200 <= told.status < 300:
        return
    if told.status in BUSY or told.status >= 500:
        raise ChannelError(f"status-{told.status}", retry_after_seconds=told.retry_after_seconds)
    raise ChannelError(f"status-{told.status}", permanent=True)
