"""Drafts: kept while one writes, carried through a sign-in, listed for their writer alone."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dayroom.apps.communities.actions.drafts import DRAFT_DAYS, forget_draft, keep_draft
from dayroom.apps.communities.forms.composer import composed_from
from dayroom.apps.communities.presenters.drafts import draft_lines, place_of_path, url_of_place
from dayroom.apps.communities.queries.drafts import drafts_of
from dayroom.apps.communities.rules.writing import Written
from dayroom.kernel.errors import NotFound
from dayroom.platform.crypto import decrypt, encrypt
from dayroom.platform.gates import members_only, open_to_all

SESSION_KEY = "kept_words"
CRYPTO_PLACE = "session.kept_words"
KEPT_SECONDS = 3600  # long enough to find a second factor, short enough for a shared computer


@members_only
@require_POST
def draft_save(request: HttpRequest, place: str) -> HttpResponse:
    keep_draft(member=request.user, place=place, written=composed_from(request).written(), now=timezone.now())
    return HttpResponse(status=204)


@members_only
@require_GET
def draft_list(request: HttpRequest) -> HttpResponse:
    return render(request, "communities/post_drafts.html", {
        "drafts": draft_lines(drafts_of(request.user.pk)), "days": DRAFT_DAYS,
    })


@members_only
@require_POST
def draft_discard(request: HttpRequest, place: str) -> HttpResponse:
    forget_draft(member=request.user, place=place)
    messages.success(request, _("The draft is gone."))
    back = url_of_place(place) if request.POST.get("back") else None
    return redirect(back or "/me/drafts")


@open_to_all("takes the words of somebody whose session has ended along to the sign-in")
@require_POST
def words_keep(request: HttpRequest) -> HttpResponse:
    """Words that could not be sent wait, encrypted, in the visitor's own session, for an hour at most."""
    place = place_of_path(request.POST.get("kept_path", ""))
    if place is None:
        raise NotFound()
    composed = composed_from(request)
    written = composed.written()
    words = {"place": place, "body": written.body, "title": written.title, "seeking": written.seeking,
             "content_warning": written.content_warning, "anonymous": "1" if written.anonymous else "",
             "files": list(composed.attachment_ids)}
    request.session[SESSION_KEY] = encrypt(json.dumps(words), place=CRYPTO_PLACE)
    if request.user.is_authenticated:
        return redirect("words-kept")
    request.session.set_expiry(KEPT_SECONDS)
    return redirect("/account/login/?" + urlencode({"next": "/compose/kept"}))


@members_only
@require_GET
def words_kept(request: HttpRequest) -> HttpResponse:
    """Back from the sign-in: the words become the member's draft, and the form opens with them in it."""
    stored = request.session.pop(SESSION_KEY, None)
    if stored is None:
        return redirect("/me/drafts")
    words = json.loads(decrypt(stored, place=CRYPTO_PLACE))
    place, files = words.pop("place"), words.pop("files", [])
    written = Written(**{**words, "anonymous": bool(words["anonymous"])})
    keep_draft(member=request.user, place=place, written=written, now=timezone.now(), attachment_ids=files)
    request.session.set_expiry(None)
    messages.info(request, _("Your words are here. Read them once more, then send them."))
    return redirect(url_of_place(place) or "/me/drafts")
