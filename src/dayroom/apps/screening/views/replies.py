"""Answer a review without telling anybody who was cared for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from dayroom.apps.screening.actions import examine
from dayroom.apps.screening.forms import ReplyForm
from dayroom.apps.screening.presenters import Checked, checked, neutral_words
from dayroom.apps.screening.views.texts import PER_HOUR
from dayroom.engines import guard
from dayroom.kernel.errors import Unavailable
from dayroom.platform import limits, markup
from dayroom.platform.gates import members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def reply_check(request: HttpRequest) -> HttpResponse:
    """A reply to a review, looked at before it is copied to where the review stands. Nothing is kept."""
    form, seen, status = ReplyForm(request.POST or None), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            limits.spend(what="text.check", who=str(request.user.pk), most=PER_HOUR, per_seconds=3600,
                         now=timezone.now())
            seen = _look(form.cleaned_data["text"], form.cleaned_data["language"])
            status = 422 if seen.stops else 200
    language = request.POST.get("language", "") or get_language() or "en"
    return render(request, "screening/reply_check.html", {
        "form": form, "seen": seen, "text": form.cleaned_data.get("text", "") if seen else "",
        "templates": neutral_words(language, request.POST.get("contact", "")),
    }, status=status)


def _look(words: str, language: str) -> Checked:
    context = guard.Context(
        author=guard.Author.ORGANISATION, subject=guard.Subject.UNKNOWN, place=guard.Place.REVIEW_REPLY,
        language=language, country=settings.DEFAULT_COUNTRY,
    )
    text = markup.clean(words)
    report, decision = examine(text, context=context)
    if report is None:
        raise Unavailable()
    return checked(text, report, decision)
