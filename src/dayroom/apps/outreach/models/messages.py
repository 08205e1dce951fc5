"""One text and everything that will be seen with it: variants, pictures, permissions, comments, approvals."""

from __future__ import annotations

from django.db import models

from dayroom.apps.outreach.vocabulary.campaigns import TITLE_MAX, AiRole, MessageState, StopReason
from dayroom.platform.models import PublicIdField


class Message(models.Model):
    """Written once by one person. ``own`` messages are a clinician's, for their own accounts elsewhere."""

    public_id = PublicIdField()
    campaign = models.ForeignKey(
        "outreach.Campaign", null=True, on_delete=models.CASCADE, related_name="messages"
    )
    author = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    own = models.BooleanField(default=False)
    title = models.CharField(max_length=TITLE_MAX)
    body = models.TextField(blank=True)
    link = models.URLField(max_length=400, blank=True)
    language = models.CharField(max_length=8, default="en")
    hashtags = models.JSONField(default=list)
    interests = models.CharField(max_length=400, blank=True)  # empty: nothing was declared yet
    sources = models.TextField(blank=True)  # one per line
    topics = models.JSONField(default=list)  # what subscribers can ask for; codes of the newsletter's interests
    ai_role = models.CharField(max_length=9, choices=AiRole.choices, default=AiRole.NONE)
    ai_model = models.CharField(max_length=80, blank=True)
    ai_reviewed_by = models.CharField(max_length=80, blank=True)
    publish_at = models.DateTimeField(null=True)  # null: as soon as it is approved
    true_until = models.DateTimeField(null=True)
    timely_seen = models.BooleanField(default=False)  # the author has answered "timely, and for everyone?"
    state = models.CharField(max_length=9, choices=MessageState.choices, default=MessageState.DRAFT)
    stopped_because = models.CharField(max_length=13, choices=StopReason.choices, blank=True)
    revision = models.PositiveIntegerField(default=1)
    editor_ids = models.JSONField(default=list)  # everybody who wrote in it: none of them approves it
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "publish_at"], name="message_due"),
            models.Index(fields=["author", "-changed_at", "-id"], name="message_of_author"),
            models.Index(fields=["-out_at", "-id"], name="message_out"),
        ]

    class Privacy:
        public = ("public_id", "title", "body", "link", "language", "hashtags", "interests", "sources", "ai_role",
                  "ai_model", "ai_reviewed_by", "out_at", "topics")
        pseudonymous = ("id", "campaign", "own", "publish_at", "true_until", "timely_seen", "state",
                        "stopped_because", "revision", "editor_ids", "made_at", "changed_at")
        personal = ("author",)


class MessageDraft(models.Model):
    """What somebody has typed and not saved. It is no part of any message, so that nothing approved changes by it."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=40)  # rules.drafts.PLACE
    fields = models.JSONField(default=dict)  # the form as it was sent
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "place"], name="one_message_draft_per_place")]

    class Privacy:
        pseudonymous = ("id", "place", "saved_at")
        personal = ("member", "fields")


class Variant(models.Model):
    """The text for one channel; an empty text means: the message's own."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="variants")
    channel = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    places = models.JSONField(default=list)  # codes of the channel's places

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "channel"], name="one_variant_per_channel")]

    class Privacy:
        public = ("channel", "text")
        pseudonymous = ("id", "message", "places")


class MessagePicture(models.Model):
    """A picture or video: drawn anew, with words for those who cannot see or hear it, and whose it is."""

    public_id = PublicIdField()
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="pictures")
    file_name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    alt = models.CharField(max_length=1000, blank=True)
    captions = models.TextField(blank=True)
    shows = models.CharField(max_length=17)  # guard.ImageShows
    original = models.BooleanField(default=True)
    attribution = models.CharField(max_length=200, blank=True)
    license = models.CharField(max_length=80, blank=True)
    added_at = models.DateTimeField()

    class Privacy:
        public = ("public_id", "media_type", "alt", "captions", "attribution", "license")
        pseudonymous = ("id", "message", "file_name", "digest", "shows", "original", "added_at")


class MessagePermit(models.Model):
    """A patient's authorization that a message stands on."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="permits")
    authorization = models.ForeignKey("people.Authorization", on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "authorization"], name="one_permit_per_message")]

    class Privacy:
        pseudonymous = ("id", "message", "authorization", "linked_at")


class MessageComment(models.Model):
    """A remark in place: on a field or on a channel's variant."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="comments")
    anchor = models.CharField(max_length=40)  # "body", "title", "variant:x" …
    words = models.CharField(max_length=600)
    by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "message", "anchor", "made_at", "settled_at")
        personal = ("by", "words")


class Approval(models.Model):
    """Who said yes to exactly what: a digest over all that will be seen. A change makes it fit no more."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="approvals")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    evidence = models.JSONField(default=dict)  # codes and counts of what stood beside the text
    emergency = models.BooleanField(default=False)
    reason = models.CharField(max_length=400, blank=True)
    reviewed_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "digest"], name="one_approval_per_digest")]
        indexes = [models.Index(fields=["emergency", "reviewed_at"], name="approvals_to_review")]

    class Privacy:
        pseudonymous = ("id", "message", "digest", "at", "evidence", "emergency", "reviewed_at")
        personal = ("by", "reason", "reviewed_by", "review")
