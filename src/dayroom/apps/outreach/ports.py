"""What campaigns ask of the networks they speak on. Each channel is one folder of adapters, plugged once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dayroom.apps.outreach.vocabulary.channels import Asked, ChannelKind, Limits, Outgoing, Preview, Sent
from dayroom.platform.ports import Port

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Channel(Protocol):
    """One network. ``send`` is called with no transaction open, at most once per try."""

    @property
    def label(self) -> StrOrPromise: ...

    @property
    def kind(self) -> ChannelKind: ...

    @property
    def limits(self) -> Limits: ...

    def ready(self) -> bool:
        """Whether this site is set up for it; a channel that is not is not offered."""

    def places(self) -> list[tuple[str, str]]:
        """(code, name) of where one can post there, such as communities or webhooks; empty: there is one place."""

    def preview(self, post: Outgoing) -> Preview: ...

    def send(self, post: Outgoing) -> Sent:
        """Raises ChannelError."""

    def find(self, post: Outgoing) -> Asked:
        """Whether it is there already, asked after an interrupted try; CANNOT_SAY where nobody can be asked."""

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        """Take it down; False where only a person can. Raises ChannelError."""


CHANNELS: Port[Channel] = Port("channels")
