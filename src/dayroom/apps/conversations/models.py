"""Direct messages between two members who accepted each other."""

from __future__ import annotations

from django.db import models

from dayroom.platform.models import PublicIdField


class Conversation(models.Model):
    public_id = PublicIdField()
    # the lower member id stands first, so that two people have one conversation
    first = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    second = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    first_read_at = models.DateTimeField(null=True)
    second_read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_conversation")]
        indexes = [
            models.Index(fields=["first", "-last_message_at"]),
            models.Index(fields=["second", "-last_message_at"]),
        ]

    class Privacy:
        pseudonymous = ("id", "public_id", "started_at", "last_message_at", "first_read_at", "second_read_at")
        personal = ("first", "second")


class Message(models.Model):
    public_id = PublicIdField()
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    sender = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.TextField()
    body_html = models.TextField()
    sent_at = models.DateTimeField()
    held = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    submit_key = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=["conversation", "-id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "submit_key"], condition=~models.Q(submit_key=""), name="message_sent_once"
            )
        ]

    class Privacy:
        pseudonymous = ("id", "public_id", "conversation", "sent_at", "held", "withdrawn_at", "submit_key")
        personal = ("sender",)
        health = ("body", "body_html")
