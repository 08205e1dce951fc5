"""What kind of file somebody brought, and whether it can be read at all. Bytes come in; no queries, no clock."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from itertools import dropwhile

from django.utils.translation import gettext_lazy as _

from dayroom.apps.listening.rules.dates import likeliest_form
from dayroom.apps.listening.vocabulary.sources import (
    COLUMNS_MOST,
    FIELDS,
    HEAD_BYTES,
    DateForm,
    FileForm,
    How,
    RowKind,
    Sniffed,
)
from dayroom.kernel.errors import Conflict, Invalid, TooLarge

DELIMITERS = (",", ";", "\t", "|")
NAME_MOST = 200
UNNAMED = re.compile("[\x00\ud800-\udfff]")
PREAMBLE_MOST = 10  # lines of a title above the head of a table
ENCODINGS = ("utf-8", "windows-1252", "iso-8859-15", "windows-1250", "windows-1251", "shift_jis", "gb18030")
# what files call the columns that we ask for; compared without case, blanks and signs
NAMED: Mapping[str, tuple[str, ...]] = {
    "at": ("date", "createdat", "created", "datetime", "timestamp", "time", "posted", "publishedat", "published", "day",
           "week", "fecha", "reportdate", "weekending"),
    "text": ("text", "tweet", "content", "fulltext", "body", "message", "post", "originaltweet", "tweettext", "texto",
             "headline", "title"),
    "key": ("id", "tweetid", "postid", "statusid", "idstr", "uri", "guid"),
    "author": ("username", "usuario", "autor", "author", "user", "screenname", "handle", "authorid", "userid",
               "account", "outlet"),
    "language": ("language", "lang", "idioma"),
    "tags": ("hashtags", "tags", "hashtag"),
    "profile_place": ("userlocation", "location", "profilelocation", "ubicacion"),
    "place": ("place", "country", "region", "state", "geo", "pais"),
    "likes": ("likes", "favorites", "favouritescount", "favoritecount", "favorite", "likecount"),
    "shares": ("shares", "retweets", "reblogscount", "retweetcount", "reposts", "repostcount"),
    "comments": ("comments", "replies", "repliescount", "replycount"),
    "count": ("count", "posts", "mentions", "cases", "value", "n", "total", "hits"),
    "about": ("topic", "query", "keyword", "term", "about"),
}  # fmt: skip
TRENDS_HEAD = re.compile(r"^\"?(?:[^\W\d_]+[ ,:]+)?[Cc]ateg[^\W_]*\s?:", re.MULTILINE)
TRENDS_COLUMN = re.compile(r"(.{1,200}?): ?\(([^()]{1,100})\)")


class NotAFile(Invalid):
    """This file cannot be read. Bring a table (CSV), JSON with one object per line, or Parquet."""


class FileEmpty(Invalid):
    """This file is empty."""


class FileTooLarge(TooLarge):
    """This file is too large for this site."""


class SchemaChanged(Conflict):
    """The columns of this file are not those of last time. Please say again what they are."""


class NotMapped(Invalid):
    """Say at least which column holds the date, and which the text or the count."""


CELL_MOST = 131_072  # characters, as csv has it by itself

PACKED = {
    b"PK\x03\x04": _("This is a zip file or a spreadsheet. Unpack it, or save the sheet as CSV (UTF-8)."),
    b"\x1f\x8b": _("This file is packed (gzip). Please unpack it first."),
    b"BZh": _("This file is packed (bzip2). Please unpack it first."),
    b"\xfd7zXZ": _("This file is packed (xz). Please unpack it first."),
    b"\x28\xb5\x2f\xfd": _("This file is packed (zstd). Please unpack it first."),
    b"\xd0\xcf\x11\xe0": _("This is an old spreadsheet. Save it as CSV (UTF-8), and bring that."),
    b"%PDF": _("This is a PDF. Bring the numbers as a table (CSV)."),
}  # fmt: skip


def sniff(head: bytes) -> Sniffed:
    """What a file seems to be. Raises NotAFile, FileEmpty."""
    try:
        return _sniffed(head)
    except csv.Error as fault:  # a cell without an end
        raise NotAFile() from fault


def _sniffed(head: bytes) -> Sniffed:
    """From the first bytes of a file, already in UTF-8 or an encoding of one byte per letter. Raises NotAFile,
    FileEmpty; the name of the file and the browser's word for it do not count."""
    if head.startswith(b"PAR1"):
        return Sniffed(FileForm.PARQUET)
    for mark, sentence in PACKED.items():
        if head.startswith(mark):
            raise NotAFile(sentence)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise FileEmpty()
    if b"\0" in head[:4096]:
        raise NotAFile()
    encoding = encoding_of(head)
    text = head.removeprefix(b"\xef\xbb\xbf").decode(encoding, "replace")
    lines = text.splitlines(keepends=True)
    if len(head) >= HEAD_BYTES and len(lines) > 1:
        lines.pop()  # it may be cut
    start = text.lstrip()[:1]
    if start == "[":
        raise NotAFile(_("This is one long JSON list. Bring it with one object per line (JSONL)."))
    if start == "<":
        raise NotAFile(_("This is a web page or XML, not a table. If it is a feed, add its address as a source."))
    if start == "{":
        return Sniffed(FileForm.LINES, encoding, columns=keys_of(lines))
    if TRENDS_HEAD.search("".join(lines[:3])):
        return _trends(lines, encoding)
    return _table(lines, encoding)


