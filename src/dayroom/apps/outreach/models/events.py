"""The event that a message announces: when, where, and by which link one takes part from home."""

from __future__ import annotations

from django.db import models


class MessageEvent(models.Model):
    """At most one for each message. It is part of what somebody approves."""

    message = models.OneToOneField("outreach.Message", on_delete=models.CASCADE, related_name="event")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=400, blank=True)  # to take part from home

    class Meta:
        indexes = [models.Index(fields=["starts_at"], name="message_events_coming")]

    class Privacy:
        public = ("starts_at", "ends_at", "place", "url")
        pseudonymous = ("id", "message")
