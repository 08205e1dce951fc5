"""Kept answers put together: the pages for readers, and their desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.communities.actions import faq_collections as actions
from dayroom.apps.communities.forms.faq_collections import CollectionForm
from dayroom.apps.communities.presenters import faq as words
from dayroom.apps.communities.queries import faq_collections as collections
from dayroom.apps.communities.queries.faq import entry_for_desk
from dayroom.apps.communities.views.faq import KEEPERS
from dayroom.kernel.errors import Invalid
from dayroom.platform.gates import open_to_all, staff_only

MOVES = {"add": actions.place_entry, "first": actions.first_entry, "out": actions.take_out}


@open_to_all("kept answers are for anyone")
@require_safe
def faq_collection(request: HttpRequest, slug: str) -> HttpResponse:
    row, today = collections.collection_named(slug), localdate()
    return render(request, "communities/faq_collection.html", {
        "collection": row, "conditions": row.conditions.splitlines(),
        "rows": words.rows(collections.entries_in(row, today), today),
    })


@staff_only(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def faq_collection_desk(request: HttpRequest) -> HttpResponse:
    """All collections, and a form for a new one."""
    form = CollectionForm(request.POST or None, initial={"language": (get_language() or "en")[:2]})
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.keep_collection(by=request.user, words=form.words(), now=timezone.now())
        except actions.SameTitle as same:
            form.add_error("title", str(same.sentence))
        else:
            return redirect("faq-collection-edit", slug=row.slug)
    return render(request, "communities/faq_collection_desk.html", {
        "form": form, "collections": collections.collections_for_desk(),
    }, status=422 if form.errors else 200)


@staff_only(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def faq_collection_edit(request: HttpRequest, slug: str) -> HttpResponse:
    row, today = collections.collection_named(slug), localdate()
    initial = {name: getattr(row, name) for name in CollectionForm.base_fields}
    form = CollectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.keep_collection(by=request.user, words=form.words(), now=timezone.now(), row=row)
        messages.success(request, _("Kept."))
        return redirect("faq-collection-edit", slug=slug)
    return render(request, "communities/faq_collection_form.html", {
        "form": form, "collection": row, "inside": collections.entries_in(row, today),
        "beside": collections.entries_beside(row, today),
    }, status=422 if form.errors else 200)


@staff_only(*KEEPERS)
@require_POST
def faq_collection_move(request: HttpRequest, slug: str) -> HttpResponse:
    """Put an entry in, to the front, or out."""
    row, entry = collections.collection_named(slug), entry_for_desk(request.POST.get("entry", "")[:40])
    move = MOVES.get(request.POST.get("do", ""))
    if move is None:
        raise Invalid()
    move(by=request.user, collection=row, entry=entry, now=timezone.now())
    return redirect("faq-collection-edit", slug=slug)
