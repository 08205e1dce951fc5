"""What the organization has published: a page, feeds, pictures, and the counted way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayroom.apps.outreach.actions.links import follow_link
from dayroom.apps.outreach.feeds.news import FEED_TYPES, feed_of
from dayroom.apps.outreach.presenters import campaigns as presenters
from dayroom.apps.outreach.presenters.events import event_shown
from dayroom.apps.outreach.queries.events import coming
from dayroom.apps.outreach.queries.media import picture_for
from dayroom.apps.outreach.queries.messages import public_message, public_messages
from dayroom.apps.outreach.rules.messages import STAFF
from dayroom.kernel.errors import NotFound
from dayroom.platform.files import path_of
from dayroom.platform.gates import open_to_all
from dayroom.platform.keyset import newest_first

PER_PAGE = 20
PER_FEED = 30
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_safe
@open_to_all("what the organization says in public")
def news_list(request: HttpRequest) -> HttpResponse:
    page = newest_first(public_messages(), time_field="out_at", place=request.GET.get("after", ""), limit=PER_PAGE)
    now = timezone.now()
    return render(request, "outreach/news_list.html", {
        "coming": [event_shown(row, now) for row in coming(public_messages(), now)],
        "lines": [presenters.news_line(row) for row in page.rows],
        "older_url": f"?after={page.older}" if page.older else "",
    })


@require_safe
@open_to_all("what the organization says in public")
def news_show(request: HttpRequest, public_id: str) -> HttpResponse:
    return render(request, "outreach/news_show.html", {
        "one": presenters.news_page(public_message(public_id), now=timezone.now())})


@require_safe
@open_to_all("public education only; never what members write")
def feed(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in FEED_TYPES:
        raise NotFound()
    rows = list(public_messages()[:PER_FEED])
    return HttpResponse(feed_of(kind, rows), content_type=FEED_TYPES[kind])


@require_safe
@open_to_all("a counted way out: a number per day, no cookie, no address")
def outreach_link(request: HttpRequest, code: str) -> HttpResponse:
    answer = HttpResponse(status=302)
    answer["Location"] = follow_link(code=code, today=timezone.localdate())
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_safe
@open_to_all("pictures of published messages; others for the desk only")
def outreach_picture(request: HttpRequest, public_id: str) -> HttpResponseBase:
    member = request.user if request.user.is_authenticated else None
    staff = member is not None and member.has_role(*STAFF) and member.has_second_factor()
    row = picture_for(public_id, staff=staff, member_id=member.pk if member else None)
    path = path_of(row.file_name)
    if not path.is_file():
        raise NotFound()
    # read piece by piece: a video does not fill the memory
    answer = FileResponse(path.open("rb"), content_type=row.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cache-Control"] = "private, max-age=300"
    return answer
