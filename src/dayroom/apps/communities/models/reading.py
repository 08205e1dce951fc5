"""What a reader keeps: bookmarks, followed topics, how far they have read. Nobody else sees these."""

from __future__ import annotations

from django.db import models


class Bookmark(models.Model):
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="bookmarks")
    post = models.ForeignKey("communities.Post", on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "post"], name="bookmark_once")]
        indexes = [models.Index(fields=["member", "-made_at", "-id"])]

    class Privacy:
        pseudonymous = ("id", "made_at")
        health = ("member", "post")


class TopicFollow(models.Model):
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="followed_topics")
    topic = models.ForeignKey("communities.Topic", on_delete=models.CASCADE, related_name="followers")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="topic_follow_once")]

    class Privacy:
        pseudonymous = ("id", "since")
        health = ("member", "topic")


class ReadMark(models.Model):
    """The last position a member has seen in a topic."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey("communities.Topic", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="read_mark_once")]

    class Privacy:
        pseudonymous = ("id", "position", "seen_at")
        health = ("member", "topic")
