"""Writing: reply, new topic, edit. Whatever happens to a form, its words come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayroom.apps.communities.actions.checking import screened_text
from dayroom.apps.communities.actions.composing import (
    Composed,
    attach,
    preview,
    save_draft,
    send_edit,
    send_reply,
    send_topic,
)
from dayroom.apps.communities.actions.editing import Gone
from dayroom.apps.communities.actions.looking import look
from dayroom.apps.communities.actions.sending import Sent
from dayroom.apps.communities.forms import composer as forms
from dayroom.apps.communities.presenters.composer import guard_notice, kept_fields
from dayroom.apps.communities.presenters.topics import kinds
from dayroom.apps.communities.queries.drafts import draft_at
from dayroom.apps.communities.queries.posts import own_post
from dayroom.apps.communities.queries.standing import community_for
from dayroom.apps.communities.queries.topics import topic_for
from dayroom.apps.communities.rules.writing import GuardSpoke, check_member_can_post
from dayroom.apps.communities.views.composing import Where, composer_words, for_community, for_topic
from dayroom.apps.communities.views.who import is_fragment, reader_of
from dayroom.apps.communities.vocabulary import POSTS_PER_PAGE, PostState
from dayroom.apps.screening.vocabulary import SettledBecause
from dayroom.kernel.errors import DayroomError, NotFound, TooMany
from dayroom.platform.gates import open_to_all


@open_to_all("who is signed out gets their words back, and the way to sign in")
@require_http_methods(["GET", "POST"])
def post_submit(request: HttpRequest, public_id: str) -> HttpResponse:
    if request.method == "GET":
        return redirect(f"/t/{public_id}/#reply")
    composed = forms.composed_from(request)
    if reader_of(request) is None:
        return signed_out(request, composed)
    try:
        topic, _standing = topic_for(request.user, public_id)
    except NotFound as fault:
        return lost(request, composed, fault)
    now = timezone.now()
    return _write(
        request, for_topic(topic), composed, topic_id=topic.pk,
        send=lambda: send_reply(author=request.user, topic_id=public_id, composed=composed, now=now),
    )


@open_to_all("who is signed out gets their words back, and the way to sign in")
@require_http_methods(["GET", "POST"])
def topic_submit(request: HttpRequest, slug: str) -> HttpResponse:
    composed = forms.composed_from(request) if request.method == "POST" else forms.empty()
    if reader_of(request) is None:
        return signed_out(request, composed) if request.method == "POST" else redirect(
            f"/account/login/?next=/c/{slug}/new"
        )
    try:
        community, standing = community_for(request.user, slug)
    except NotFound as fault:
        return lost(request, composed, fault)
    where = for_community(community, may_moderate=standing.may_moderate)
    if request.method == "GET":
        check_member_can_post(standing, community_closed=community.closed_at is not None, topic_locked=False)
        draft = draft_at(request.user.pk, where.draft_place)
        return _page(request, where, forms.from_draft(draft) if draft else composed, draft=draft)
    now = timezone.now()
    return _write(
        request, where, composed, topic_id=None,
        send=lambda: send_topic(author=request.user, slug=slug, composed=composed, now=now),
    )


@open_to_all("who is signed out gets their words back, and the way to sign in")
@require_http_methods(["GET", "POST"])
def post_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    composed = forms.composed_from(request) if request.method == "POST" else forms.empty()
    if reader_of(request) is None:
        return signed_out(request, composed) if request.method == "POST" else redirect(
            f"/account/login/?next=/p/{public_id}/edit"
        )
    try:
        post, standing = own_post(request.user, public_id)
    except NotFound as fault:
        return lost(request, composed, fault)
    place, topic = post.topic.community, post.topic
    where = Where(
        action=f"/p/{public_id}/edit", draft_place=f"post:{public_id}", back_url=f"/p/{public_id}", name=place.name,
        visibility=place.visibility, audience=place.audience, members_count=place.members_count,
        community_id=place.pk, pinned=topic.pinned,
        topic_title=topic.title, opens=post.position == 1, edits=True, may_moderate=standing.may_moderate,
    )
    if request.method == "GET":
        if post.state in (PostState.REMOVED, PostState.WITHDRAWN):
            raise Gone()
        draft = draft_at(request.user.pk, where.draft_place)
        return _page(request, where, _draft_of_edit(draft, post) if draft else forms.from_post(post), draft=draft)
    now = timezone.now()
    return _write(
        request, where, composed, topic_id=post.topic_id,
        send=lambda: send_edit(member=request.user, post_id=public_id, composed=composed, now=now),
    )


def _draft_of_edit(draft: Any, post: Any) -> Composed:
    composed = forms.from_draft(draft)
    composed.revision, composed.anonymous = post.revision, post.byline_number is not None
    return composed


def _write(
    request: HttpRequest, where: Where, composed: Composed, *, topic_id: int | None, send: Callable[[], Sent]
) -> HttpResponse:
    """Send, or come back to the same form with the reason and every word in it."""
    try:
        if composed.do == "preview":
            return _preview(request, where, composed, topic_id)
        if composed.do == "cards":
            # the words wait while something is chosen, also when the window is closed
            save_draft(member=request.user, place=where.draft_place, composed=composed, now=timezone.now())
            return _page(request, where, composed)
        if composed.do == "look":
            return _look(request, where, composed)
        if composed.do == "attach":
            now = timezone.now()
            composed = attach(author=request.user, composed=composed, now=now)
            # from here on the file waits with the words, also when the window is closed
            save_draft(member=request.user, place=where.draft_place, composed=composed, now=now)
            return _page(request, where, composed)
        return _done(request, send())
    except GuardSpoke as spoke:
        written = composed.written()
        text = screened_text(written.title if where.opens else "", written.body)
        return _page(request, where, composed, status=spoke.status, notice=guard_notice(spoke, text))
    except NotFound as fault:
        return lost(request, composed, fault)
    except DayroomError as fault:
        answer = _page(request, where, composed, status=fault.status, sentence=fault.sentence)
        if isinstance(fault, TooMany):
            answer["Retry-After"] = str(fault.retry_after_seconds)
        return answer


def _page(
    request: HttpRequest, where: Where, composed: Composed, *, status: int = 200, draft: Any = None, **more: Any
) -> HttpResponse:
    if request.method == "POST" and not composed.submit_key:
        composed.submit_key = forms.new_key()
    words = composer_words(
        request, where, composed, draft=draft, kinds=kinds(may_moderate=where.may_moderate), **more
    )
    return render(request, "communities/composer.html", words, status=status)


def _preview(request: HttpRequest, where: Where, composed: Composed, topic_id: int | None) -> HttpResponse:
    html = preview(author=request.user, composed=composed, topic_id=topic_id, now=timezone.now())
    if is_fragment(request):
        return render(request, "communities/_composer_preview.html", {"preview": html})
    return _page(request, where, composed, preview=html)


def _look(request: HttpRequest, where: Where, composed: Composed) -> HttpResponse:
    """What the guard would ask about, while somebody still writes. A part of the page; nothing is kept."""
    seen = look(author=request.user, community_id=where.community_id, opens=where.opens, composed=composed,
                now=timezone.now())
    return render(request, "communities/_composer_look.html", {"seen": seen, "reasons": SettledBecause.choices})


def _done(request: HttpRequest, sent: Sent) -> HttpResponse:
    """To the post; to a page of its own when there is more to say than "it is out"."""
    post = sent.post
    if post.state != PostState.LIVE or sent.decision.show_help:
        return redirect("post-sent", public_id=post.public_id)
    messages.success(request, _("Your words are out. You can change them or take them back."))
    # a topic of one page is shown from its question on; in a longer one, the reply stands below what it answers
    start = f"?after={post.position - 3}" if post.position > POSTS_PER_PAGE else ""
    return redirect(f"/t/{sent.topic.public_id}/{start}#post-{post.position}")


def signed_out(request: HttpRequest, composed: Composed) -> HttpResponse:
    """The session has ended while somebody wrote: every word is on this page, and goes along through the sign-in."""
    return render(request, "communities/composer_signed_out.html",
                  {"composed": composed, "fields": kept_fields(composed), "kept_path": request.path}, status=401)


def lost(request: HttpRequest, composed: Composed, fault: DayroomError) -> HttpResponse:
    """The place has gone while somebody wrote: at least the words are here to be copied."""
    if not composed.body:
        raise fault
    return render(request, "communities/composer_lost.html", {"composed": composed, "sentence": fault.sentence},
                  status=fault.status)
