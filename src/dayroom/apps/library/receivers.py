"""What the library hears from Wagtail: a new wording was saved, by whichever way."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from dayroom.apps.library.actions.writing import follow_wording


def wording_saved(sender: type[Revision], instance: Revision, created: bool, **_signal: Any) -> None:
    if created and instance.content_type.model == "articlepage":
        follow_wording(instance, now=timezone.now())


def silence_editor_mails() -> None:
    """Members are told by notices, whose mails never name a subject; Wagtail's own mails do."""
    task_submitted.disconnect(
        sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    for signal, name in (
        (workflow_submitted, "submitted"), (workflow_rejected, "rejected"), (workflow_approved, "approved"),
    ):
        signal.disconnect(sender=WorkflowState, dispatch_uid=f"workflow_state_{name}_email_notification")


