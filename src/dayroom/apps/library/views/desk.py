"""The desk of the library: what stands where, what waits for whom, what readers say."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.library.actions.feedback import mark_unclear_seen
from dayroom.apps.library.actions.writing import Draft, begin_article
from dayroom.apps.library.forms.articles import BeginForm
from dayroom.apps.library.queries import reviews as queries
from dayroom.apps.library.vocabulary.articles import WRITER_ROLES, Step
from dayroom.platform.gates import staff_only


@require_safe
@staff_only(*WRITER_ROLES)
def library_desk(request: HttpRequest) -> HttpResponse:
    step = request.GET.get("step", "")
    lists = queries.desk_lists(step if step in Step.values else "")
    return render(request, "library/article_list.html", {
        "lists": lists, "waiting": queries.waiting_for(request.user),
        "steps": [(one.value, one.label, lists.counts.get(one.value, 0)) for one in Step],
    })


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*WRITER_ROLES)
def article_begin(request: HttpRequest) -> HttpResponse:
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        draft = Draft(
            title=form.cleaned_data["title"], kind=form.cleaned_data["kind"], language=form.cleaned_data["language"],
            author=request.user, written_on=timezone.localdate(now),
        )
        article = begin_article(draft=draft, by=request.user, now=now)
        return redirect("wagtailadmin_pages:edit", article.pk)
    return render(request, "library/article_begin.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@staff_only(*WRITER_ROLES)
def library_due(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    return render(request, "library/article_due.html", {"rows": queries.due_for_review(today)[:200], "today": today})


@require_safe
@staff_only(*WRITER_ROLES)
def library_feedback(request: HttpRequest) -> HttpResponse:
    return render(request, "library/feedback_list.html", {
        "questions": queries.unclear_waiting()[:100], "answers": queries.helpfulness(),
    })


@require_POST
@staff_only(*WRITER_ROLES)
def unclear_seen(request: HttpRequest, public_id: str) -> HttpResponse:
    mark_unclear_seen(public_id=public_id, by=request.user, now=timezone.now())
    return redirect("library-feedback")
