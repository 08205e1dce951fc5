"""Ask the library: passages of approved pages, word for word, or an honest "we do not know"."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_http_methods

from dayroom.apps.library.forms.asking import QuestionForm
from dayroom.apps.library.queries.asking import find_answers
from dayroom.apps.library.queries.fitting import conditions_that_fit, pages_that_fit
from dayroom.apps.library.vocabulary.fitting import Pointer
from dayroom.apps.screening.actions import examine
from dayroom.engines import guard
from dayroom.platform.gates import open_to_all
from dayroom.platform.limits import spend

LEADS = 4  # pages; more is a search, and there is one
ASKED_AN_HOUR = 60  # by one reader: it costs a little time each, and nobody reads sixty answers


def _leads(question: str, language: str) -> list[Pointer]:
    """No sentence to quote: pages that are about a word of the question, in whatever language they are."""
    return [*conditions_that_fit(question, language), *pages_that_fit(question, [language], LEADS)]


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("everybody may ask the library; questions are not kept")
def library_ask(request: HttpRequest) -> HttpResponse:
    """The question travels in the body and not in the address: addresses are kept by browsers and by servers."""
    form = QuestionForm(request.POST or None)
    shown: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        question, language = form.cleaned_data["question"], get_language() or "en"
        who = str(request.user.pk or request.META.get("REMOTE_ADDR", ""))
        spend(what="library-ask", who=who, most=ASKED_AN_HOUR, per_seconds=3600, now=timezone.now())
        report, _decision = examine(question, context=guard.Context(
            author=guard.Author.MEMBER, place=guard.Place.PRIVATE, language=language[:2],
            country=settings.DEFAULT_COUNTRY,
        ))
        found = find_answers(question, language)
        # where the guard cannot answer, the line with crisis help stands there all the same
        shown |= {
            "asked": True, "answers": found, "leads": [] if found else _leads(question, language),
            "in_danger": report is None or report.tier >= guard.Tier.T2,
            "in_language": get_language_info(language[:2])["name_translated"],
        }
    return render(request, "library/ask.html", shown, status=422 if form.errors else 200)
