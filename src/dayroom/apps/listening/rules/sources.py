"""What a source needs before it can be read. No queries, no clock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dayroom.apps.listening.vocabulary import IntakeState, SourceKind
from dayroom.kernel.errors import Conflict, Invalid
from dayroom.platform.feeds import link_of

FETCHED = frozenset({SourceKind.FEED, SourceKind.MASTODON, SourceKind.CAP})
BROUGHT = frozenset({SourceKind.FILE, SourceKind.TRENDS})
GOING_ON = frozenset({IntakeState.WAITING, IntakeState.READING, IntakeState.SETTLING})


class NoAddress(Invalid):
    """This address cannot be read. It begins with https:// and has no name or password in it."""


class FileIsRead(Conflict):
    """A file of this source is being read. Wait until it is done, or stop it first."""


class NotNow(Conflict):
    """This is not possible now. Please look at the page again."""


def check_address(address: str) -> None:
    """Raises NoAddress. Where it leads is looked at each time it is asked."""
    if not link_of(address, ""):
        raise NoAddress()


def check_is_only(there: bool) -> None:
    """Raises Invalid: a second one would count every post of a member twice, and weeks that are counted anew."""
    if there:
        raise Invalid(_("This site's own communities are a source already."))


def check_can_map(state: str) -> None:
    """Raises NotNow."""
    if state != IntakeState.MAPPING:
        raise NotNow()


def check_is_brought(kind: str) -> None:
    """Raises Invalid for a source that is fetched, not brought."""
    if kind not in BROUGHT:
        raise Invalid(_("This source is read over the network. It takes no files."))


def check_is_fetched(kind: str) -> None:
    """Raises Invalid for a source that is brought."""
    if kind in BROUGHT:
        raise Invalid(_("This source has no address to ask. Bring a file instead."))
