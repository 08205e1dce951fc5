"""Pages for conditions, treatments and events: one set for the three."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.distress import needs_help
from dayroom.apps.tracking.actions.told import keep_told, remove_told, undo_told
from dayroom.apps.tracking.forms.told import FORMS, ToldForm
from dayroom.apps.tracking.presenters.helping import crisis_help
from dayroom.apps.tracking.presenters.told import ADD, HEADINGS, told_lines
from dayroom.apps.tracking.queries import record_for
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.queries.records import condition_of, event_of, told_ways, treatment_of
from dayroom.apps.tracking.rules.told import CannotUndo
from dayroom.apps.tracking.views.gate import asks_first
from dayroom.apps.tracking.views.home import reader_of
from dayroom.apps.tracking.vocabulary import Scope
from dayroom.apps.tracking.vocabulary.told import NOUNS, SUGGESTED, TITLE
from dayroom.engines.measures.terms import SYSTEMS, find_terms
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.gates import members_only

DONE = ("new", "changed", "deleted")
ONE: dict[str, Any] = {"condition": condition_of, "treatment": treatment_of, "lifeevent": event_of}


@require_safe
@members_only
def told_list(request: HttpRequest, whose: str, noun: str) -> HttpResponse:
    kind = _kind(noun)
    record = record_for(reader_of(request), whose)
    lines = told_lines(record, kind)
    note_access(record, kind, told_ways(record, kind), now=timezone.now())
    return render(request, "tracking/told_list.html", {
        "record": record, "noun": noun, "kind": kind, "heading": HEADINGS[kind], "add": ADD[kind],
        "may_enter": record.may(Scope.ENTER), "may_share": record.may(Scope.SHARE),
        "now_lines": [line for line in lines if not line.over], "over_lines": [line for line in lines if line.over],
        "lines": lines, "done": done if (done := request.GET.get("done", "")) in DONE and record.may(Scope.SEE) else "",
        "item": item if is_public_id(item := request.GET.get("item", "")) else "",
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def told_new(request: HttpRequest, whose: str, noun: str) -> HttpResponse:
    return _edit(request, whose, noun, "")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
@asks_first
def told_edit(request: HttpRequest, whose: str, noun: str, public_id: str) -> HttpResponse:
    return _edit(request, whose, noun, public_id)


def _edit(request: HttpRequest, whose: str, noun: str, public_id: str) -> HttpResponse:
    kind = _kind(noun)
    record = record_for(reader_of(request), whose, Scope.ENTER)
    before: dict[str, Any] = asdict(ONE[kind](record, public_id)) if public_id else {}
    form = FORMS[kind](request.POST or None, before=before, today=timezone.localdate(),
                       audience=before.get("audience", ""))
    looks_up = "look_up" in request.POST
    if request.method == "POST" and not looks_up and form.is_valid():
        kept = keep_told(record=record, kind=kind, values=form.values(), public_id=public_id, now=timezone.now(),
                         today=timezone.localdate())
        country = profile_of(record.reader_id).country
        if needs_help(form.cleaned_data["note"], language=get_language() or "en", country=country):
            return render(request, "tracking/help_now.html", {"record": record, "help": crisis_help(country)})
        return redirect(_back(whose, noun, kept, "changed" if public_id else "new"))
    if looks_up:
        form.errors.clear()
    return render(request, "tracking/told_edit.html", {
        "record": record, "noun": noun, "kind": kind, "form": form, "public_id": public_id, "heading": HEADINGS[kind],
        "title": _("Change") if public_id else ADD[kind], "suggests": kind in SUGGESTED, "field_name": TITLE[kind],
        "found": form.suggestions() if looks_up else None, "looked": looks_up, "language": get_language() or "en",
        "audience": before.get("audience", ""), "coded": _code_words(before),
    }, status=422 if _has_errors(form) and not looks_up else 200)


def _kind(noun: str) -> str:
    """The kind of item behind a word of the address. Raises NotFound."""
    if noun not in NOUNS:
        raise NotFound()
    return NOUNS[noun]


def _has_errors(form: ToldForm) -> bool:
    return form.is_bound and bool(form.errors)


def _code_words(before: dict[str, Any]) -> str:
    names = {SYSTEMS["condition"]: "ICD-10-CM", SYSTEMS["treatment"]: "RxNorm"}
    return f"{names.get(before['system'], '')} {before['code']}".strip() if before.get("code") else ""


def _back(whose: str, noun: str, item: str, done: str) -> str:
    """To the list, which says what was done and offers to undo it."""
    return f"{reverse('health-told', kwargs={'whose': whose, 'noun': noun})}?done={done}&item={item}"


@require_POST
@members_only
def told_delete(request: HttpRequest, whose: str, noun: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    remove_told(record=record, kind=_kind(noun), public_id=public_id, now=timezone.now())
    return redirect(_back(whose, noun, public_id, "deleted"))


@require_POST
@members_only
def told_undo(request: HttpRequest, whose: str, noun: str, public_id: str) -> HttpResponse:
    record = record_for(reader_of(request), whose, Scope.ENTER)
    try:
        undo_told(record=record, kind=_kind(noun), public_id=public_id, now=timezone.now())
        messages.success(request, _("Undone."))
    except CannotUndo as fault:
        messages.error(request, str(fault))
    return redirect("health-told", whose=whose, noun=noun)


@require_POST
@members_only
def term_list(request: HttpRequest, noun: str) -> HttpResponse:
    """The list under the name while somebody types; the same as the page draws after "Look up". Sent as a form is, so
    that what somebody has stands in no address and in no log."""
    kind = _kind(noun)
    typed, language = request.POST.get(TITLE[kind], ""), get_language() or "en"
    found = find_terms(typed, kind=SUGGESTED[kind], language=language) if kind in SUGGESTED else []
    return render(request, "tracking/_terms.html", {"found": found, "language": language})
