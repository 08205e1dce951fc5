"""One search over everything the reader may see."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from dayroom.apps.communities.presenters import search as words
from dayroom.apps.communities.queries.search import MAX_QUERY, Results, Sought, read_question, results_for
from dayroom.apps.library.queries.finding import find_in_library
from dayroom.kernel.errors import Invalid
from dayroom.platform import markup
from dayroom.platform.gates import open_to_all

FIELDS = ("q", "community", "author", "since", "until", "tag", "order")
MAX_FIELD = 60
LIBRARY_SHOWN = 4
ID_DIGITS = 18
YEARS = range(1990, 2201)


@open_to_all("results are cut to what the reader may see, in the index and again by the rows")
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    asked = {name: _clean(request.GET.get(name, ""), MAX_QUERY if name == "q" else MAX_FIELD) for name in FIELDS}
    sought = _sought(asked, request.GET.get("before", ""))
    reader = request.user if _is_signed_in(request) else None
    found = results_for(reader, sought, now=now)
    return render(request, "search/page.html", _given(asked, sought, found, now))


def _is_signed_in(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated)


def _given(asked: dict[str, str], sought: Sought, found: Results, now: datetime) -> dict[str, Any]:
    several = sought.question.words if len(sought.question.words) > 1 else ()
    return {
        "asked": asked, "found": found, "filtered": sought.filtered,
        "rows": words.rows(found.topics, sought.question.terms, now=now),
        "library": [] if sought.filtered or sought.before_id is not None else find_in_library(
            asked["q"], language=get_language() or "", most=LIBRARY_SHOWN
        ),
        "older_url": _address(asked, before=found.older_than) if found.older_than else "",
        "first_url": _address(asked) if sought.before_id is not None else "",
        "newest_url": _address({**asked, "order": ""}), "best_url": _address({**asked, "order": "best"}),
        "unfiltered_url": _address({"q": asked["q"]}) if asked["q"] else "/search",
        "fewer": [(word, _address({**asked, "q": word})) for word in several],
    }


def _sought(asked: dict[str, str], before: str) -> Sought:
    until = _day(asked["until"])
    return Sought(
        question=read_question(asked["q"], asked["tag"]), community=asked["community"],
        author=asked["author"].lstrip("@"),
        since=_day(asked["since"]), until=until + timedelta(days=1) if until else None,
        best=asked["order"] == "best",
        before_id=int(before) if before.isascii() and before.isdigit() and len(before) <= ID_DIGITS else None,
    )


def _day(text: str) -> datetime | None:
    """The beginning of a day where the reader is; what is no day is no filter."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return timezone.make_aware(datetime.combine(day, time.min)) if day.year in YEARS else None


def _clean(text: str, most: int) -> str:
    try:
        return markup.clean_line(text)[:most]
    except Invalid:
        return ""


def _address(asked: dict[str, str], *, before: int | None = None) -> str:
    kept = [(name, value) for name, value in asked.items() if value]
    return "/search?" + urlencode([*kept, *([("before", before)] if before else [])])
