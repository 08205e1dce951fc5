"""Short courses: read, answer, learn why."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dayroom.apps.people.actions.training import Answered, answer_course
from dayroom.apps.people.presenters.training import asked_questions, shown_screens
from dayroom.apps.people.queries.training import course_named, own_courses
from dayroom.apps.people.rules.training import NotAllAnswered
from dayroom.apps.people.vocabulary.courses import PASS_MARK
from dayroom.platform.gates import members_only


@require_safe
@members_only
def training_list(request: HttpRequest) -> HttpResponse:
    return render(request, "people/training_list.html", {
        "courses": own_courses(request.user, get_language() or "en", timezone.now()),
    })


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def course_show(request: HttpRequest, course: str) -> HttpResponse:
    language = get_language() or "en"
    found, answers, done, status = course_named(course, language), [], None, 200
    if request.method == "POST":
        answers = [_chosen(request.POST.get(f"q{at}", "")) for at in range(len(found.questions))]
        try:
            done = answer_course(member=request.user, slug=course, language=language, answers=answers,
                                 now=timezone.now())
        except NotAllAnswered as fault:
            messages.error(request, str(fault))
        status = 200 if done and done.row else 422
        if done and done.row:
            messages.success(request, _("Passed. Thank you for taking the time."))
    return render(request, "people/course.html", {
        "course": found, "screens": shown_screens(found), "done": done, "pass_mark": PASS_MARK,
        "questions": asked_questions(found, answers, _told(done)),
    }, status=status)


def _chosen(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None


def _told(done: Answered | None) -> list[bool]:
    return done.right if done else []
