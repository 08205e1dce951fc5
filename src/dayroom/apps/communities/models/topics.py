from __future__ import annotations

from django.db import models

from dayroom.apps.communities.vocabulary import TITLE_MAX, WARNING_MAX, PostState, Seeking, TopicKind
from dayroom.platform.models import PublicIdField


class Topic(models.Model):
    """A question or a story and what people answered; its opening post is the post at position 1."""

    public_id = PublicIdField()
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="topics")
    title = models.CharField(max_length=TITLE_MAX)
    kind = models.CharField(max_length=12, choices=TopicKind.choices, default=TopicKind.TOPIC)
    seeking = models.CharField(max_length=11, choices=Seeking.choices, blank=True)
    content_warning = models.CharField(max_length=WARNING_MAX, blank=True)
    language = models.CharField(max_length=8, default="en")
    # null: written anonymously, imported, or erased
    author = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    persona = models.ForeignKey("people.Persona", null=True, on_delete=models.SET_NULL, related_name="+")
    byline_number = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=9, choices=PostState.choices, default=PostState.HELD)
    pinned = models.BooleanField(default=False)
    locked = models.BooleanField(default=False)
    members_only = models.BooleanField(default=False, db_default=False)  # as its opening post
    # the title of a topic whose opening post was taken back: only for putting it back, then cleared
    title_before = models.CharField(max_length=TITLE_MAX, blank=True, default="", db_default="")
    meets_at = models.DateTimeField(null=True)
    meets_where = models.CharField(max_length=200, blank=True)
    answer = models.ForeignKey("communities.Post", null=True, on_delete=models.SET_NULL, related_name="+")
    positions_given = models.PositiveIntegerField(default=0)  # the last position handed out; never reused
    replies_count = models.PositiveIntegerField(default=0)  # live posts after the opening one
    same_here_count = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    last_post_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["community", "state", "-pinned", "-last_post_at", "-id"], name="topic_list"),
            models.Index(fields=["state", "-last_post_at", "-id"], name="topic_recent"),
            models.Index(
                fields=["state", "-made_at", "-id"], condition=models.Q(replies_count=0), name="topic_unanswered"
            ),
            models.Index(fields=["author", "-made_at"]),
            models.Index(fields=["community", "kind", "-made_at"], name="topic_board"),
        ]

    class Privacy:
        public = ("public_id", "kind", "language", "pinned", "locked")
        pseudonymous = ("id", "community", "byline_number", "state", "answer", "positions_given", "replies_count",
                        "same_here_count", "made_at", "last_post_at", "members_only")
        personal = ("author", "persona", "meets_at", "meets_where")
        health = ("title", "title_before", "seeking", "content_warning")
