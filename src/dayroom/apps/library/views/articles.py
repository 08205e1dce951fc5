"""What readers open: the library, one article, and what they say of it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.library.actions import feedback
from dayroom.apps.library.forms.articles import UnclearForm
from dayroom.apps.library.presenters.articles import shown
from dayroom.apps.library.queries import articles as queries
from dayroom.apps.library.queries.finding import find_in_library
from dayroom.apps.library.queries.followed import followed_conditions
from dayroom.apps.library.vocabulary.articles import ArticleKind
from dayroom.kernel.errors import Invalid
from dayroom.platform import markup
from dayroom.platform.gates import open_to_all

QUESTION_MOST = 120
BESIDE = 4  # pages about staying well on the first page of the library
KINDS = (ArticleKind.ARTICLE, ArticleKind.VIDEO, ArticleKind.PODCAST, ArticleKind.INFOGRAPHIC)


@require_safe
@open_to_all("the library is for everybody")
def library_home(request: HttpRequest) -> HttpResponse:
    asked = _question(request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    kind = kind if kind in ArticleKind.values else ""
    language = get_language() or "en"
    rows = queries.listed().exclude(kind=ArticleKind.HUB)
    if kind:
        rows = rows.filter(kind=kind)
    about = request.GET.get("about", "") == "staying-well"
    if about:
        rows = rows.filter(prevents=True)
    suggested = []
    if request.user.is_authenticated:
        suggested = queries.suggestions_for(request.user, followed_conditions(request.user), language=language)
    return render(request, "library/article_home.html", {
        "asked": asked, "found": find_in_library(asked, language=language) if asked else [],
        "kinds": [(one.value, one.label) for one in KINDS], "kind": kind,
        # the reader's own language first: a page that cannot be read helps nobody
        "newest": sorted(rows[: queries.SHOWN_AT_ONCE], key=lambda one: one.language[:2] != language[:2]),
        "suggested": suggested, "about_staying_well": about,
        "staying_well": [] if asked or about else queries.staying_well(language, most=BESIDE),
        "conditions": queries.conditions_known(),
    })


def _question(text: str) -> str:
    try:
        return markup.clean_line(text)[:QUESTION_MOST]
    except Invalid:
        return ""


@require_safe
@open_to_all("an article is for everybody; one that is not live is not found")
def article_show(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, slug, UnclearForm())


def _page(request: HttpRequest, slug: str, form: UnclearForm, status: int = 200) -> HttpResponse:
    page = queries.live_article(slug)
    article = shown(page, today=timezone.localdate())
    others = queries.articles_about(page.condition_slugs.split(), language=page.language, most=4)
    return render(request, "library/article_show.html", {
        "article": article, "form": form, "others": [one for one in others if one.pk != page.pk][:3],
        "site_url": settings.SITE_URL,
    }, status=status)


@require_POST
@open_to_all("anybody may say whether a page helped; counted without a name")
def article_helpful(request: HttpRequest, slug: str) -> HttpResponse:
    page = queries.live_article(slug)
    helpful = request.POST.get("helpful") == "yes"
    feedback.answer_helpful(article=page, helpful=helpful, who=_who(request), now=timezone.now())
    messages.success(request, _("Thank you. It is counted, and nobody knows that it was you."))
    return redirect(f"/library/{page.slug}#said")


@require_POST
@open_to_all("anybody may say what is still unclear; kept without a name")
def article_unclear(request: HttpRequest, slug: str) -> HttpResponse:
    page = queries.live_article(slug)
    form = UnclearForm(request.POST)
    if not form.is_valid():
        return _page(request, slug, form, status=422)
    feedback.ask_unclear(article=page, text=form.cleaned_data["text"], who=_who(request), now=timezone.now())
    messages.success(request, _("Thank you. Whoever wrote this page will read it."))
    return redirect(f"/library/{page.slug}#said")


def _who(request: HttpRequest) -> str:
    """Counted as a keyed digest for a day; no cookie is set for it."""
    if request.user.is_authenticated:
        return f"member {request.user.pk}"
    return str(request.META.get("REMOTE_ADDR", ""))
