"""What an app asks for over HTTP, as our own facts; and when it asks wrongly. No queries, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dayroom.apps.tracking.vocabulary.files import PAGE_MOST, PAGE_USUAL
from dayroom.kernel.errors import Invalid, Refused

# what every search takes; `patient` and `subject` name the one person there is
COMMON = frozenset(("_id", "_count", "_format", "_after", "patient", "subject"))
_SIGNS = ("eq", "ge", "le", "gt", "lt")
# outside of it no database can compare in every time zone, and nobody measured
EARLIEST, LATEST = 1900, 2200
_LENGTHS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}


class NoKey(Refused):
    """This key is not known, or no longer good."""

    status = 401


class NotGiven(Refused):
    """The member has not given this part of the record to this app."""


class BadSearch(Invalid):
    """This search cannot be read. The address has a part that is not known here, or a value that does not fit."""

    status = 400


@dataclass(frozen=True, slots=True)
class Span:
    """From (inclusive) until (exclusive); None for no end."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """One search, read."""

    count: int
    id: str = ""
    after: str = ""
    person: str = ""
    codes: tuple[tuple[str | None, str], ...] = ()  # (system, code); the system None where any will do
    categories: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    questionnaires: tuple[str, ...] = ()


def read_search(asked: Mapping[str, Collection[str]], more: Collection[str] = ()) -> Search:
    """Read the part behind the question mark.

    more     names that this resource takes beside the common ones
    raises   BadSearch; a part that we do not know is refused, since leaving it out would answer more than was asked

    >>> read_search({"_count": ["2"], "code": ["http://loinc.org|8867-4"]}, ["code"]).codes
    (('http://loinc.org', '8867-4'),)
    """
    known = COMMON | set(more)
    if set(asked) - known or any(len(values) > 4 for values in asked.values()):
        raise BadSearch()
    once = {name: list(values)[-1] for name, values in asked.items()}
    if once.get("_format", "json") not in ("json", "application/json", "application/fhir+json"):
        raise BadSearch()
    return Search(
        count=_count(once.get("_count", "")), id=once.get("_id", ""), after=once.get("_after", ""),
        person=once.get("patient", once.get("subject", "")).removeprefix("Patient/"),
        codes=tuple(_token(one) for one in _listed(once.get("code", ""))),
        categories=tuple(_token(one)[1] for one in _listed(once.get("category", ""))),
        spans=tuple(span(text) for name in ("date", "authored") for text in asked.get(name, ())),
        questionnaires=tuple(_listed(once.get("questionnaire", ""))),
    )


def span(text: str) -> Span:
    """A date of FHIR with its sign in front; a day, a month and a year are stretches of time.

    >>> span("ge2024-05").since.isoformat(), span("2024").until.isoformat()
    ('2024-05-01T00:00:00+00:00', '2025-01-01T00:00:00+00:00')
    """
    sign, rest = (text[:2], text[2:]) if text[:2] in _SIGNS else ("eq", text)
    start, end = _stretch(rest)
    check_moment(start)
    return {
        "eq": Span(start, end), "ge": Span(start, None), "gt": Span(end, None), "lt": Span(None, start),
        "le": Span(None, end),
    }[sign]


def check_moment(moment: datetime) -> None:
    """Raises BadSearch for a time without a zone, or far from any life."""
    if moment.tzinfo is None or not EARLIEST <= moment.year <= LATEST:
        raise BadSearch()


def _stretch(text: str) -> tuple[datetime, datetime]:
    try:
        if len(text) in _LENGTHS:
            start = datetime.strptime(text, _LENGTHS[len(text)]).replace(tzinfo=UTC)
            return start, _next(start, len(text))
        moment = datetime.fromisoformat(text.replace(" ", "+"))
        if moment.tzinfo is None:
            raise BadSearch()
        return moment, moment + timedelta(seconds=1)
    except (ValueError, OverflowError):
        raise BadSearch() from None


def _next(start: datetime, length: int) -> datetime:
    if length == 10:
        return start + timedelta(days=1)
    year, month = (start.year + 1, 1) if length == 4 or start.month == 12 else (start.year, start.month + 1)
    return datetime.combine(date(year, month, 1), datetime.min.time(), UTC)


def _count(text: str) -> int:
    if not text:
        return PAGE_USUAL
    if not text.isdecimal() or len(text) > 6 or int(text) == 0:
        raise BadSearch()
    return min(int(text), PAGE_MOST)


def _listed(text: str) -> list[str]:
    return [part for part in text.split(",") if part][:50]


def _token(text: str) -> tuple[str | None, str]:
    system, bar, code = text.rpartition("|")
    return (system if bar else None), code
