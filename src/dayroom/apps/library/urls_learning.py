"""The addresses of courses, words explained and services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from dayroom.apps.library.views import asking, courses, desk_courses, desk_directory, directory, words

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("ask/library/", asking.library_ask, name="library-ask"),
    path("learn/", courses.course_list, name="learn-list"),
    path("learn/certificates/<slug:public_id>/", courses.certificate_check, name="certificate-check"),
    path("learn/<slug:slug>/", courses.course_page, name="learn-course"),
    path("learn/<slug:slug>/questions/<slug:which>/", courses.round_page, name="learn-round"),
    path("learn/<slug:slug>/certificate/", courses.certificate_page, name="learn-certificate"),
    path("learn/<slug:slug>/lesson/<slug:lesson>/", courses.lesson_page, name="learn-lesson"),
    path("words/", words.word_list, name="word-list"),
    path("desk/words/new/", words.word_new, name="word-new"),
    path("desk/words/<slug:public_id>/", words.word_edit, name="word-edit"),
    path("desk/words/<slug:public_id>/drop", words.word_drop, name="word-drop"),
    path("services/", directory.service_list, name="service-list"),
    path("services/<slug:public_id>/", directory.service_page, name="service-page"),
    path("desk/services/", desk_directory.service_desk, name="service-desk"),
    path("desk/services/new/", desk_directory.service_new, name="service-new"),
    path("desk/services/<slug:public_id>/", desk_directory.service_edit, name="service-edit"),
    path("desk/services/<slug:public_id>/confirm", desk_directory.service_confirm, name="service-confirm"),
    path("desk/services/<slug:public_id>/retire", desk_directory.service_retire, name="service-retire"),
    path("desk/courses/", desk_courses.course_desk, name="course-desk"),
    path("desk/courses/new/", desk_courses.course_bring, name="course-bring"),
    path("desk/courses/<slug:slug>/", desk_courses.course_read, name="course-read"),
    path("desk/courses/<slug:slug>/open", desk_courses.course_open, name="course-open"),
    path("desk/courses/<slug:slug>/close", desk_courses.course_close, name="course-close"),
]
