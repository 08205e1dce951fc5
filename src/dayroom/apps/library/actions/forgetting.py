"""Let go of a member: what they wrote for the house stays without their name; what was theirs alone goes."""

from __future__ import annotations

from wagtail.admin.models import EditingSession, FormState
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from dayroom.apps.library.models import ArticlePage, ArticlePicture, Decision, ReadingWish, Recording, Unclear

OWN = (EditingSession, FormState, APIToken, PageSubscription, UserProfile, Comment, CommentReply)
UNNAMED = (
    (ArticlePage, "author"), (ArticlePage, "clinical_reviewer"), (ArticlePage, "plain_reviewer"),
    (ArticlePicture, "uploaded_by_user"), (Recording, "made_by"), (Decision, "decided_by"), (Unclear, "seen_by"),
    (Page, "owner"), (Page, "locked_by"), (Revision, "user"), (PageLogEntry, "user"), (ModelLogEntry, "user"),
    (WorkflowState, "requested_by"), (TaskState, "finished_by"),
)


def forget_member(member_id: int) -> None:
    """Everything of the library and of its editor; may be called again."""
    ReadingWish.objects.filter(member_id=member_id).delete()
    for own in OWN:
        own.objects.filter(user_id=member_id).delete()
    for model, field in UNNAMED:
        model._default_manager.filter(**{f"{field}_id": member_id}).update(**{field: None})
