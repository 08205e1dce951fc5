"""The addresses of what is said: topics, posts, drafts, files."""

from django.urls import path

from dayroom.apps.communities.views import cards, composer, drafts, media, posts, reactions, topics

urlpatterns = [
    path("t/<slug:public_id>/", topics.topic_page, name="topic-page"),
    path("t/<slug:public_id>/reply", composer.post_submit, name="post-submit"),
    path("t/<slug:public_id>/follow", topics.topic_follow, name="topic-follow"),
    path("t/<slug:public_id>/same-here", topics.topic_same_here, name="topic-same-here"),
    path("t/<slug:public_id>/meet-up.ics", topics.topic_calendar, name="topic-calendar"),
    path("c/<slug:slug>/new", composer.topic_submit, name="topic-submit"),
    path("p/<slug:public_id>", posts.post_link, name="post-link"),
    path("p/<slug:public_id>/sent", posts.post_sent, name="post-sent"),
    path("p/<slug:public_id>/history", posts.post_history, name="post-history"),
    path("p/<slug:public_id>/edit", composer.post_edit, name="post-edit"),
    path("p/<slug:public_id>/withdraw", posts.post_withdraw, name="post-withdraw"),
    path("p/<slug:public_id>/undo", posts.post_undo, name="post-undo"),
    path("p/<slug:public_id>/cards/<slug:key>/end", cards.card_end, name="card-end"),
    path("p/<slug:public_id>/answer", posts.post_answer, name="post-answer"),
    path("p/<slug:public_id>/react", reactions.post_react, name="post-react"),
    path("p/<slug:public_id>/bookmark", reactions.post_bookmark, name="post-bookmark"),
    path("media/<slug:public_id>", media.media_file, name="media-file"),
    path("media/<slug:public_id>/captions", media.media_captions, name="media-captions"),
    path("drafts/<str:place>", drafts.draft_save, name="draft-save"),
    path("drafts/<str:place>/discard", drafts.draft_discard, name="draft-discard"),
    path("me/drafts", drafts.draft_list, name="draft-list"),
    path("me/bookmarks", reactions.bookmark_list, name="bookmark-list"),
    path("compose/keep", drafts.words_keep, name="words-keep"),
    path("compose/kept", drafts.words_kept, name="words-kept"),
]
