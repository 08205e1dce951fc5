"""News of others: for everybody to read, for members to add to."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.library.actions.news import KnownLink, suggest_link
from dayroom.apps.library.forms.news import LinkForm
from dayroom.apps.library.queries.news import links_of, news_page, sources_on
from dayroom.apps.library.vocabulary.news import Tier
from dayroom.platform.gates import members_only, open_to_all


@require_safe
@open_to_all("everybody may read the news")
def health_news(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("tier", "")
    tier = int(asked) if asked in {str(value) for value in Tier.values} else None
    source = request.GET.get("source", "").replace("\0", "")[:40]
    page = news_page(now=timezone.now(), tier=tier, source=source, place=request.GET.get("after", ""))
    kept = {"tier": tier or "", "source": source}
    narrowed = {name: value for name, value in kept.items() if value}
    return render(request, "library/news.html", {
        "items": page.rows, "sources": sources_on(), "tiers": Tier.choices, "tier": tier, "source": source,
        "narrowed": narrowed, "older_url": "?" + urlencode({**narrowed, "after": page.older}) if page.older else "",
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def news_suggest(request: HttpRequest) -> HttpResponse:
    form = LinkForm(request.POST or None, initial={"language": (get_language() or "en")[:2]})
    if request.method == "POST" and form.is_valid():
        try:
            suggest_link(member=request.user, now=timezone.now(), **{
                name: form.cleaned_data[name] for name in ("link", "title", "why", "language")
            })
        except KnownLink as known:
            form.add_error("link", str(known.sentence))
        else:
            messages.success(request, _("Thank you. Somebody will look at it before others see it."))
            return redirect("news-suggest")
    return render(request, "library/news_suggest.html", {"form": form, "mine": links_of(request.user.pk)},
                  status=422 if form.errors else 200)
