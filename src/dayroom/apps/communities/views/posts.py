"""One post: its address, its earlier wordings, taking it back, and what became of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from dayroom.apps.communities.actions.answers import mark_answer
from dayroom.apps.communities.actions.withdrawing import undo_withdraw, withdraw_post
from dayroom.apps.communities.presenters.helping import help_words, waiting_words
from dayroom.apps.communities.queries.posts import history_of, own_post, post_for
from dayroom.apps.communities.views.who import reader_of
from dayroom.apps.communities.vocabulary import POST_KIND, POSTS_PER_PAGE, PostState
from dayroom.apps.screening.queries import latest_screening
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import members_only, open_to_all


def address_of(post: Any) -> str:
    """The page of the topic on which the post stands, at the post."""
    start = (post.position - 1) // POSTS_PER_PAGE * POSTS_PER_PAGE
    page = f"?after={start}" if start else ""
    return f"/t/{post.topic.public_id}/{page}#post-{post.position}"


@open_to_all("as the topic page")
@require_safe
def post_link(request: HttpRequest, public_id: str) -> HttpResponse:
    post, _standing = post_for(reader_of(request), public_id)
    return redirect(address_of(post))


@open_to_all("whoever may read a post may read its earlier wordings")
@require_GET
def post_history(request: HttpRequest, public_id: str) -> HttpResponse:
    post, _standing = post_for(reader_of(request), public_id)
    if post.state == PostState.WITHDRAWN:
        raise NotFound()
    return render(request, "communities/post_history.html",
                  {"post": post, "wordings": history_of(post), "url": address_of(post)})


@members_only
@require_http_methods(["GET", "POST"])
def post_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    post, _standing = own_post(request.user, public_id)
    if request.method == "GET":
        return render(request, "communities/post_withdraw.html", {"post": post, "url": address_of(post)})
    withdraw_post(member=request.user, post=post, now=timezone.now())
    messages.success(request, _("You took it back. It is gone from the page, from search and from quotes. "
                                "For 15 minutes you can put it back."))
    return redirect(address_of(post))


@members_only
@require_POST
def post_undo(request: HttpRequest, public_id: str) -> HttpResponse:
    post, _standing = own_post(request.user, public_id)
    undo_withdraw(member=request.user, post=post, now=timezone.now())
    messages.success(request, _("Your post is back."))
    return redirect(address_of(post))


@members_only
@require_GET
def post_sent(request: HttpRequest, public_id: str) -> HttpResponse:
    """What became of a post that waits, and help where the words ask for it. For its author only."""
    post, _standing = own_post(request.user, public_id)
    screening = latest_screening(POST_KIND, post.pk)
    tier = screening.tier if screening else 0
    return render(request, "communities/post_sent.html", {
        "post": post, "url": address_of(post), "waiting": post.state == PostState.HELD, "tier": tier,
        **waiting_words(tier=tier, action=screening.action if screening else "HOLD",
                        checked=screening.checked if screening else False),
        **help_words(tier, request.user.country or settings.DEFAULT_COUNTRY, post.topic.community.language),
    })


@members_only
@require_POST
def post_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    post, _standing = post_for(request.user, public_id)
    marked = mark_answer(member=request.user, post=post, now=timezone.now())
    messages.success(request, _("Marked as the answer. Others with the same question will find it.") if marked
                     else _("The mark is gone."))
    return redirect(address_of(post))
