"""What a channel is told, what it answers, and what it can show: the same few words for every network.

A channel lives in a folder of its own, ``adapters/channels/<channel>/``, fills ``ports.Channel`` and is plugged in
``plugs/``. It never decides whether something may go out; it is handed an ``Outgoing`` and answers ``Sent``, or raises
``ChannelError``. See decision record 0017.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChannelKind(models.TextChoices):
    """Who carries a message there."""

    HERE = "HERE", _("on this site")
    DIRECT = "DIRECT", _("sent by this site")
    BY_HAND = "BY_HAND", _("pasted by a person")


@dataclass(frozen=True, slots=True)
class Limits:
    """What fits into one post of a channel. Code points, pictures, seconds; 0: no such thing there.

    ``source`` and ``as_of`` say where the numbers come from: networks change them without telling anybody.
    """

    text_most: int
    hashtags_most: int = 10
    pictures_most: int = 4
    alt_most: int = 1000
    alt_needed: bool = True
    video_seconds_most: int = 0
    captions_needed: bool = True
    picture_needed: bool = False
    video_needed: bool = False
    link_length: int = 0  # what a link counts for; 0: as long as it is
    link_works: bool = True  # whether a reader can follow a link in the text
    stands: str = "SOCIAL"  # what a patient must have agreed to (people.vocabulary.authorizations.Channel)
    public: bool = True  # everybody sees it, whenever the network likes to show it
    source: str = "our own choice"
    as_of: str = "2026-11-21"


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture or video as a channel gets it."""

    file_name: str  # in private storage (platform.files.path_of)
    media_type: str
    alt: str
    attribution: str = ""
    captions: str = ""
    address: str = ""  # where it can be seen by everybody once the message is out


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One delivery as a channel gets it: everything that will be seen, and the key that makes it one.

    ``key`` stays the same over every try: a channel that can hand it on (Idempotency-Key) does so.
    ``address`` is the page of the message here; ``link`` the counted way to it from this channel.
    """

    key: str
    message_id: int
    delivery_id: int
    place: str
    title: str
    text: str
    hashtags: tuple[str, ...]
    link: str
    address: str
    language: str
    author_id: int | None
    small_print: tuple[str, ...] = ()  # interests, sponsor, what a machine did: shown with the text, never dropped
    shown: tuple[Shown, ...] = ()

    @property
    def full_text(self) -> str:
        """The text with what must stand beside it, as it is posted."""
        tags = " ".join(f"#{word}" for word in self.hashtags)
        return "\n\n".join(part for part in (self.text, self.link, tags, *self.small_print) if part)


@dataclass(frozen=True, slots=True)
class Sent:
    """It is out: where it can be seen, and what the network calls it. Both may be empty."""

    address: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a channel says when it is asked whether it has a key."""

    known: bool  # False: this channel cannot be asked
    sent: Sent | None = None  # None with ``known``: it is certainly not there


CANNOT_SAY = Asked(known=False)
NOT_THERE = Asked(known=True)


@dataclass(frozen=True, slots=True)
class Preview:
    """How it will look: the text as posted, how much of the limit it takes, and what does not fit."""

    text: str
    used: int
    limits: Limits
    faults: tuple[str, ...] = ()
    parts: tuple[str, ...] = field(default=())  # for channels that cut one text into several posts


class ChannelError(Exception):
    """The channel did not take it. ``code`` is a short word of ours, never what the other side said.

    permanent            trying again will not help
    retry_after_seconds  when the channel named a time
    perhaps_sent         the bytes left and no answer came: it may stand there. Nothing is sent again by itself
    """

    def __init__(
        self, code: str, *, permanent: bool = False, retry_after_seconds: int | None = None, perhaps_sent: bool = False
    ) -> None:
        super().__init__(code)
        self.code, self.permanent = code, permanent
        self.retry_after_seconds, self.perhaps_sent = retry_after_seconds, perhaps_sent
