"""The desk of the register, and the page of one fact check."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.screening import queries
from dayroom.apps.screening.actions import fact_checks as actions
from dayroom.apps.screening.forms import ClaimFileForm, FactCheckForm, RetireForm, as_form
from dayroom.apps.screening.rules import why_not_usable
from dayroom.apps.screening.views.asks import labelled_texts
from dayroom.apps.screening.views.readers import REVIEWERS
from dayroom.apps.screening.vocabulary import CheckOrigin, CheckState, subject_words
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid
from dayroom.platform.gates import open_to_all, staff_only


@require_safe
@staff_only(*REVIEWERS)
def fact_check_list(request: HttpRequest) -> HttpResponse:
    asked = {key: request.GET.get(key, "")[:80].replace("\0", "") for key in ("state", "topic", "words")}
    counts = queries.state_counts()
    if "state" not in request.GET and counts.get(CheckState.UNVERIFIED):
        asked["state"] = CheckState.UNVERIFIED.value  # what waits comes first
    page = queries.fact_checks(**asked, place=request.GET.get("after", ""))
    today = timezone.now().date()
    kept = {key: value for key, value in asked.items() if value}
    language = get_language() or "en"
    return render(request, "screening/fact_check_list.html", {
        "lines": [
            (row, queries.card_of(row, language), subject_words(row.topic), why_not_usable(row, today=today))
            for row in page.rows
        ],
        "asked": asked,
        "older_url": f"?{urlencode({**kept, 'after': page.older})}" if page.older else "",
        "counts": counts, "states": CheckState.choices,
        "topics": [(name, subject_words(name)) for name in queries.topics()],
        "expired": queries.expired(today).count(), "by_meaning": queries.reads_meaning(),
        "shipped": queries.shipped_waiting(),
    })


@require_POST
@staff_only(*REVIEWERS)
def fact_checks_accept(request: HttpRequest) -> HttpResponse:
    """One or many at once."""
    count, refused = actions.accept_many(
        request.POST.getlist("entry"), by_id=request.user.pk, byline=request.user.handle, now=timezone.now()
    )
    if count:
        messages.success(request, _("Accepted: %(count)d. They label posts from now on.") % {"count": count})
    if refused:
        messages.warning(request, _("Not accepted, because a source or a day is missing: %(claims)s")
                         % {"claims": "; ".join(refused[:5])})
    if not count and not refused:
        messages.info(request, _("Choose at least one entry that is not accepted yet."))
    return redirect("fact-check-list")


@require_POST
@staff_only(*REVIEWERS)
def fact_checks_load(request: HttpRequest) -> HttpResponse:
    """The entries that came with Dayroom, as "not yet accepted"."""
    added, _known = actions.load_claims(guard.shipped_claims(), origin=CheckOrigin.SHIPPED, by_id=request.user.pk,
                                        now=timezone.now())
    messages.success(request, _("Brought in: %(added)d. Each waits until you accept it.") % {"added": added})
    return redirect("fact-check-list")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*REVIEWERS)
def fact_check_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.fact_check(public_id)
    form = FactCheckForm(request.POST or None, initial=as_form(row))
    if request.method == "POST" and form.is_valid():
        words = {key: value for key, value in form.cleaned_data.items() if key != "reason"}
        try:
            actions.change(public_id, words, by_id=request.user.pk, byline=request.user.handle,
                           reason=form.cleaned_data["reason"], now=timezone.now())
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Saved. Whoever saw the earlier label is told."))
            return redirect("fact-check-edit", public_id)
    return render(request, "screening/fact_check_edit.html", {
        "row": row, "form": form, "versions": queries.versions_of(row), "labelled": labelled_texts(row.pk),
        "unusable": why_not_usable(row, today=timezone.now().date()),
    }, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*REVIEWERS)
def fact_check_write(request: HttpRequest) -> HttpResponse:
    """An entry of this site's own."""
    form = FactCheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = {key: value for key, value in form.cleaned_data.items() if key != "reason"}
        try:
            row = actions.write(words, by_id=request.user.pk, byline=request.user.handle, now=timezone.now())
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Kept. It labels nothing until somebody accepts it."))
            return redirect("fact-check-edit", row.public_id)
    return render(request, "screening/fact_check_write.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@staff_only(*REVIEWERS)
def fact_check_retire(request: HttpRequest, public_id: str) -> HttpResponse:
    form = RetireForm(request.POST)
    if not form.is_valid():
        raise Invalid(next(iter(form.errors.values()))[0])
    actions.retire(public_id, by_id=request.user.pk, reason=form.cleaned_data["reason"], now=timezone.now())
    messages.success(request, _("No longer used. Its labels are gone, and whoever saw them is told."))
    return redirect("fact-check-list")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*REVIEWERS)
def fact_check_import(request: HttpRequest) -> HttpResponse:
    """Entries from a ClaimReview or CSV file; each still waits to be accepted."""
    form = ClaimFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        read = guard.claims_from_reviews if form.is_json() else guard.claims_from_csv
        try:
            added, known = actions.load_claims(read(form.cleaned_data["file"]), origin=CheckOrigin.IMPORTED,
                                               by_id=request.user.pk, now=timezone.now())
        except (guard.BrokenClaim, Invalid) as fault:
            # all or nothing: half a file would look like a whole one
            form.add_error("file", str(fault))
        else:
            messages.success(request, _("Brought in: %(added)d. Known already: %(known)d.")
                             % {"added": added, "known": known})
            return redirect(f"{reverse('fact-check-list')}?state=UNVERIFIED")
    return render(request, "screening/fact_check_import.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@open_to_all("what is true, with its sources: the page behind a label")
def fact_check_show(request: HttpRequest, public_id: str) -> HttpResponse:
    row = queries.fact_check(public_id)
    return render(request, "screening/fact_check_show.html", {
        "card": queries.card_of(row, get_language() or "en"), "row": row, "versions": queries.versions_of(row),
        "unusable": why_not_usable(row, today=timezone.now().date()) or (
            "" if row.state == CheckState.ACCEPTED else _("Nobody here has accepted it, so it labels nothing.")
        ),
    })
