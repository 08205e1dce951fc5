"""Posts and everything in which their words also stand: revisions, drafts, quotes. Erasure reaches all of them."""

from __future__ import annotations

from django.db import models

from dayroom.apps.communities.vocabulary import WARNING_MAX, PostState, Seeking
from dayroom.platform.models import PublicIdField


class Post(models.Model):
    public_id = PublicIdField()
    topic = models.ForeignKey("communities.Topic", on_delete=models.CASCADE, related_name="posts")
    position = models.PositiveIntegerField()
    # null: written anonymously (the author stands behind the byline), imported, or erased
    author = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    persona = models.ForeignKey("people.Persona", null=True, on_delete=models.SET_NULL, related_name="+")
    byline_number = models.PositiveIntegerField(null=True)  # "Anonymous 2": stable within the topic
    imported_byline = models.CharField(max_length=80, blank=True)
    body = models.TextField()
    body_html = models.TextField()  # rendered and sanitised once, when written
    content_warning = models.CharField(max_length=WARNING_MAX, blank=True)
    state = models.CharField(max_length=9, choices=PostState.choices, default=PostState.HELD)
    # a crisis tier asked for it: shown to members of the community only, even where anyone may read
    members_only = models.BooleanField(default=False, db_default=False)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # what it was when it was taken back: it is put back as that, never as more
    state_before = models.CharField(max_length=9, choices=PostState.choices, blank=True, default="", db_default="")
    reactions = models.JSONField(default=dict)  # counts by kind, kept with the reaction rows
    # so that a page asks for cards only where there are some
    has_cards = models.BooleanField(default=False, db_default=False)
    submit_key = models.CharField(max_length=40, null=True)  # a form sent twice is one post

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "position"], name="position_once"),
            models.UniqueConstraint(fields=["submit_key"], name="post_sent_once"),
        ]
        indexes = [
            models.Index(fields=["author", "-made_at", "-id"], name="post_of_author"),
            models.Index(fields=["-made_at", "-id"], name="post_recent"),
        ]

    class Privacy:
        public = ("public_id",)
        pseudonymous = ("id", "topic", "position", "byline_number", "state", "revision", "made_at", "edited_at",
                        "withdrawn_at", "reactions", "submit_key", "members_only",
                        "state_before", "has_cards")
        personal = ("author", "persona", "imported_byline")
        health = ("body", "body_html", "content_warning")


class Revision(models.Model):
    """An earlier wording; readers of the post can see it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    body_html = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="revision_once")]

    class Privacy:
        pseudonymous = ("id", "post", "number", "written_at")
        health = ("body", "body_html")


class Byline(models.Model):
    """The pseudonym "Anonymous n" of one member in one topic; the only place that ties the two together."""

    topic = models.ForeignKey("communities.Topic", on_delete=models.CASCADE, related_name="bylines")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "member"], name="byline_once"),
            models.UniqueConstraint(fields=["topic", "number"], name="byline_number_once"),
        ]

    class Privacy:
        pseudonymous = ("id", "topic", "number")
        secret = ("member",)


class AnonymousAuthorship(models.Model):
    """Which anonymous post stands behind which byline. Read by its author, by erasure, and by a recorded look."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="anonymous")
    byline = models.ForeignKey(Byline, on_delete=models.CASCADE, related_name="authorships")

    class Privacy:
        pseudonymous = ("id", "post")
        secret = ("byline",)


class Quote(models.Model):
    """``post`` quotes ``quoted``: a reference, so that withdrawing the quoted post empties the quotation too."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="quotes")
    quoted = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="quoted_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "quoted"], name="quote_once")]

    class Privacy:
        pseudonymous = ("id", "post", "quoted")


class Draft(models.Model):
    """What somebody has begun to write; kept on the server, seen by nobody else."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="drafts")
    # "topic:<public id>" a reply there, "community:<slug>" a new topic, "post:<id>" an edit
    place = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    content_warning = models.CharField(max_length=WARNING_MAX, blank=True)
    seeking = models.CharField(max_length=11, choices=Seeking.choices, blank=True)
    anonymous = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "place"], name="draft_once")]

    class Privacy:
        pseudonymous = ("id", "place", "saved_at", "anonymous")
        personal = ("member",)
        health = ("title", "body", "content_warning", "seeking")