def encoding_of(head: bytes) -> str:
    """UTF-8 where it can be; else what most old files in the West are written in, and the wizard asks."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as fault:
        # the first part of a file may end within a letter
        return "utf-8" if fault.start >= len(head) - 3 and len(head) >= HEAD_BYTES else "windows-1252"
    return "utf-8"


def keys_of(lines: Iterable[str]) -> tuple[str, ...]:
    """The names in the first objects of a file, those inside an object with a dot. Raises NotAFile."""
    names: dict[str, None] = {}
    for line in list(lines)[:100]:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict):
            names |= dict.fromkeys(_names(row))
    if not names:
        raise NotAFile()
    return tuple(names)[:COLUMNS_MOST]


def _names(row: Mapping[str, object]) -> Iterator[str]:
    for name, value in row.items():
        inner = [f"{name}.{within}" for within in value] if isinstance(value, dict) else [name]
        yield from filter(is_name, inner)


def is_name(name: str) -> bool:
    """A name that a page can show and a database can hold: no lone half of a sign, no zero, no book.

    >>> is_name("user.name"), is_name("a\\x00b"), is_name("\\ud800"), is_name("x" * 500)
    (True, False, False, False)
    """
    return len(name) <= NAME_MOST and not UNNAMED.search(name)


def _table(lines: Sequence[str], encoding: str) -> Sniffed:
    """Raises NotAFile where no delimiter makes columns of it."""
    best: tuple[float, str, list[list[str]]] = (0.0, "", [])
    for delimiter in DELIMITERS:
        rows = _parsed(lines[:200], delimiter)
        widths = Counter(len(row) for row in rows)
        width, times = max(widths.items(), key=lambda found: (found[1] * min(found[0], 2), found[0]), default=(0, 0))
        if width > 1 and times / len(rows) + width / 1000 > best[0]:
            # above its head a table may have a title: lines of fewer cells
            best = (times / len(rows) + width / 1000, delimiter, _below_title(rows, width))
    _score, delimiter, rows = best
    if not delimiter:
        raise NotAFile(_("We found no columns in this file. A table has commas, semicolons or tabs between its cells."))
    head = [cell.strip() for cell in rows[0]]
    has_head = _is_head(head)
    columns = head if has_head else [f"{number}" for number in range(1, len(head) + 1)]
    if len(columns) > COLUMNS_MOST:
        raise NotAFile(_("This table has too many columns: at most %(most)d.") % {"most": COLUMNS_MOST})
    if has_head and len(set(columns)) < len(columns):
        raise NotAFile(_("Two columns of this table have the same name. Please rename one of them."))
    return Sniffed(FileForm.TABLE, encoding, delimiter, has_head, tuple(columns))


def _below_title(rows: Sequence[list[str]], width: int) -> list[list[str]]:
    return list(dropwhile(lambda row: len(row) != width, rows[:PREAMBLE_MOST])) or list(rows[:1])


def _parsed(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """Raises csv.Error for a cell that no table has; the limit of the module csv is set anew by whoever reads large
    cells, so it says nothing."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        rows = [row for row in csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE) if row]
    if any(len(cell) > CELL_MOST for row in rows for cell in row):
        raise csv.Error
    return rows


def _is_head(cells: Sequence[str]) -> bool:
    """Names, not values: nothing empty in front, no number, no date, and short."""
    named = [cell for cell in cells if cell]
    plain = all(len(cell) <= 80 and not re.fullmatch(r"[-+]?[\d.,]+", cell) for cell in named)
    return bool(named) and plain and not likeliest_form(named)


