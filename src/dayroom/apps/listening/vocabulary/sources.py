"""Words of reading: what a file is, how its columns are understood, and how politely others are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

# --- files; our own choices, 2026-11-21 -----------------------------------------------------------------------------
HEAD_BYTES = 256 * 1024  # of a file, from which its form is told
LINE_MOST = 1_000_000  # bytes of one line; a longer one is no post
ROW_MOST = 120_000  # characters of one row of a table; a quote that never closes would swallow the rest
COLUMNS_MOST = 300
PREVIEWED = 5
# --- asking others ------------------------------------------------------------------------------------------------
AGENT = "Dayroom"  # the name by which a robots.txt can speak of us
SOURCES_A_ROUND = 5  # of one job: silent servers would keep a worker from everything else
PAGES_A_VISIT = 10
BODY_MOST = 5_000_000  # bytes of one answer
ROBOTS_MOST = 512_000  # bytes that are read of a robots.txt (RFC 9309 §2.5 asks for 500 KiB at least)
ROBOTS_SECONDS = 24 * 3600  # a robots.txt may be held so long (RFC 9309 §2.4)
PAUSE_SECONDS = 1.0  # between two requests of one visit
PAUSE_MOST = 5.0  # a longer pause that is asked for ends the visit
REST_MOST_MINUTES = 24 * 60  # the longest rest after faults in a row
ASKED_REST_MOST_SECONDS = 7 * 24 * 3600  # the longest wait that we take from a server's word
TAGS_MOST = 12  # hashtags of one source: their marks share one line
MARK_MOST = 300
DOCUMENTS_MOST = 10  # warnings that are opened in one visit
ENTRIES_MOST = 200  # of one feed; a feed that holds more is an archive
TESTS_AN_HOUR = 20
TRY_SECONDS = 10.0  # of a try: somebody waits for the page
WAIT_DAYS = 7  # a file that nobody has said the columns of is deleted then


class FileForm(models.TextChoices):
    TABLE = "TABLE", _("table (CSV)")
    LINES = "LINES", _("one JSON object per line (JSONL)")
    PARQUET = "PARQUET", _("Parquet")
    TRENDS = "TRENDS", _("Google Trends export")


class RowKind(models.TextChoices):
    POST = "POST", _("one post")
    COUNT = "COUNT", _("a count of one day or week")


class DateForm(models.TextChoices):
    ISO = "ISO", "2026-05-31, 2026-05-31T08:00:00Z"
    DMY = "DMY", "31/05/2026, 31.05.2026 08:00"
    MDY = "MDY", "05/31/2026, 05-31-2026 08:00"
    STAMP = "STAMP", "Sun May 31 08:00:00 +0000 2026"
    MAIL = "MAIL", "Sun, 31 May 2026 08:00:00 +0000"
    SECONDS = "SECONDS", _("1780214400 (seconds or milliseconds since 1970)")


# what a column can be, in the order of the wizard; the names are those of RawPost
FIELDS: Mapping[str, object] = {
    "at": _("Date"),
    "text": _("Text"),
    "key": _("Number or address of the post"),
    "author": _("Writer"),
    "language": _("Language"),
    "tags": _("Hashtags"),
    "profile_place": _("Place in the writer’s profile"),
    "place": _("Place"),
    "likes": _("Likes"),
    "shares": _("Shares"),
    "comments": _("Answers"),
    "count": _("Count"),
    "about": _("Topic"),
}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file seems to be, from its first part."""

    form: str
    encoding: str = "utf-8"
    delimiter: str = ","
    has_head: bool = True
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class How:
    """How a file is read: its form, and what its columns mean. Stands in ``Source.settings`` under ``how``.

    picks       field of a post → name of its column
    topics      of a search export: column → topic
    topic       of a file of counts without a column for it
    """

    form: str
    encoding: str = "utf-8"
    delimiter: str = ","
    has_head: bool = True
    columns: tuple[str, ...] = ()
    row: str = RowKind.POST
    picks: Mapping[str, str] = field(default_factory=dict)
    date_form: str = DateForm.ISO
    time_zone: str = "UTC"
    language: str = ""
    topic: str = ""
    topics: Mapping[str, str] = field(default_factory=dict)
