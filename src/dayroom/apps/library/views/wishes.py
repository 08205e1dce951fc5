from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dayroom.apps.library.actions.feedback import keep_wish
from dayroom.apps.library.forms.articles import WishesForm
from dayroom.apps.library.queries.articles import suggestions_for, wish_of
from dayroom.apps.library.queries.followed import followed_conditions
from dayroom.platform.gates import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def wishes_show(request: HttpRequest) -> HttpResponse:
    """What a member would like to be shown, why, and the switch that ends it."""
    wish = wish_of(request.user.pk)
    start = {"suggestions": wish.suggestions if wish else True, "interests": wish.interests.split() if wish else []}
    form = WishesForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        keep_wish(member=request.user, suggestions=form.cleaned_data["suggestions"],
                  interests=tuple(form.cleaned_data["interests"]), now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("reading-wishes")
    suggested = suggestions_for(request.user, followed_conditions(request.user), language=get_language() or "en")
    return render(request, "library/wishes_show.html", {"form": form, "suggested": suggested},
                  status=422 if form.errors else 200)
