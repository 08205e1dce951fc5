"""The first page: for a visitor what this place is, for a member what moved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from dayroom.apps.communities.presenters import communities as words
from dayroom.apps.communities.queries.directory import Card, suggested
from dayroom.apps.communities.queries.home import help_wanted, home_of
from dayroom.platform.gates import members_only, open_to_all

SUGGESTED_TO_VISITORS = 6
SUGGESTED_TO_MEMBERS = 9


@open_to_all("the first page of the site; a member's own page is made of what they may read")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return _member_home(request)
    now = timezone.now()
    found = suggested(None, language=translation.get_language() or "en", limit=SUGGESTED_TO_VISITORS)
    return render(request, "home/visitor.html", {"cards": [_card(row, now) for row in found]})


def _member_home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    after = request.GET.get("after", "")
    page = home_of(request.user.pk, after=after, now=now)
    given: dict[str, Any] = {
        "page": page, "first": not after, "rows": words.home_rows(page.items, now=now),
        "announcement_rows": words.topic_rows(page.announcements, now=now, places=True),
        "meetup_rows": words.topic_rows(page.meetups, now=now, places=True),
        "unanswered_rows": words.topic_rows(page.unanswered, now=now, places=True),
        "newcomer_rows": words.topic_rows(page.newcomers, now=now, places=True),
        "unread_url": words.topic_url(page.first_unread) if page.first_unread else "",
        "older_url": words.older_link(page.older), "newest_url": "" if not after else request.path,
    }
    if not page.mine and not page.items:
        found = suggested(request.user, language=request.user.language, limit=SUGGESTED_TO_MEMBERS)
        given["cards"] = [_card(row, now) for row in found]
    return render(request, "home/member.html", given)


def _card(row: Any, now: Any) -> dict[str, Any]:
    return words.card_words(Card(row, "", ""), now)


@members_only
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    page = help_wanted(request.user.pk, after=request.GET.get("after", ""), now=now)
    return render(request, "home/help_wanted.html", {
        "page": page, "rows": words.topic_rows(page.unanswered, now=now, places=True),
        "newcomer_rows": words.topic_rows(page.newcomers, now=now, places=True),
        "older_url": words.older_link(page.older),
    })
