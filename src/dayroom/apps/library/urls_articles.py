"""Articles, condition pages, and the desk of the library with its editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path

from dayroom.apps.library.views import articles, conditions, desk, editor, people, pictures, recordings, steps, wishes

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("library/", articles.library_home, name="library-home"),
    path("library/people", people.library_people, name="library-people"),
    path("library/for-me", wishes.wishes_show, name="reading-wishes"),
    path("library/conditions/", conditions.condition_list, name="condition-list"),
    path("library/conditions/<slug:slug>", conditions.condition_show, name="condition-show"),
    path("library/pictures/drawn/<str:name>", pictures.picture_file, name="library-picture"),
    path("library/recordings/<slug:public_id>", recordings.recording_file, name="library-recording"),
    path("library/recordings/<slug:public_id>/captions", recordings.recording_captions, name="library-captions"),
    path("library/<slug:slug>", articles.article_show, name="article-show"),
    path("library/<slug:slug>/helpful", articles.article_helpful, name="article-helpful"),
    path("library/<slug:slug>/unclear", articles.article_unclear, name="article-unclear"),
    path("desk/library/", desk.library_desk, name="library-desk"),
    path("desk/library/new", desk.article_begin, name="article-begin"),
    path("desk/library/due", desk.library_due, name="library-due"),
    path("desk/library/feedback", desk.library_feedback, name="library-feedback"),
    path("desk/library/feedback/<slug:public_id>/seen", desk.unclear_seen, name="unclear-seen"),
    path("desk/library/recordings", recordings.recording_desk, name="recording-desk"),
    path("desk/library/articles/<slug:public_id>", steps.article_desk, name="article-desk"),
    path("desk/library/articles/<slug:public_id>/send", steps.article_send, name="article-send"),
    path("desk/library/articles/<slug:public_id>/decide", steps.article_decide, name="article-decide"),
    path("desk/library/articles/<slug:public_id>/schedule", steps.article_schedule, name="article-schedule"),
    path("desk/library/articles/<slug:public_id>/publish", steps.article_publish, name="article-publish"),
    path("desk/library/articles/<slug:public_id>/withdraw", steps.article_withdraw, name="article-withdraw"),
    path("desk/library/articles/<slug:public_id>/still-right", steps.article_still_right, name="article-still-right"),
    path(editor.EDITOR, include((editor.editor_urls(), ""))),
]
