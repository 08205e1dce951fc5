"""The organization's own voice on ActivityPub: what it says goes to those who follow it, wherever they are.

Sending means writing down the note and whom to tell; each inbox is told by a job. Only messages that were approved come
here. Communities, topics and members are never part of it: nothing but notes is read (queries.fediverse).
"""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.actions.fediverse import say_note, take_back
from dayroom.apps.outreach.adapters.channels.fitting import fitted
from dayroom.apps.outreach.rules.fediverse import note_address
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


class FediverseChannel:
    label = _("Followers in the fediverse")
    kind = ChannelKind.DIRECT
    limits = Limits(text_most=5_000, pictures_most=4, alt_most=1500, stands="SOCIAL")

    def ready(self) -> bool:
        return bool(settings.FEDERATION)

    def places(self) -> list[tuple[str, str]]:
        return []

    def preview(self, post: Outgoing) -> Preview:
        return fitted(post, self.limits)

    def send(self, post: Outgoing) -> Sent:
        """One note for each delivery, however often it is asked for."""
        if not self.ready():
            raise ChannelError("not-set", permanent=True)
        if not post.delivery_id:
            raise ChannelError("no-delivery", permanent=True)
        note = say_note(post, now=timezone.now())
        return Sent(address=note_address(settings.SITE_URL, note.public_id), reference=note.public_id)

    def find(self, post: Outgoing) -> Asked:
        return NOT_THERE

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        """Every server that was told is asked to delete it; whether it does is not ours to know."""
        return take_back(post.delivery_id, now=timezone.now()) == 0
