"""Conditions from A to Z, and the page that joins what there is about one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from dayroom.apps.library.presenters.articles import drawn
from dayroom.apps.library.queries import articles as queries
from dayroom.apps.library.queries.followed import hub_parts
from dayroom.apps.library.queries.wordings import wording_of
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all

ARTICLES_SHOWN = 30


@require_safe
@open_to_all("which conditions the library writes about")
def condition_list(request: HttpRequest) -> HttpResponse:
    letters: dict[str, list[queries.Condition]] = {}
    for one in queries.conditions_known():
        letters.setdefault(one.name[:1].upper(), []).append(one)
    return render(request, "library/condition_list.html", {"letters": list(letters.items())})


@require_safe
@open_to_all("what there is about a condition; each part is cut to what the reader may see")
def condition_show(request: HttpRequest, slug: str) -> HttpResponse:
    known = next((one for one in queries.conditions_known() if one.slug == slug), None)
    reader_id = request.user.pk if request.user.is_authenticated else None
    name = known.name if known else slug.replace("-", " ")
    parts = hub_parts(slug=slug, names=[name], reader_id=reader_id)
    if known is None and not parts:
        raise NotFound()
    hub = queries.hub_of(slug)
    return render(request, "library/condition_show.html", {
        "name": name, "slug": slug, "parts": parts,
        "articles": queries.articles_about([slug], language=get_language() or "en", most=ARTICLES_SHOWN),
        "hub": hub, "blocks": drawn(wording_of(hub).blocks) if hub else [],
    })
