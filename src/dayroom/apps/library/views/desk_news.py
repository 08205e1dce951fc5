"""The desk of the news: who is read, what went wrong, and the links that members suggest."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.library.actions.news import hide_item, keep_item, keep_source, settle_link
from dayroom.apps.library.forms.news import SourceForm
from dayroom.apps.library.queries.news import (
    item_for_desk,
    links_held,
    news_page,
    source_for_desk,
    sources_for_desk,
    tiers_known,
)
from dayroom.apps.library.rules.news import host_of
from dayroom.apps.library.vocabulary.news import NEWS_ROLES, FeedKind, Tier
from dayroom.kernel.errors import Invalid
from dayroom.platform.gates import staff_only


@require_safe
@staff_only(*NEWS_ROLES)
def news_desk(request: HttpRequest) -> HttpResponse:
    known = tiers_known()
    return render(request, "library/desk_news.html", {
        "held": [(row, host_of(row.link), known.get(host_of(row.link), Tier.OTHERS)) for row in links_held()],
        "sources": sources_for_desk(), "tiers": Tier.choices, "items": news_page(now=timezone.now()).rows,
        "me_id": request.user.pk,
    })


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*NEWS_ROLES)
def news_source_new(request: HttpRequest) -> HttpResponse:
    return _source(request, "")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*NEWS_ROLES)
def news_source_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    return _source(request, public_id)


def _source(request: HttpRequest, public_id: str) -> HttpResponse:
    row = source_for_desk(public_id) if public_id else None
    initial = {name: getattr(row, name) for name in SourceForm.base_fields} if row else {"is_on": True}
    single = row.host if row and row.kind == FeedKind.LINKS else ""
    form = SourceForm(request.POST or None, initial=initial, links_of=single)
    if request.method == "POST" and form.is_valid():
        keep_source(words=form.words(), by_id=request.user.pk, now=timezone.now(), row=row)
        messages.success(request, _("Kept. It is read within the hour."))
        return redirect("news-desk")
    return render(request, "library/desk_news_source.html", {"form": form, "row": row},
                  status=422 if form.errors else 200)


@require_POST
@staff_only(*NEWS_ROLES)
def news_settle(request: HttpRequest, public_id: str) -> HttpResponse:
    accept, tier = request.POST.get("decision") == "accept", request.POST.get("tier", "")
    if accept and tier not in {str(value) for value in Tier.values}:
        raise Invalid(_("Say who is behind the page."))
    settle_link(item=item_for_desk(public_id), accept=accept, tier=int(tier) if accept else Tier.OTHERS,
                by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Accepted. Everybody can see it now.") if accept else _("Not accepted."))
    return redirect("news-desk")


@require_POST
@staff_only(*NEWS_ROLES)
def news_item(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hide a piece of news, or keep it beyond its time."""
    row, now, wish = item_for_desk(public_id), timezone.now(), request.POST.get("do", "")
    if wish == "hide":
        hide_item(item=row, by_id=request.user.pk, now=now)
    elif wish in ("save", "drop"):
        keep_item(item=row, kept=wish == "save", by_id=request.user.pk, now=now)
    else:
        raise Invalid()
    messages.success(request, _("Done."))
    return redirect("news-desk")
