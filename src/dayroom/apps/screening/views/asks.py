""""Is this true?": asked by members, answered once for everybody."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.screening import queries
from dayroom.apps.screening.actions import labels as actions
from dayroom.apps.screening.forms import AnswerForm
from dayroom.apps.screening.ports import LABELLED_TEXTS, LabelledText
from dayroom.apps.screening.views.readers import REVIEWERS
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.platform import limits
from dayroom.platform.gates import members_only, staff_only

PER_DAY = 20  # questions of one member; our own choice, 2026-11-21


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def truth_ask(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """A page that says what will happen, and the question itself."""
    now = timezone.now()
    texts = LABELLED_TEXTS.get(kind)
    subject_id = texts.id_for(public_id, request.user.pk) if texts else None
    if texts is None or subject_id is None:
        raise NotFound()
    text = texts.texts([subject_id]).get(subject_id)
    if text is None:
        raise NotFound()
    if request.method == "POST":
        limits.spend(what="truth.ask", who=str(request.user.pk), most=PER_DAY, per_seconds=86400, now=now)
        actions.ask_if_true(subject=(kind, subject_id), member_id=request.user.pk, now=now)
        messages.success(request, _("Thank you for asking. The answer will stand under the post. You get a notice."))
        return redirect(text.url)
    return render(request, "screening/truth_ask.html", {"text": text})


@require_safe
@staff_only(*REVIEWERS)
def truth_question_list(request: HttpRequest) -> HttpResponse:
    page = queries.open_questions(request.GET.get("after", ""))
    lines = []
    for kind in dict.fromkeys(row.subject_kind for row in page.rows):
        plug = LABELLED_TEXTS.get(kind)
        found = plug.texts([row.subject_id for row in page.rows if row.subject_kind == kind]) if plug else {}
        lines += [(row, found.get(row.subject_id)) for row in page.rows if row.subject_kind == kind]
    return render(request, "screening/truth_question_list.html", {
        "lines": lines, "older_url": f"?{urlencode({'after': page.older})}" if page.older else "",
    })


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*REVIEWERS)
def truth_question_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    question = queries.truth_question(public_id)
    plug = LABELLED_TEXTS.get(question.subject_kind)
    text = plug.texts([question.subject_id]).get(question.subject_id) if plug else None
    form = AnswerForm(request.POST or None)
    now = timezone.now()
    if request.method == "POST" and request.POST.get("do") == "set_aside":
        actions.set_aside(question, by_id=request.user.pk, now=now)
        messages.success(request, _("Set aside."))
        return redirect("truth-question-list")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            chosen = queries.fact_check_id(given["fact_check"]) if given["fact_check"] else None
            actions.answer_question(
                question, fact_check_id=chosen, answer=given["answer"], source=given["source"],
                by_id=request.user.pk, byline=request.user.handle, now=now,
            )
        except Invalid as fault:
            form.add_error(None, str(fault))
        else:
            messages.success(request, _("Answered. Everybody who can read the post sees it."))
            return redirect("truth-question-list")
    return render(request, "screening/truth_question_answer.html", {
        "question": question, "text": text, "form": form,
        "near": queries.near_entries(text.body_html if text else ""),
    }, status=422 if form.errors else 200)


@require_POST
@staff_only(*REVIEWERS)
def claim_label_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """The label does not fit this text."""
    row = queries.fact_check(public_id)
    given = request.POST.get("subject", "")
    if not (given.isascii() and given.isdigit() and len(given) < 18):
        raise NotFound()
    actions.remove_label(subject=(request.POST.get("kind", "").replace("\0", ""), int(given)), fact_check_id=row.pk,
                         by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("The label is gone from this post and does not come back."))
    return redirect("fact-check-edit", public_id)


def labelled_texts(fact_check_id: int) -> list[tuple[str, int, LabelledText]]:
    """The newest texts that carry a label, as their apps show them: kind, id, text."""
    rows = queries.labels_of(fact_check_id)
    found = []
    for kind in dict.fromkeys(row.subject_kind for row in rows):
        plug = LABELLED_TEXTS.get(kind)
        texts = plug.texts([row.subject_id for row in rows if row.subject_kind == kind]) if plug else {}
        found += [(kind, subject_id, text) for subject_id, text in texts.items()]
    return found
