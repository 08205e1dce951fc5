from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.notices import actions, presenters, queries
from dayroom.apps.notices.forms import ChoicesForm
from dayroom.apps.notices.vocabulary import Mode
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import members_only, open_to_all


def reader_id(request: HttpRequest) -> int:
    return cast(int, request.user.pk)  # the gate lets members in only


@require_safe
@members_only
def notice_list(request: HttpRequest) -> HttpResponse:
    now, unread_only = timezone.now(), request.GET.get("show") == "unread"
    page = queries.notices_of(reader_id(request), place=request.GET.get("place", ""), unread_only=unread_only)
    lines = queries.lines_of(page.rows, reader_id(request))
    older = {"place": page.older, **({"show": "unread"} if unread_only else {})}
    return render(request, "notices/notice_list.html", {
        "days": presenters.by_day(lines, now), "has_unread": any(line.unread for line in lines), "now": now,
        "unread_only": unread_only, "older_url": "?" + urlencode(older) if page.older else "",
    })


@require_POST
@members_only
def notice_seen(request: HttpRequest) -> HttpResponse:
    actions.mark_all_seen(member_id=reader_id(request), now=timezone.now())
    return redirect("notice-list")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def notice_settings(request: HttpRequest) -> HttpResponse:
    me = reader_id(request)
    default = Mode.DIGEST if queries.agreed_to_mail([me]) else Mode.SITE
    form = ChoicesForm(queries.scopes_of(me), queries.modes_of(me), default, request.POST or None)
    if form.is_valid():
        actions.choose(member_id=me, modes=form.modes(), now=timezone.now())
        messages.success(request, _("Your choice is kept."))
        return redirect("notice-settings")
    return render(request, "notices/notice_settings.html", {"form": form}, status=422 if form.is_bound else 200)


@csrf_exempt  # mail programs post here without a cookie (RFC 8058); the signed token says whose mails stop
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("one click from a mail, without signing in: the signed token says whose mails stop")
def notice_unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A look changes nothing, since mail programs open links by themselves; the button or the one click does."""
    if request.method == "POST":
        actions.stop_mails(token=token, now=timezone.now())
    elif queries.member_for_token(token) is None:
        raise NotFound(_("This link is not complete. Please copy the whole link from the mail."))
    return render(request, "notices/notice_unsubscribe.html", {"done": request.method == "POST"})
