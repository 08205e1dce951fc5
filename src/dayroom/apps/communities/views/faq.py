"""Kept answers: the public page, and the desk of those who look after them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from dayroom.apps.communities.actions import faq as actions
from dayroom.apps.communities.forms.faq import FaqForm
from dayroom.apps.communities.presenters import faq as words
from dayroom.apps.communities.presenters.composer import guard_notice
from dayroom.apps.communities.presenters.questions import specialties
from dayroom.apps.communities.queries import faq
from dayroom.apps.communities.queries.faq_collections import collections_shown
from dayroom.apps.communities.queries.questions import question_for_professional
from dayroom.apps.communities.rules import faq as rules
from dayroom.apps.communities.rules.writing import GuardSpoke
from dayroom.apps.communities.views.who import reader_of
from dayroom.apps.people.queries import verified_personas
from dayroom.apps.people.vocabulary import Role
from dayroom.kernel.errors import DayroomError, NotFound
from dayroom.platform.gates import members_only, open_to_all, staff_only

KEEPERS = (Role.CLINICIAN, Role.STEWARD)


@open_to_all("kept answers are for anyone")
@require_safe
def faq_list(request: HttpRequest) -> HttpResponse:
    asked, about = request.GET.get("q", "").replace("\0", "").strip()[:100], request.GET.get("about", "")
    language = get_language() or "en"
    found = faq.entries(today=localdate(), language=language, specialty=about, words=asked)
    return render(request, "communities/faq_list.html", {
        "groups": words.groups(found), "q": asked, "about": about, "specialties": specialties(),
        "narrowed": bool(asked or about), "collections": collections_shown(today=localdate(), language=language),
    })


@open_to_all("kept answers are for anyone")
@require_safe
def faq_entry(request: HttpRequest, public_id: str) -> HttpResponse:
    entry, reader = faq.entry_for_reader(public_id, localdate()), reader_of(request)
    return render(request, "communities/faq_entry.html", {
        **words.page(entry, faq.accepted_versions(entry), localdate()),
        "vote": faq.vote_of(entry, reader.pk) if reader is not None else None,
    })


@members_only
@require_POST
def faq_vote(request: HttpRequest, public_id: str) -> HttpResponse:
    entry = faq.entry_for_reader(public_id, localdate())
    actions.vote(member=request.user, entry=entry, helped=request.POST.get("helped") == "1", now=timezone.now())
    messages.success(request, _("Thank you for saying so."))
    return redirect("faq-entry", public_id=public_id)


@staff_only(*KEEPERS)
@require_GET
def faq_desk(request: HttpRequest) -> HttpResponse:
    today = localdate()
    return render(request, "communities/faq_desk.html", {
        "proposed": faq.proposed(), "due": faq.due(rules.tell_from(today)), "today": today,
    })


@staff_only(*KEEPERS)
@require_http_methods(["GET", "POST"])
def faq_new(request: HttpRequest) -> HttpResponse:
    """A new entry; ``?question=`` names the answered question it grows out of. Its words are not copied: they are
    somebody's own, and the entry is in general words."""
    question, named = None, request.GET.get("question", "")
    if named and request.user.has_role(Role.CLINICIAN):
        question = question_for_professional(request.user, named)
    started = {"review_by": rules.default_review_day(localdate()), "language": get_language() or "en",
               "specialty": question.specialty if question else "GENERAL"}
    return _propose(request, started, question=question)


@staff_only(*KEEPERS)
@require_http_methods(["GET", "POST"])
def faq_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """One entry at its desk: its wordings, a new one, a decision about the one that waits."""
    entry = faq.entry_for_desk(public_id)
    versions = faq.versions_of(entry)
    latest = versions[0]
    started = {"question": latest.question, "answer": latest.answer, "sources": latest.sources,
               "review_by": rules.default_review_day(localdate()), "specialty": entry.specialty,
               "language": entry.language}
    return _propose(request, started, entry=entry, versions=versions, me_id=request.user.pk)


def _propose(
    request: HttpRequest, started: dict[str, Any], *, question: Any = None, entry: Any = None, **more: Any
) -> HttpResponse:
    form = FaqForm(request.POST or None, initial=started)
    given = {"form": form, "question": question, "entry": entry, **more}
    if request.method == "GET":
        return render(request, "communities/faq_form.html", given)
    if not form.is_valid():
        return render(request, "communities/faq_form.html", given, status=422)
    said, now = form.words(), timezone.now()
    personas = verified_personas(request.user.pk, localdate())
    try:
        version = actions.propose_entry(
            by=request.user, persona=personas[0] if personas else None, words=said, now=now, question=question,
            entry=entry, overridden=request.POST.get("do") == "as_is",
        )
    except GuardSpoke as spoke:
        given["notice"] = guard_notice(spoke, actions.entry_text(said))
        return render(request, "communities/faq_form.html", given, status=spoke.status)
    except NotFound:
        raise
    except DayroomError as fault:
        return render(request, "communities/faq_form.html", {**given, "sentence": fault.sentence}, status=fault.status)
    messages.success(request, _("Proposed. It stands on the page once a second person has accepted it."))
    return redirect("faq-change", public_id=version.entry.public_id)


@staff_only(*KEEPERS)
@require_POST
def faq_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    entry = faq.entry_for_desk(public_id)
    number = request.POST.get("version", "")
    version = next((one for one in faq.versions_of(entry) if str(one.number) == number), None)
    if version is None:
        raise NotFound()
    accept = request.POST.get("decision") == "accept"
    actions.decide_entry(by=request.user, version=version, accept=accept, note=request.POST.get("note", ""),
                         now=timezone.now())
    messages.success(request, _("Accepted. Anyone can read it now.") if accept else _("Not accepted. It stays here."))
    return redirect("faq-change", public_id=public_id)


@staff_only(*KEEPERS)
@require_POST
def faq_retire(request: HttpRequest, public_id: str) -> HttpResponse:
    actions.retire_entry(by=request.user, entry=faq.entry_for_desk(public_id), now=timezone.now())
    messages.success(request, _("It is off the page. Its wordings stay here."))
    return redirect("faq-desk")
