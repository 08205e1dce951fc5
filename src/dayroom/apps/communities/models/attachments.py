from __future__ import annotations

from django.db import models

from dayroom.platform.models import PublicIdField


class MediaKind(models.TextChoices):
    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    AUDIO = "AUDIO"


class Attachment(models.Model):
    """A picture, video or sound of a post: served by an authorising view, under a random name."""

    public_id = PublicIdField()
    # null until the post is sent
    post = models.ForeignKey("communities.Post", null=True, on_delete=models.CASCADE, related_name="attachments")
    # until then it waits with what was written so far; it goes when the draft is thrown away
    draft = models.ForeignKey("communities.Draft", null=True, on_delete=models.SET_NULL, related_name="attachments")
    uploader = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=5, choices=MediaKind.choices)
    media_type = models.CharField(max_length=40)
    file_name = models.CharField(max_length=80)  # random, in private storage
    alt = models.CharField(max_length=500, blank=True)
    decorative = models.BooleanField(default=False)
    # what a professional says it shows (NO_PERSON, STAFF, PERSON_AUTHORIZED); empty: nobody was asked
    shows = models.CharField(max_length=20, blank=True)
    transcript = models.TextField(blank=True)
    captions = models.TextField(blank=True)  # WebVTT
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    bytes_count = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField()

    class Privacy:
        public = ("public_id", "kind", "media_type", "width", "height", "bytes_count")
        pseudonymous = ("id", "post", "draft", "file_name", "decorative", "shows", "made_at")
        personal = ("uploader",)
        health = ("alt", "transcript", "captions")
