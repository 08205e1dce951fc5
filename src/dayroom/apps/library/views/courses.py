"""Learning: courses, lessons, questions, the sheet at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.library.actions.courses import answer_round, finish_lesson
from dayroom.apps.library.forms.courses import CertificateForm
from dayroom.apps.library.presenters.courses import asked_lines, lesson_after, lesson_lines
from dayroom.apps.library.queries.bylines import byline_of
from dayroom.apps.library.queries.courses import (
    certificate_shown,
    course_named,
    lesson_named,
    own_certificate,
    own_progress,
    progress_of,
    questions_of,
)
from dayroom.apps.library.rules.courses import LessonsFirst, NotAllAnswered, is_late
from dayroom.apps.library.vocabulary.courses import Round
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import members_only, open_to_all

if TYPE_CHECKING:
    from dayroom.apps.library.models import CourseQuestion

READING = "courses are for everybody; only a member's progress is kept"


@require_safe
@open_to_all(READING)
def course_list(request: HttpRequest) -> HttpResponse:
    return render(request, "library/learn_list.html", {"lines": own_progress(request.user.pk)})


@require_safe
@open_to_all(READING)
def course_page(request: HttpRequest, slug: str) -> HttpResponse:
    course = course_named(slug)
    progress = progress_of(course, request.user.pk)
    return render(request, "library/learn_course.html", {
        "course": course, "progress": progress, "lessons": lesson_lines(progress),
        "asks": bool(questions_of(course)), "late": is_late(course.review_by, timezone.localdate()),
        "writer": byline_of(course.written_by_id), "reviewer": byline_of(course.reviewed_by_id),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all(READING)
def lesson_page(request: HttpRequest, slug: str, lesson: str) -> HttpResponse:
    course = course_named(slug)
    found = lesson_named(course, lesson)
    questions, answers, right, status = questions_of(course, found), [], [], 200
    if request.method == "POST":
        answers = _answers(request, questions)
        try:
            right = finish_lesson(member_id=request.user.pk, course=course, lesson=found, answers=answers,
                                  now=timezone.now())
        except NotAllAnswered as fault:
            messages.error(request, str(fault))
            status = 422
    progress = progress_of(course, request.user.pk)
    done = bool(right) or (request.method == "POST" and not questions)
    return render(request, "library/learn_lesson.html", {
        "course": course, "lesson": found, "progress": progress, "done": done, "next": lesson_after(progress, found),
        "questions": asked_lines(questions, answers, right), "number": found.position + 1,
    }, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def round_page(request: HttpRequest, slug: str, which: str) -> HttpResponse:
    course = course_named(slug)
    if which not in Round.values or not questions_of(course):
        raise NotFound()
    questions, answers, told, status = questions_of(course), [], None, 200
    if request.method == "POST":
        answers = _answers(request, questions)
        try:
            told = answer_round(member_id=request.user.pk, course=course, which=Round(which), answers=answers,
                                now=timezone.now())
        except NotAllAnswered as fault:
            messages.error(request, str(fault))
            status = 422
        except LessonsFirst as fault:
            messages.error(request, str(fault))
            return redirect("learn-course", slug=slug)
        if told and which == Round.BEFORE:
            messages.success(request, _("Thank you. You will see the same questions at the end."))
            return redirect("learn-course", slug=slug)
    return render(request, "library/learn_round.html", {
        "course": course, "which": which, "told": told, "progress": progress_of(course, request.user.pk),
        "questions": asked_lines(questions, answers, told.right if told else []),
    }, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def certificate_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet. A name typed here stands on the printed page and is kept nowhere."""
    held = own_certificate(request.user.pk, slug)
    form = CertificateForm(request.POST or None)
    name = form.cleaned_data["name"] if request.method == "POST" and form.is_valid() else ""
    return render(request, "library/learn_certificate.html", {
        "held": held, "course": held.course, "form": form, "name": name or request.user.handle,
    })


@require_safe
@open_to_all("who was handed a certificate looks up the course and the day; no name is shown")
def certificate_check(request: HttpRequest, public_id: str) -> HttpResponse:
    return render(request, "library/learn_certificate_check.html", {"held": certificate_shown(public_id)})


def _answers(request: HttpRequest, questions: list[CourseQuestion]) -> list[int | None]:
    return [_chosen(request.POST.get(f"q{at}", "")) for at in range(len(questions))]


def _chosen(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None
