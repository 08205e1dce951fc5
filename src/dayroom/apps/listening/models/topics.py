"""What is listened for: a definition that people can read, and how well it does."""

from __future__ import annotations

from django.db import models

from dayroom.platform.models import PublicIdField


class Topic(models.Model):
    """A definition (terms, hashtags, symptoms, exclusions) as ``engines.meaning.topics`` reads it. A changed definition
    is a new version: its past is counted anew, and samples of the old one no longer speak for it."""

    public_id = PublicIdField()
    name = models.CharField(max_length=80, unique=True)
    about = models.CharField(max_length=300, blank=True)
    definition = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    is_on = models.BooleanField(default=True)
    is_public = models.BooleanField(default=False)  # confirmed alarms about it stand on the public map
    counted_version = models.PositiveIntegerField(default=0)
    counted_through = models.DateField(null=True)
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Privacy:
        public = (
            "public_id",
            "name",
            "about",
            "definition",
            "version",
            "is_on",
            "is_public",
            "counted_version",
            "counted_through",
        )
        pseudonymous = ("id", "made_by", "made_at", "changed_at")


class TopicSample(models.Model):
    """An analyst's verdict on one post that a definition found: was it about the topic? The post is known by the key
    of the lake, never by its words."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="samples")
    version = models.PositiveIntegerField()
    post_key = models.BigIntegerField()
    fits = models.BooleanField()
    judged_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "version", "post_key"], name="topic_sample_once"),
        ]

    class Privacy:
        pseudonymous = ("id", "topic", "version", "post_key", "fits", "judged_by", "judged_at")
