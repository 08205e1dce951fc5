"""The desk of courses: bring in, look at, open, close, and what people learned."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dayroom.apps.library.actions.courses import CourseInUse, bring_course, close_course, open_course
from dayroom.apps.library.forms.courses import CourseFileForm
from dayroom.apps.library.presenters.courses import asked_lines
from dayroom.apps.library.queries.courses import all_courses, any_course, learned, questions_of
from dayroom.apps.library.rules.courses import OwnCourse
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import staff_only

STAFF = ("COMMUNICATIONS_OFFICER", "STEWARD", "CLINICIAN", "OWNER")


@require_safe
@staff_only(*STAFF)
def course_desk(request: HttpRequest) -> HttpResponse:
    return render(request, "library/desk_courses.html", {"courses": all_courses()[:50]})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*STAFF)
def course_bring(request: HttpRequest) -> HttpResponse:
    form = CourseFileForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.words:
        try:
            course = bring_course(words=form.words, by_id=request.user.pk, now=timezone.now())
        except CourseInUse as fault:
            form.add_error("text", str(fault))
        except NotFound:
            form.add_error("text", _("“written_by” or “reviewed_by” names nobody who has an account here."))
        else:
            messages.success(request, _("It is here as a draft. Somebody else reads it and opens it."))
            return redirect("course-read", slug=course.slug)
    return render(request, "library/desk_course_bring.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@staff_only(*STAFF)
def course_read(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it on one page, with the right answers, for who decides whether it opens."""
    course = any_course(slug)
    lessons = [(one, asked_lines(questions_of(course, one))) for one in course.lessons.all()]
    return render(request, "library/desk_course_read.html", {
        "course": course, "lessons": lessons, "knowledge": asked_lines(questions_of(course)),
        "learned": learned(course),
    })


@require_POST
@staff_only(*STAFF)
def course_open(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        open_course(slug=slug, by_id=request.user.pk, now=timezone.now())
    except OwnCourse as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("Open. Everybody can learn with it now."))
    return redirect("course-read", slug=slug)


@require_POST
@staff_only(*STAFF)
def course_close(request: HttpRequest, slug: str) -> HttpResponse:
    close_course(slug=slug, by_id=request.user.pk, now=timezone.now())
    messages.success(request, _("Closed. Certificates stay valid."))
    return redirect("course-desk")
