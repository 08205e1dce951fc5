"""Answer in a word, keep for later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dayroom.apps.communities.actions.reactions import react
from dayroom.apps.communities.actions.reading import bookmark
from dayroom.apps.communities.presenters.bookmarks import bookmark_rows
from dayroom.apps.communities.presenters.posts import desk_for, foot
from dayroom.apps.communities.queries.posts import bookmarks_of, post_for
from dayroom.apps.communities.queries.topics import topic_page
from dayroom.apps.communities.views.posts import address_of
from dayroom.apps.communities.views.who import is_fragment
from dayroom.platform.gates import members_only

if TYPE_CHECKING:
    from dayroom.apps.communities.models import Post


@members_only
@require_POST
def post_react(request: HttpRequest, public_id: str) -> HttpResponse:
    now = timezone.now()
    post, standing = post_for(request.user, public_id)
    stands = react(member=request.user, post=post, standing=standing, kind=request.POST.get("kind", ""), now=now)
    if is_fragment(request):
        return _foot(request, post)
    messages.success(request, _("Said.") if stands else _("Taken back."))
    return redirect(address_of(post))


@members_only
@require_POST
def post_bookmark(request: HttpRequest, public_id: str) -> HttpResponse:
    post, _standing = post_for(request.user, public_id)
    kept = bookmark(member=request.user, post=post, now=timezone.now())
    if is_fragment(request):
        return _foot(request, post)
    messages.success(request, _("Kept under your bookmarks. Only you can see them.") if kept
                     else _("No longer among your bookmarks."))
    return redirect(address_of(post))


def _foot(request: HttpRequest, post: Post) -> HttpResponse:
    """The foot of the one card, for the page's own script."""
    page = topic_page(request.user, post.topic.public_id, after=post.position - 1, limit=1)
    return HttpResponse(foot(desk_for(page, now=timezone.now()), page.posts[0]))


@members_only
@require_GET
def bookmark_list(request: HttpRequest) -> HttpResponse:
    page = bookmarks_of(request.user, place=request.GET.get("place", ""))
    return render(request, "communities/post_bookmarks.html", {
        "rows": bookmark_rows(page.rows, now=timezone.now()),
        "older_url": f"?place={page.older}" if page.older else "",
        "newest_url": "?" if request.GET.get("place") else "",
    })
