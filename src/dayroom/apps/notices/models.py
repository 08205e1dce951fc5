"""Messages from the site to a member: pointers, never copies of what somebody wrote."""

from __future__ import annotations

from django.db import models

from dayroom.apps.notices.vocabulary import Mode, NoticeKind


class Notice(models.Model):
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    scope_id = models.BigIntegerField(null=True)  # the community it comes from, for choosing how to be told
    actor = models.ForeignKey("people.Member", null=True, on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField(default=1)  # more of the same before it was read: counted, not repeated
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["member", "-made_at", "-id"]),
            models.Index(fields=["member", "read_at"]),
            models.Index(fields=["mailed_at", "member"]),
        ]

    class Privacy:
        pseudonymous = ("id", "count", "made_at", "read_at", "mailed_at", "kind", "subject_kind", "subject_id",
                        "scope_id")
        personal = ("member", "actor")


class Preference(models.Model):
    """How a member wants to be told: for everything (scope empty) or for one community."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="notice_preferences")
    scope_id = models.BigIntegerField(null=True)
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.DIGEST)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "scope_id"], name="preference_once"),
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(scope_id=None), name="preference_everywhere_once"
            ),
        ]

    class Privacy:
        pseudonymous = ("id", "mode")
        personal = ("member", "scope_id")


class DigestMark(models.Model):
    """When a member's last summary left; taken before sending, so that two workers do not both send."""

    member = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "sent_at")
        personal = ("member",)
