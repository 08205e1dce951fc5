"""Bring in the fact checks of others: ClaimReview as JSON-LD, or a table as CSV.

text      the whole file
returns   claims in order; what says nothing of its own review is due two years after it was made
raises    BrokenClaim with the row and the field; nothing is taken in when one row is broken
source    schema.org ClaimReview as in standards 5: ratingValue 1 = false to 5 = true unless bestRating and
          worstRating say otherwise, alternateName always there
errs      refuses rather than guesses: a check without a rating could label what is right

>>> claims_from_csv("claim,body,checked,rating\\nGarlic cures flu,City Hospital,2026-11-01,1\\n")[0].sources[0].body
'City Hospital'
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from .errors import BrokenClaim
from .vocabulary import Claim, ClaimSource

# days; our own choice, 2026-11-21: as for the fact checks that ship
REVIEW_AFTER = 730
# tier of a source nobody has looked at yet; standards 5
UNKNOWN_TIER = 4
# the columns of a table; the first three and the rating are needed
COLUMNS = (
    "claim", "body", "checked", "rating", "id", "topic", "title", "variants", "truth", "misleads", "review_by",
    "source_title", "year", "tier", "doi", "pmid", "url",
)  # fmt: skip
_REQUIRED = COLUMNS[:4]


def claims_from_reviews(text: str, *, name: str = "ClaimReview") -> tuple[Claim, ...]:
    """Claims of a JSON-LD file: one ClaimReview, a list of them, or a graph; contexts are never fetched."""
    try:
        data = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BrokenClaim(name, None, "", "this is not JSON") from error
    found = [_from_review(item, name, row) for row, item in enumerate(_reviews(data, name), 1)]
    if not found:
        raise BrokenClaim(name, None, "@type", "there is no ClaimReview in it")
    return _each_once(found, name)


def claims_from_csv(text: str, *, name: str = "CSV") -> tuple[Claim, ...]:
    """Claims of a table with a line of headings; see COLUMNS. Several variants are parted by |."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        headings = reader.fieldnames or []
        missing = [column for column in _REQUIRED if column not in headings]
        if missing:
            raise BrokenClaim(name, 1, missing[0], "this column is missing")
        # the headings are row 1, as a spreadsheet counts
        found = [_from_row(row, name, number) for number, row in enumerate(reader, 2)]
    except csv.Error as error:
        raise BrokenClaim(name, reader.line_num, "", "this row is not readable as CSV") from error
    return _each_once(found, name)


def _no_number(word: str) -> float:
    raise ValueError(word)


def _reviews(data: Any, name: str) -> Iterator[Mapping[str, Any]]:
    items = data if isinstance(data, list) else [data]
    for row, item in enumerate(items, 1):
        if not isinstance(item, Mapping):
            raise BrokenClaim(name, row, "", "this is not an object")
        if isinstance(item.get("@graph"), list):
            yield from (one for one in item["@graph"] if isinstance(one, Mapping) and _is_review(one))
        elif _is_review(item):
            yield item


def _is_review(item: Mapping[str, Any]) -> bool:
    kinds = item.get("@type")
    return "ClaimReview" in (kinds if isinstance(kinds, list) else [kinds])


def _from_review(item: Mapping[str, Any], name: str, row: int) -> Claim:
    claim = _text(item.get("claimReviewed"), name, row, "claimReviewed")
    url = _link(item.get("url"), name, row, "url")
    author = item.get("author")
    author = author[0] if isinstance(author, list) and author else author
    body = _text(author.get("name") if isinstance(author, Mapping) else author, name, row, "author.name")
    checked = _day(item.get("datePublished"), name, row, "datePublished")
    rating = item.get("reviewRating")
    if not isinstance(rating, Mapping):
        raise BrokenClaim(name, row, "reviewRating", "this is missing")
    verdict = _text(rating.get("alternateName"), name, row, "reviewRating.alternateName")
    source = ClaimSource(
        body=body,
        title=_text(str(item.get("name") or claim), name, row, "name"),
        year=checked.year,
        tier=UNKNOWN_TIER,
        url=url,
    )
    return Claim(
        id=_own_id(url + claim),
        claim=claim,
        truth=verdict,
        sources=(source,),
        checked=checked,
        review_by=_due(checked),
        rating=_rating(rating, name, row),
    )


