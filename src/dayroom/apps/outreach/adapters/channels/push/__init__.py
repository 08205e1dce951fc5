"""A sign on the screens of browsers that asked for it: "News from this site", and never a word of what it is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.actions.letters import start_pushes
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
from dayroom.platform import pushing

SHOWN = _("There is news for you.")  # all that stands on a locked screen


class PushChannel:
    label = _("A sign in browsers that asked for it")
    kind = ChannelKind.DIRECT
    limits = Limits(text_most=10_000, pictures_most=8, stands="HERE", public=False)

    def ready(self) -> bool:
        return pushing.is_set_up()

    def places(self) -> list[tuple[str, str]]:
        return []

    def preview(self, post: Outgoing) -> Preview:
        return Preview(text=str(SHOWN), used=len(str(SHOWN)), limits=self.limits)

    def send(self, post: Outgoing) -> Sent:
        if not self.ready():
            raise ChannelError("not-set", permanent=True)
        start_pushes(post.delivery_id)
        return Sent(address=post.address)

    def find(self, post: Outgoing) -> Asked:
        """The job is queued with the key of the delivery in one transaction; a browser shows one tag once."""
        return NOT_THERE

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        return True  # it held no words; the page it leads to is gone
