"""A row of a file becomes a post or a count, or a word about what is wrong with it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b

from dayroom.apps.listening.rules.dates import reader_of
from dayroom.apps.listening.vocabulary import Trouble
from dayroom.apps.listening.vocabulary.posts import AHEAD_HOURS, TEXT_MOST, RawPost, Refusal
from dayroom.apps.listening.vocabulary.sources import FIELDS, How, RowKind

NAMES = tuple(FIELDS)
COUNT_MOST = 1_000_000_000  # of one row; more is a mistake, and would drown every other day
TAGS_OF_A_POST = 50
# what a spreadsheet would run when somebody opens the file there: CWE-1236; "@name" and "-" begin many honest posts
FORMULA = re.compile(r"[\t\r ]{0,3}(?:=[\w(\"'+\-]|[+\-@][\w.+\-*/]{0,40}\(|[+\-@][\w.+\-*/]{0,40}\|)")
SURROGATES = re.compile("[\ud800-\udfff]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
TAG = re.compile(r"#?([^\W_]\w{0,99})")
UNREAD = "\N{REPLACEMENT CHARACTER}"


class Shaper:
    """Made once for a file; then called for every row with its values in the order of ``NAMES``."""

    def __init__(self, how: How, *, since: date | None, now: datetime) -> None:
        self.how = how
        self._is_count = how.row == RowKind.COUNT
        self._date = reader_of(how.date_form, how.time_zone)
        self._latest = now + timedelta(hours=AHEAD_HOURS)
        self._since, self._now = since, now

    def __call__(self, values: Sequence[object], row: int, *, unread: bool = False) -> RawPost | Refusal:
        """``unread``: some letters of the row could not be read."""
        at = self.day(values[0])
        if isinstance(at, Trouble):
            return Refusal(at, row)
        repairs = [str(Trouble.ENCODING)] if unread else []
        if self._is_count:
            return self._count(values, at, row, repairs)
        return self._post(values, at, row, repairs)

    def day(self, value: object) -> datetime | Trouble:
        """When it was, or why that cannot be told."""
        at = self._date(value)
        if at is None:
            return Trouble.NO_DATE
        if at > self._latest:
            return Trouble.FUTURE
        return Trouble.TOO_OLD if self._since is not None and at.date() < self._since else at

    def is_running(self, at: datetime, step: timedelta) -> bool:
        """A stretch that began at this moment has not ended yet; a day that has no hour began at midnight."""
        return at - timedelta(hours=12 if step >= timedelta(days=1) else 0) + step > self._now

    def _post(self, values: Sequence[object], at: datetime, row: int, repairs: list[str]) -> RawPost | Refusal:
        text = cleaned(values[1], repairs)
        if not text:
            return Refusal(Trouble.NO_TEXT, row)
        key, author, place = line(values[2], 500), line(values[3]), line(values[7])
        return RawPost(
            key=key or digest(at.isoformat(), author, text), at=at, text=text, author=author,
            language=line(values[4], 8).lower() or self.how.language, tags=tags_of(values[5]),
            profile_place=line(values[6]), place=place, likes=whole(values[8]) or 0, shares=whole(values[9]) or 0,
            comments=whole(values[10]) or 0, troubles=tuple(dict.fromkeys(repairs)),
        )

    def _count(self, values: Sequence[object], at: datetime, row: int, repairs: list[str]) -> RawPost | Refusal:
        count = whole(values[11])
        if count is None:
            return Refusal(Trouble.BAD_COUNT if line(values[11]) else Trouble.NO_TEXT, row)
        about, place = line(values[12], 80) or self.how.topic, line(values[7])
        key = line(values[2], 500) or digest(at.isoformat(), about, place)
        return RawPost(key=key, at=at, count=count, about=about, place=place, troubles=tuple(repairs),
                       language=line(values[4], 8).lower() or self.how.language)


def cleaned(value: object, repairs: list[str]) -> str:
    """The words of a post as they may be kept; what was mended is added to ``repairs``."""
    text = value if isinstance(value, str) else _words(value)
    if not text.isascii() and SURROGATES.search(text):
        text = SURROGATES.sub(UNREAD, text)
        repairs.append(Trouble.ENCODING)
    text = CONTROLS.sub("", text).strip()
    if text[:1] in "=+-@" and FORMULA.match(text):
        repairs.append(Trouble.FORMULA)
    if len(text) > TEXT_MOST:
        text = text[:TEXT_MOST]
        repairs.append(Trouble.TOO_LONG)
    return text


def _words(value: object) -> str:
    if isinstance(value, (bytes, bytearray)):  # as some programs write text into Parquet
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def line(value: object, most: int = 200) -> str:
    """One line of plain words out of any cell.

    >>> line(" a\\n b "), line(None), line(12)
    ('a b', '', '12')
    """
    if not value:
        return "0" if value == 0 and value is not False and value != "" else ""
    text = _words(value)
    if not text.isascii():
        text = SURROGATES.sub(UNREAD, text)
    return " ".join(CONTROLS.sub(" ", text).split())[:most]


def whole(value: object) -> int | None:
    """A whole number from nought up, or None: a count is nothing else.

    >>> whole("12"), whole("12.0"), whole(" 1,234 "), whole("-3"), whole("2.5"), whole(True), whole("=1+1")
    (12, 12, 1234, None, None, None, None)
    """
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()[:40]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text):
        text = text.replace(",", "")
    found = re.fullmatch(r"\+?(\d{1,12})(?:\.0*)?", text, re.ASCII)
    count = int(found[1]) if found else COUNT_MOST + 1
    return count if count <= COUNT_MOST else None


def tags_of(value: object) -> tuple[str, ...]:
    """Hashtags of a cell: a list, the writing of a list, or words with commas and spaces between.

    >>> tags_of("['Flu', 'Vaccine']"), tags_of("#flu #shot"), tags_of(["a", 1]), tags_of("")
    (('flu', 'vaccine'), ('flu', 'shot'), ('a', '1'), ())
    """
    if not value:
        return ()
    words: Iterable[object] = [value]
    if isinstance(value, (list, tuple)):
        words = value
    elif isinstance(value, str) and value[0] == "[" and value[-1] == "]" and len(value) < 5_000:
        try:
            words = ast.literal_eval(value)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            words = [value]
    text = " ".join(str(one)[:200] for one in list(words)[:TAGS_OF_A_POST])
    return tuple(dict.fromkeys(found.lower() for found in TAG.findall(SURROGATES.sub("", text))))[:TAGS_OF_A_POST]


def digest(*parts: str) -> str:
    """A name for a row that has none of its own: the same row has the same name."""
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