def _rating(rating: Mapping[str, Any], name: str, row: int) -> float:
    values = []
    for field, usual in (("worstRating", 1), ("bestRating", 5), ("ratingValue", None)):
        value = rating.get(field, usual)
        try:
            values.append(float(value if value is not None else "missing"))
        except (TypeError, ValueError, OverflowError) as error:
            raise BrokenClaim(name, row, f"reviewRating.{field}", "a number is needed here") from error
    worst, best, value = values
    if not (math.isfinite(best - worst) and worst < best and worst <= value <= best):
        raise BrokenClaim(name, row, "reviewRating.ratingValue", "this lies outside worstRating and bestRating")
    return (value - worst) / (best - worst)


def _from_row(row: Mapping[str | None, Any], name: str, number: int) -> Claim:
    if None in row:
        raise BrokenClaim(name, number, "", "this row has more fields than the table has columns")

    def cell(column: str) -> str:
        return " ".join(str(row.get(column) or "").split())

    claim = _text(cell("claim"), name, number, "claim")
    checked = _day(cell("checked"), name, number, "checked")
    due = _day(cell("review_by"), name, number, "review_by") if cell("review_by") else None
    source = ClaimSource(
        body=_text(cell("body"), name, number, "body"),
        title=cell("source_title"),
        year=_whole(cell("year"), name, number, "year", range(1800, 2200)),
        tier=_whole(cell("tier"), name, number, "tier", range(1, 5)) or UNKNOWN_TIER,
        doi=cell("doi"),
        pmid=cell("pmid"),
        url=_link(cell("url"), name, number, "url") if cell("url") else "",
    )
    return Claim(
        id=cell("id") or _own_id(claim),
        claim=claim,
        topic=cell("topic"),
        title=cell("title"),
        variants=tuple(one.strip() for one in cell("variants").split("|") if one.strip()),
        truth=cell("truth"),
        misleads=cell("misleads"),
        sources=(source,),
        checked=checked,
        review_by=due or _due(checked),
        rating=_rating({"ratingValue": cell("rating")}, name, number),
    )


def _text(value: Any, name: str, row: int, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BrokenClaim(name, row, field, "a text is needed here")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        # half a letter: the database would refuse it, long after this file has been taken in
        raise BrokenClaim(name, row, field, "this is not readable text") from error
    return " ".join(value.split())


def _due(checked: date) -> date:
    return min(checked, date.max - timedelta(days=REVIEW_AFTER)) + timedelta(days=REVIEW_AFTER)


def _day(value: Any, name: str, row: int, field: str) -> date:
    try:
        # a time of day may follow; the day is enough
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise BrokenClaim(name, row, field, "a day such as 2026-11-21 is needed here") from error


def _link(value: Any, name: str, row: int, field: str) -> str:
    text = value.strip() if isinstance(value, str) else ""
    try:
        text.encode()
        parts = urlsplit(text)
    except ValueError as error:
        raise BrokenClaim(name, row, field, "this is not a web address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BrokenClaim(name, row, field, "a web address that begins with https:// is needed here")
    return text


def _whole(text: str, name: str, row: int, field: str, within: range) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text[:9]) not in within:
        raise BrokenClaim(name, row, field, f"a number from {within.start} to {within.stop - 1} is needed here")
    return int(text)


def _own_id(words: str) -> str:
    """The same check brought in twice is the same claim."""
    return "imported." + hashlib.sha256(words.encode()).hexdigest()[:16]


def _each_once(claims: list[Claim], name: str) -> tuple[Claim, ...]:
    known: dict[str, int] = {}
    for row, claim in enumerate(claims, 1):
        if known.setdefault(claim.id, row) != row:
            raise BrokenClaim(name, row, "id", f"the check number {known[claim.id]} has it already")
    return tuple(claims)
