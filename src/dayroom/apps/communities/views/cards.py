"""A card that its writer takes out of a post."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dayroom.apps.communities.actions.cards import take_card_back
from dayroom.apps.communities.queries.posts import own_post
from dayroom.apps.communities.views.posts import address_of
from dayroom.platform.gates import members_only


@members_only
@require_POST
def card_end(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    post, _standing = own_post(request.user, public_id)
    take_card_back(member=request.user, post=post, key=key, now=timezone.now())
    messages.success(request, _("The card is gone from your post. Nobody can open it any more."))
    return redirect(address_of(post))
