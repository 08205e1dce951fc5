"""Courses: lessons with questions, and how far a member has come."""

from __future__ import annotations

from django.db import models

from dayroom.apps.library.vocabulary.courses import CourseState
from dayroom.platform.models import PublicIdField


class Course(models.Model):
    """Open to everybody once somebody other than its author has accepted it."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=8)
    summary = models.CharField(max_length=400)
    minutes = models.PositiveSmallIntegerField()
    certificate = models.CharField(max_length=200)  # what stands on the sheet after the name
    pass_percent = models.PositiveSmallIntegerField()
    written_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_on = models.DateField()
    review_by = models.DateField()
    state = models.CharField(max_length=8, choices=CourseState.choices, default=CourseState.DRAFT)
    brought_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    brought_at = models.DateTimeField()
    accepted_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("slug", "title", "language", "summary", "minutes", "certificate", "pass_percent", "reviewed_on",
                  "review_by", "state")
        pseudonymous = ("id", "brought_by", "brought_at", "accepted_by", "accepted_at")
        personal = ("written_by", "reviewed_by")


class Lesson(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField()
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField()
    body = models.TextField()
    body_html = models.TextField()  # rendered and sanitised when brought in

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["course", "slug"], name="lesson_once")]

    class Privacy:
        public = ("id", "course", "position", "slug", "title", "minutes", "body", "body_html")


class CourseQuestion(models.Model):
    """One question; without a lesson it belongs to the rounds before and after."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    lesson = models.ForeignKey(Lesson, null=True, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    ask = models.CharField(max_length=400)
    options = models.JSONField()
    right = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=400)

    class Meta:
        ordering = ["position"]

    class Privacy:
        public = ("id", "course", "lesson", "position", "ask", "options", "right", "why")


class Enrolment(models.Model):
    """How far one member has come. Only scores are kept, never which answer was given."""

    public_id = PublicIdField()  # stands on the certificate
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="enrolments")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrolments")
    started_at = models.DateTimeField()
    before_right = models.PositiveSmallIntegerField(null=True)
    after_right = models.PositiveSmallIntegerField(null=True)
    asked_count = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "course"], name="enrolled_once")]

    class Privacy:
        pseudonymous = ("id", "public_id", "course", "started_at", "finished_at")
        personal = ("member", "before_right", "after_right", "asked_count")


class LessonDone(models.Model):
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="done")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="lesson_done_once")]

    class Privacy:
        pseudonymous = ("id", "lesson", "done_at")
        personal = ("enrolment",)
