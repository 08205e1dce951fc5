"""Rights at work: exports a member asked for, and erasures that are due."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dayroom.platform.models import PublicIdField


class ExportState(models.TextChoices):
    WAITING = "WAITING", _("waiting")
    RUNNING = "RUNNING", _("being put together")
    READY = "READY", _("ready")
    FAILED = "FAILED", _("did not work")
    GONE = "GONE", _("no longer kept")


class Export(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="exports")
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.WAITING)
    parts_done = models.PositiveIntegerField(default=0)
    parts_total = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    file_name = models.CharField(max_length=80, blank=True)

    class Privacy:
        pseudonymous = ("id", "public_id", "state", "parts_done", "parts_total", "asked_at", "ready_at", "expires_at")
        personal = ("member", "file_name")


class Erasure(models.Model):
    """A member asked to be forgotten. Until ``due_at`` it can be taken back by signing in."""

    member = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="erasure")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Privacy:
        pseudonymous = ("id", "asked_at", "due_at", "done_at")
        personal = ("member",)
