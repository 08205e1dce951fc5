"""Reviews that were written elsewhere, from a CSV file. Bad rows are told, the rest is kept. No queries, no clock."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dayroom.apps.outreach.vocabulary.reviews import BODY_MOST
from dayroom.kernel.errors import Invalid, TooLarge

FILE_MOST = 2_000_000  # bytes
ROWS_MOST = 5_000
NEEDED = ("stars", "text", "date")


class NotReviews(Invalid):
    """This is no CSV file with the columns stars, text and date."""


@dataclass(frozen=True, slots=True)
class FileReview:
    stars: int
    title: str
    text: str
    day: date


@dataclass(frozen=True, slots=True)
class BadLine:
    """``line`` counts from 1, the heading included."""

    line: int
    said: str


def read_reviews(content: bytes, *, today: date) -> tuple[list[FileReview], list[BadLine]]:
    """Every row that can be kept, and a sentence for each that cannot. Raises NotReviews, TooLarge."""
    if len(content) > FILE_MOST:
        raise TooLarge()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotReviews(_("The file is not written in UTF-8.")) from fault
    try:
        rows = csv.DictReader(io.StringIO(text), strict=True)
        names = {name.strip().lower(): name for name in rows.fieldnames or [] if name}
        if not all(name in names for name in NEEDED):
            raise NotReviews()
        return _read(rows, names, today)
    except csv.Error as fault:
        raise NotReviews() from fault


def _read(rows: csv.DictReader[str], names: dict[str, str], today: date) -> tuple[list[FileReview], list[BadLine]]:
    kept: list[FileReview] = []
    bad: list[BadLine] = []
    for at, row in enumerate(rows, start=2):
        if at > ROWS_MOST + 1:
            raise TooLarge()
        said = ""
        stars, text = (row.get(names["stars"]) or "").strip(), (row.get(names["text"]) or "").strip()
        day = _day((row.get(names["date"]) or "").strip())
        if stars not in ("1", "2", "3", "4", "5"):
            said = _("Stars are a whole number from 1 to 5.")
        elif not text or len(text) > BODY_MOST or "\x00" in text:
            said = _("The text is missing or too long.")
        elif day is None or day > today:
            said = _("The date is not a day such as 2026-11-21, or has not come yet.")
        if said or day is None:
            bad.append(BadLine(at, said))
            continue
        title = (row.get(names["title"]) or "").strip()[:120] if "title" in names else ""
        kept.append(FileReview(int(stars), title, text, day))
    return kept, bad


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
