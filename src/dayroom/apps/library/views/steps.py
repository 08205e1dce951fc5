"""One article on the desk: the wording, the evidence beside it, and the next step."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dayroom.apps.library.actions import publishing, reviews
from dayroom.apps.library.actions.evidence import gather
from dayroom.apps.library.forms.articles import SendForm, StillRightForm, TimeForm, WordsForm
from dayroom.apps.library.presenters.articles import shown
from dayroom.apps.library.queries import reviews as queries
from dayroom.apps.library.queries.wordings import article_by_public_id
from dayroom.apps.library.rules.articles import NotReady, check_may_decide, lacks, review_day, stops
from dayroom.apps.library.vocabulary.articles import WRITER_ROLES, Step
from dayroom.kernel.errors import Invalid, Refused
from dayroom.platform import markup
from dayroom.platform.gates import staff_only


@require_safe
@staff_only(*WRITER_ROLES)
def article_desk(request: HttpRequest, public_id: str) -> HttpResponse:
    return _page(request, public_id)


def _page(request: HttpRequest, public_id: str, *, fault: Invalid | None = None) -> HttpResponse:
    article = article_by_public_id(public_id)
    now = timezone.now()
    today = timezone.localdate(now)
    page = queries.newest_page(article)
    evidence = gather(page, today=today)
    standing = queries.standing_of(article.pk)
    digest = evidence.facts.digest
    context: dict[str, Any] = {
        "row": article, "standing": standing, "step": Step(standing.step), "evidence": evidence,
        "article": shown(page, today=today), "marked": markup.marked(evidence.text, evidence.spans),
        "missing": lacks(evidence.facts, today=today), "stops": stops(evidence.facts),
        "explained": queries.explained_of(article.pk, digest), "approvals": queries.approvals_of(article.pk, digest),
        "decisions": queries.decisions_of(article.pk)[:50], "why_not": _why_not(page, standing.step, request, now),
        "words_form": WordsForm(request.POST if fault else None), "send_form": SendForm(), "time_form": TimeForm(),
        "right_form": StillRightForm(initial={"review_by": review_day(today)}),
        "fault": fault, "fault_lines": fault.missing if isinstance(fault, NotReady) else (),
    }
    return render(request, "library/article_desk.html", context, status=422 if fault else 200)


def _why_not(page: Any, step: str, request: HttpRequest, now: Any) -> str:
    """The sentence that says why this person does not decide about it; empty when they do."""
    if step not in (Step.CLINICAL, Step.PLAIN):
        return ""
    try:
        check_may_decide(step, queries.decider_of(page, step, request.user, now=now))
    except Refused as fault:
        return str(fault)
    return ""


@require_POST
@staff_only(*WRITER_ROLES)
def article_send(request: HttpRequest, public_id: str) -> HttpResponse:
    form = SendForm(request.POST)
    if not form.is_valid():
        return _page(request, public_id, fault=Invalid(_("This is no time that we can read.")))
    try:
        reviews.send_to_review(article=article_by_public_id(public_id), by=request.user,
                               wanted_at=form.cleaned_data["wanted_at"], now=timezone.now())
    except Invalid as fault:
        return _page(request, public_id, fault=fault)
    messages.success(request, _("Sent. The clinical reviewer is told."))
    return redirect("article-desk", public_id)


@require_POST
@staff_only(*WRITER_ROLES)
def article_decide(request: HttpRequest, public_id: str) -> HttpResponse:
    form = WordsForm(request.POST)
    form.is_valid()
    approve = request.POST.get("verdict") == "approve"
    article = article_by_public_id(public_id)
    try:
        if str(queries.standing_of(article.pk).revision_id) != request.POST.get("revision"):
            raise Invalid(_("The text was changed while you were reading. Please look at the new wording."))
        reviews.decide_on_desk(article=article, by=request.user, approve=approve,
                               words=form.cleaned_data.get("words", ""), now=timezone.now())
    except Invalid as fault:
        return _page(request, public_id, fault=fault)
    messages.success(request, _("Approved.") if approve else _("Sent back. The author reads your words."))
    return redirect("article-desk", public_id)


@require_POST
@staff_only(*WRITER_ROLES)
def article_schedule(request: HttpRequest, public_id: str) -> HttpResponse:
    form = TimeForm(request.POST)
    if not form.is_valid():
        return _page(request, public_id, fault=Invalid(_("This is no time that we can read.")))
    try:
        publishing.schedule_article(article=article_by_public_id(public_id), by=request.user,
                                    wanted_at=form.cleaned_data["wanted_at"], now=timezone.now())
    except Invalid as fault:
        return _page(request, public_id, fault=fault)
    messages.success(request, _("Planned. It goes out by itself, and everything is looked at once more before."))
    return redirect("article-desk", public_id)


@require_POST
@staff_only(*WRITER_ROLES)
def article_publish(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        publishing.publish_article(article=article_by_public_id(public_id), by=request.user, now=timezone.now())
    except Invalid as fault:
        return _page(request, public_id, fault=fault)
    messages.success(request, _("It is out."))
    return redirect("article-desk", public_id)


@require_POST
@staff_only(*WRITER_ROLES)
def article_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    form = WordsForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["words"].strip():
        return _page(request, public_id, fault=Invalid(_("Say why it comes down.")))
    publishing.withdraw_article(article=article_by_public_id(public_id), by=request.user,
                                words=form.cleaned_data["words"], now=timezone.now())
    messages.success(request, _("Nobody can read it any more. It stays here on the desk."))
    return redirect("article-desk", public_id)


@require_POST
@staff_only(*WRITER_ROLES)
def article_still_right(request: HttpRequest, public_id: str) -> HttpResponse:
    form = StillRightForm(request.POST)
    if not form.is_valid():
        return _page(request, public_id, fault=Invalid(_("Choose a day, and say what you looked at.")))
    try:
        publishing.say_still_right(article=article_by_public_id(public_id), by=request.user,
                                   review_by=form.cleaned_data["review_by"], words=form.cleaned_data["words"],
                                   now=timezone.now())
    except Invalid as fault:
        return _page(request, public_id, fault=fault)
    messages.success(request, _("Noted. Readers see the new day."))
    return redirect("article-desk", public_id)
