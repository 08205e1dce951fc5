"""Reviews for everybody: read, write, change one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.outreach.actions.reviews import change_review, take_back, write_review
from dayroom.apps.outreach.forms.reviews import ReviewForm
from dayroom.apps.outreach.presenters.reviews import ground_lines, review_lines, star_lines
from dayroom.apps.outreach.queries.reviews import (
    place_lines,
    place_named,
    removal_of_all,
    review_by_secret,
    shown_page,
    standing_of,
)
from dayroom.apps.outreach.vocabulary.reviews import ReviewState
from dayroom.kernel.errors import Conflict, Invalid
from dayroom.platform.gates import open_to_all

PUBLIC = "reviews are for everybody; nobody is kept with one"
PER_PAGE = 20
INSIDE = ("COMMUNICATIONS_OFFICER", "STEWARD", "OWNER", "CLINICIAN")


@require_safe
@open_to_all(PUBLIC)
def place_list(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/review_places.html", {
        "lines": place_lines(), "rates": removal_of_all(),
    })


@require_safe
@open_to_all(PUBLIC)
def place_show(request: HttpRequest, public_id: str) -> HttpResponse:
    place = place_named(public_id)
    rows, older = shown_page(place, request.GET.get("after", ""), PER_PAGE)
    told = standing_of(place)
    return render(request, "outreach/review_place.html", {
        "place": place, "told": told, "lines": review_lines(rows), "stars": star_lines(told),
        "removed": ground_lines(told), "older_url": f"?after={older}" if older else "",
    })


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(PUBLIC)
def review_write(request: HttpRequest, public_id: str) -> HttpResponse:
    place, form = place_named(public_id), ReviewForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        who = str(request.user.pk or request.META.get("REMOTE_ADDR", ""))
        inside = request.user.is_authenticated and request.user.has_role(*INSIDE)
        try:
            row, secret = write_review(place=place, words=form.words(), code=form.cleaned_data["code"], who=who,
                                       insider=inside, now=timezone.now())
        except Conflict as fault:
            form.add_error("code", str(fault))
            status = 409
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            return render(request, "outreach/review_thanks.html", {
                "place": place, "row": row, "held": row.state == ReviewState.HELD,
                "address": request.build_absolute_uri(reverse("review-own", args=[row.public_id, secret])),
            })
    return render(request, "outreach/review_write.html", {"place": place, "form": form},
                  status=status if status != 200 else 422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("whoever has the secret address wrote it")
def review_own(request: HttpRequest, public_id: str, secret: str) -> HttpResponse:
    row = review_by_secret(public_id, secret)
    form = ReviewForm(request.POST or None, initial={
        "stars": str(row.stars), "title": row.title, "body": row.body, "relation": row.relation,
        "incentive": row.incentive, "incentive_words": row.incentive_words,
    })
    if request.method == "POST" and form.is_valid():
        try:
            row = change_review(review=row, words=form.words(), now=timezone.now())
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Changed. What stood there before can still be read."))
            return redirect("review-own", public_id=public_id, secret=secret)
    return render(request, "outreach/review_own.html", {"row": row, "form": form, "secret": secret},
                  status=422 if form.errors else 200)


@require_POST
@open_to_all("whoever has the secret address wrote it")
def review_back(request: HttpRequest, public_id: str, secret: str) -> HttpResponse:
    row = review_by_secret(public_id, secret)
    take_back(review=row, now=timezone.now())
    messages.success(request, _("Gone. Its words are erased."))
    return redirect("review-place", public_id=row.place.public_id)
