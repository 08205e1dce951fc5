"""A post on its way into the lake: plain values, no rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

TEXT_MOST = 5_000  # characters of a post that are kept
AHEAD_HOURS = 24  # so far may a clock be wrong before a date is in the future


@dataclass(frozen=True, slots=True)
class RawPost:
    """What a connector has read. Lives in memory only: screened, hashed and coarsened before anything is written.

    key         how the source names the post; makes it one post however often it is read
    author      how the source names the writer; only a keyed hash that rotates is kept
    at          with a time zone
    count       above 1 for a row that is a count already (search interest, own communities); then ``text`` is empty
    """

    key: str
    at: datetime
    text: str = ""
    author: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    profile_place: str = ""
    place: str = ""  # a place the source itself names for the post, as a code or words
    likes: int = 0
    shares: int = 0
    comments: int = 0
    count: int = 1
    about: str = ""  # the topic name of a row that is a count
    troubles: tuple[str, ...] = ()  # repairs made on the way (vocabulary.Trouble)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken: what is wrong, and where, never what stood there."""

    trouble: str
    row: int


@dataclass(frozen=True, slots=True)
class Official:
    """A notice of an authority: shown with its link, never counted as a voice."""

    key: str
    title: str
    link: str
    at: datetime
    language: str = ""
    place_words: str = ""
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next visit goes on: conditional request headers and the source's own mark."""

    etag: str = ""
    last_modified: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What a connector needs to know of a source. ``settings`` by kind: hashtags, column mapping, topic names."""

    public_id: str
    kind: str
    address: str
    settings: Mapping[str, object] = field(default_factory=dict)
    language: str = ""
    since: date | None = None
    is_official: bool = False  # it says notices, not posts
    seconds: float = 60.0  # how long a visit may take; what is left is for the next one


@dataclass(frozen=True, slots=True)
class Pull:
    """What one visit brought. ``rest_seconds`` is what the server asked for, if it did."""

    posts: tuple[RawPost, ...] = ()
    refused: tuple[Refusal, ...] = ()
    notices: tuple[Official, ...] = ()
    withdrawn: tuple[str, ...] = ()  # keys of notices that their authority has taken back
    cursor: Cursor = field(default_factory=Cursor)
    fault: str = ""
    rest_seconds: int | None = None
    more: bool = False  # there is a next page: come again in this round


Rows = Iterator[RawPost | Refusal]