def _trends(lines: Sequence[str], encoding: str) -> Sniffed:
    """Raises NotAFile for the export of the map, which has no time."""
    rows = [row for row in csv.reader(lines) if len(row) > 1]
    if len(rows) < 2 or not likeliest_form([row[0] for row in rows[1:]]):
        raise NotAFile(
            _("This export has no dates. In Google Trends, choose the download beside “Interest over time”.")
        )
    return Sniffed(FileForm.TRENDS, encoding, columns=tuple(cell.strip() for cell in rows[0]))


def term_and_place(column: str) -> tuple[str, str]:
    """
    >>> term_and_place("flu: (United States)"), term_and_place("gripe: (Todo el mundo)"), term_and_place("flu")
    (('flu', 'United States'), ('gripe', ''), ('flu', ''))
    """
    found = TRENDS_COLUMN.fullmatch(column.strip())
    if found is None:
        return column.strip(), ""
    everywhere = found[2].casefold() in ("worldwide", "todo el mundo", "weltweit", "dans tous les pays", "mondo")
    return found[1].strip(), "" if everywhere else found[2].strip()


def guessed(sniffed: Sniffed, rows: Sequence[Sequence[object]]) -> How:
    """A first idea for the wizard; a person looks at what it makes of five rows before anything is read."""
    picks: dict[str, str] = {}
    plain = {re.sub(r"[\W_]", "", name.rsplit(".", 1)[-1].casefold()): name for name in reversed(sniffed.columns)}
    for field in FIELDS:
        known = next((plain[name] for name in NAMED[field] if name in plain), "")
        if known and known not in picks.values():
            picks[field] = known
    column = picks.get("at", "")
    place = sniffed.columns.index(column) if column in sniffed.columns else -1
    form = likeliest_form(row[place] for row in rows if place < len(row)) if place >= 0 else ""
    counts = "count" in picks and "text" not in picks
    return How(
        form=sniffed.form, encoding=sniffed.encoding, delimiter=sniffed.delimiter, has_head=sniffed.has_head,
        columns=sniffed.columns, row=RowKind.COUNT if counts or sniffed.form == FileForm.TRENDS else RowKind.POST,
        picks=picks, date_form=form or DateForm.ISO,
    )  # fmt: skip


def how_of(settings: Mapping[str, object]) -> How | None:
    """What was agreed about the files of a source, or None."""
    kept = settings.get("how")
    if not isinstance(kept, dict):
        return None
    return How(**{**kept, "columns": tuple(kept.get("columns", ()))})


def as_settings(how: How) -> dict[str, object]:
    return {**asdict(how), "columns": list(how.columns), "picks": dict(how.picks), "topics": dict(how.topics)}


def check_how(how: How) -> None:
    """Raises NotMapped."""
    if how.form == FileForm.TRENDS:
        if not any(how.topics.values()):
            raise NotMapped(_("Say for at least one column which topic it speaks of."))
        return
    wanted = "count" if how.row == RowKind.COUNT else "text"
    if not how.picks.get("at") or not how.picks.get(wanted):
        raise NotMapped()
    if how.row == RowKind.COUNT and not how.topic and not how.picks.get("about"):
        raise NotMapped(_("Counts need a topic: choose one, or say which column names it."))
    doubled = [name for name, times in Counter(how.picks.values()).items() if name and times > 1]
    if doubled:
        raise NotMapped(_("One column cannot be two things. Please look at the choices again."))


def needed(how: How) -> set[str]:
    """The columns without which a file of this source cannot be read."""
    if how.form == FileForm.TRENDS:
        return {column for column, topic in how.topics.items() if topic}
    return {name for name in how.picks.values() if name}


def fits(how: How, sniffed: Sniffed) -> bool:
    """Whether a new file can be read as the last one was: every column that is used is there by its name."""
    if how.form != sniffed.form or how.has_head != sniffed.has_head:
        return False
    if not how.has_head:
        return len(how.columns) == len(sniffed.columns)
    return sniffed.form == FileForm.PARQUET or needed(how) <= set(sniffed.columns)


def columns_digest(columns: Iterable[str]) -> str:
    return sha256("\0".join(columns).encode("utf-8", "replace")).hexdigest()


def check_size(size: int, *, most: int) -> None:
    """Raises FileEmpty, FileTooLarge."""
    if not size:
        raise FileEmpty()
    if size > most:
        raise FileTooLarge(
            _("This file is too large for this site: at most %(most)d MB. You can bring it in parts.")
            % {"most": most // (1024 * 1024)}
        )


def sniffed_of(position: Mapping[str, object]) -> Sniffed:
    """What was found out about a file that waits for its columns. Raises NotAFile."""
    kept = position.get("sniffed")
    if not isinstance(kept, dict):
        raise NotAFile()
    return Sniffed(**{**kept, "columns": tuple(kept["columns"])})
