from __future__ import annotations

from django.db import models

from dayroom.apps.communities.vocabulary import Audience, JoinPolicy, MembershipRole, MembershipState, Visibility
from dayroom.platform.models import PublicIdField


class Community(models.Model):
    public_id = PublicIdField()
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=600)
    conditions = models.JSONField(default=list)  # plain words, for filtering the directory
    rules = models.TextField(blank=True)
    rules_html = models.TextField(blank=True)
    welcome = models.TextField(blank=True)
    welcome_html = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    visibility = models.CharField(max_length=7, choices=Visibility.choices, default=Visibility.PUBLIC)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.EVERYONE)
    join_policy = models.CharField(max_length=7, choices=JoinPolicy.choices, default=JoinPolicy.OPEN)
    crisis_rules = models.BooleanField(default=False)  # stricter holds, help pinned above every topic
    members_count = models.PositiveIntegerField(default=0)
    topics_count = models.PositiveIntegerField(default=0)
    posts_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(null=True)
    away_from = models.DateField(null=True)  # holiday cover: who watches while the moderators are away
    away_until = models.DateField(null=True)
    cover = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["visibility", "-last_post_at"]),
            models.Index(fields=["name"]),
        ]

    class Privacy:
        public = ("public_id", "slug", "name", "description", "conditions", "rules", "rules_html", "welcome",
                  "welcome_html", "language", "visibility", "audience", "join_policy", "crisis_rules", "members_count",
                  "topics_count", "posts_count", "last_post_at", "made_at", "closed_at")
        pseudonymous = ("id", "away_from", "away_until", "cover")


class Membership(models.Model):
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="memberships")
    state = models.CharField(max_length=6, choices=MembershipState.choices, default=MembershipState.ACTIVE)
    role = models.CharField(max_length=14, choices=MembershipRole.choices, default=MembershipRole.MEMBER)
    follows = models.BooleanField(default=True)  # its new topics stand on the member's home page
    asked_note = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField()
    last_active_at = models.DateTimeField(null=True)  # of a moderator: the network desk looks for silence

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "member"], name="membership_once")]
        indexes = [
            models.Index(fields=["member", "state"]),
            models.Index(fields=["community", "state", "role"]),
            models.Index(fields=["community", "state", "-since"], name="membership_newest"),
        ]

    class Privacy:
        pseudonymous = ("id", "community", "since", "role", "state", "follows", "last_active_at")
        health = ("member", "asked_note")  # that somebody belongs to a condition's community is about their health


class RulesVersion(models.Model):
    """The rules of a community as they stood from a day on: nobody is held to rules they could not read."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="rules_versions")
    number = models.PositiveIntegerField()
    rules = models.TextField(blank=True)
    rules_html = models.TextField(blank=True)
    sending = models.CharField(max_length=20, blank=True, db_index=True)  # of the network desk: one code for all places
    written_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "number"], name="rules_version_once")]

    class Privacy:
        public = ("rules", "rules_html", "number", "written_at")
        pseudonymous = ("id", "community", "sending", "written_by")


class Invitation(models.Model):
    """A link that lets people in until it expires, is used up or is withdrawn."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=40, unique=True)
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    uses_left = models.PositiveIntegerField(null=True)  # null: any number
    withdrawn_at = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "community", "made_by", "made_at", "expires_at", "uses_left", "withdrawn_at")
        secret = ("token",)
