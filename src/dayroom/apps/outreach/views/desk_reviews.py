"""The inbox of reviews: told harm first, then held ones, then those without an answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.outreach.actions import reviews as actions
from dayroom.apps.outreach.forms.reviews import CodesForm, ImportForm, PlaceForm, RemovalForm, ReplyForm
from dayroom.apps.outreach.presenters.reviews import neutral_words, review_line, review_lines
from dayroom.apps.outreach.queries import reviews as queries
from dayroom.apps.outreach.rules.review_files import BadLine, read_reviews
from dayroom.apps.outreach.views.readers import desk_only
from dayroom.kernel.errors import Invalid, Unavailable

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@desk_only
def review_inbox(request: HttpRequest) -> HttpResponse:
    return render(request, "outreach/desk_reviews.html", {
        "lines": review_lines(queries.inbox().prefetch_related("versions")[: queries.INBOX_MOST]),
        "places": queries.places(), "rates": queries.removal_of_all(),
    })


@require_http_methods(GET_POST)
@desk_only
def review_desk(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.desk_review(public_id)
    form, status = ReplyForm(request.POST or None, initial={"words": row.reply}), 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply_to(review=row, words=form.cleaned_data["words"], by_id=request.user.pk, now=timezone.now())
        except (Invalid, Unavailable) as fault:
            form.add_error("words", str(fault))
        else:
            messages.success(request, _("Answered."))
            return redirect("review-inbox")
    if form.errors:
        status = 422
    return render(request, "outreach/desk_review.html", {
        "line": review_line(row), "row": row, "form": form, "removal": RemovalForm(),
        "templates": neutral_words(row.language, row.place.contact), "due": queries.answer_due(row),
    }, status=status)


@require_POST
@desk_only
def review_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    row, what, now = queries.desk_review(public_id), request.POST.get("do", ""), timezone.now()
    if what == "show":
        actions.show_review(review=row, by_id=request.user.pk, now=now)
        messages.success(request, _("Shown."))
    elif what == "harm":
        actions.harm_seen(review=row, by_id=request.user.pk, now=now)
        messages.success(request, _("Noted: somebody looks into it."))
    elif what == "remove":
        form = RemovalForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose one of the reasons, and say it in your words."))
            return redirect("review-desk", public_id=public_id)
        actions.remove_review(review=row, ground=form.cleaned_data["ground"], words=form.cleaned_data["words"],
                              by_id=request.user.pk, now=now)
        messages.success(request, _("Taken down. The count and the reason are public."))
    return redirect("review-inbox")


@require_http_methods(GET_POST)
@desk_only
def place_new(request: HttpRequest) -> HttpResponse:
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.open_place(by_id=request.user.pk, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Open. People can write about it now."))
        return redirect("review-inbox")
    return render(request, "outreach/desk_review_place.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@desk_only
def codes_make(request: HttpRequest, public_id: str) -> HttpResponse:
    """A sheet of codes to cut up and hand out. They are shown this once."""
    place, form, codes = queries.place_named(public_id), CodesForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        codes = actions.make_codes(place=place, count=form.cleaned_data["count"], by_id=request.user.pk,
                                   now=timezone.now())
    return render(request, "outreach/desk_review_codes.html", {"place": place, "form": form, "codes": codes},
                  status=422 if form.errors else 200)


@require_http_methods(GET_POST)
@desk_only
def reviews_import(request: HttpRequest, public_id: str) -> HttpResponse:
    place, form = queries.place_named(public_id), ImportForm(request.POST or None, request.FILES or None)
    bad: list[BadLine] = []
    kept = None
    if request.method == "POST" and form.is_valid():
        try:
            rows, bad = read_reviews(form.cleaned_data["file"].read(), today=timezone.localdate())
        except Invalid as fault:
            form.add_error("file", str(fault))
        else:
            kept = actions.bring_in(place=place, origin=form.cleaned_data["origin"], rows=rows,
                                    by_id=request.user.pk, now=timezone.now())
    return render(request, "outreach/desk_reviews_import.html", {"place": place, "form": form, "bad": bad,
                                                                 "kept": kept}, status=422 if form.errors else 200)
