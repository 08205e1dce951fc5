"""Policies: versioned texts that people with a certain part here read and agree to keep to."""

from __future__ import annotations

from django.db import models


class Policy(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    audiences = models.CharField(max_length=300)  # codes of capacities and roles, one space between
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("slug", "audiences")
        pseudonymous = ("id", "made_at", "retired_at")


class PolicyVersion(models.Model):
    """One wording of a policy in every language it has; a draft until it is published."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_number_once"),
            models.UniqueConstraint(
                fields=["policy"], condition=models.Q(published_at=None), name="one_draft_of_a_policy"
            ),
        ]

    class Privacy:
        public = ("number", "published_at")
        pseudonymous = ("id", "policy", "made_at", "made_by", "published_by")


class PolicyText(models.Model):
    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    body = models.TextField()
    body_html = models.TextField()  # rendered and sanitised when written
    changes = models.CharField(max_length=400, blank=True)  # what is new against the version before

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="policy_language_once")]

    class Privacy:
        public = ("language", "title", "body", "body_html", "changes")
        pseudonymous = ("id", "version")


class PolicyAcknowledgement(models.Model):
    """A member has read one version and will keep to it."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="acknowledgements")
    version = models.ForeignKey(PolicyVersion, on_delete=models.CASCADE, related_name="acknowledgements")
    language = models.CharField(max_length=8)
    acknowledged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "version"], name="acknowledged_once")]

    class Privacy:
        pseudonymous = ("id", "version", "language", "acknowledged_at")
        personal = ("member",)
