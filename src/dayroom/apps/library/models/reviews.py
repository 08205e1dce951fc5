"""The way of a wording to its readers: the steps, what was decided on which facts, and what readers still ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from dayroom.apps.library.ports import REVIEWS
from dayroom.apps.library.vocabulary.articles import Step, Verdict
from dayroom.platform.crypto import EncryptedTextField
from dayroom.platform.models import PublicIdField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ReviewTask(Task):
    """A step of the approval. Whoever presses, in the editor or on the desk, comes through the same door."""

    step = models.CharField(max_length=9, choices=Step.choices)

    class Privacy:
        public = ("task_ptr", "step")

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self._may(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, StrOrPromise, bool]]:
        if not self._may(obj, user):
            return []
        return [("reject", _("Send back with words"), True), ("approve", _("Approve with words"), True)]

    def on_action(self, task_state: Any, user: Any, action_name: str, **options: Any) -> None:
        REVIEWS["reviews"].decide(
            task_state=task_state, by=user, approve=action_name == "approve", words=str(options.get("comment") or "")
        )

    def get_task_states_user_can_moderate(self, user: Any, **options: Any) -> Any:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        keys = [one.pk for one in waiting if self._may(one.workflow_state.content_object, user)]
        return TaskState.objects.filter(pk__in=keys)

    def _may(self, obj: Any, user: Any) -> bool:
        return REVIEWS["reviews"].may_decide(article_id=obj.pk, step=self.step, by=user)


class Standing(models.Model):
    """Where the newest wording of one article stands; kept so that the desk need not ask five of Wagtail's tables."""

    article = models.OneToOneField("library.ArticlePage", on_delete=models.CASCADE, related_name="standing")
    step = models.CharField(max_length=9, choices=Step.choices, default=Step.DRAFT)
    revision_id = models.BigIntegerField(null=True)  # the wording this is about
    wanted_at = models.DateTimeField(null=True)  # when it should go out, once it is approved
    sent_back = models.BooleanField(default=False)
    listed = models.BooleanField(default=True)  # False: six months past its review day
    told_late = models.BooleanField(default=False)  # the author knows that the review day has passed
    helpful_count = models.PositiveIntegerField(default=0)
    unhelpful_count = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["step", "-changed_at"])]

    class Privacy:
        public = ("article", "listed")
        pseudonymous = ("id", "step", "revision_id", "wanted_at", "sent_back", "told_late", "helpful_count",
                        "unhelpful_count", "changed_at")


class Decision(models.Model):
    """One decision about one wording, with everything it stood on. Rows are added, never changed."""

    article = models.ForeignKey("library.ArticlePage", on_delete=models.CASCADE, related_name="decisions")
    revision_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    step = models.CharField(max_length=9, choices=Step.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    words = models.CharField(max_length=1000, blank=True)
    explained = models.CharField(max_length=200, blank=True)  # codes of vocabulary.EXPLAINABLE that the words are about
    evidence = models.JSONField(default=dict)  # vocabulary.ArticleFacts as it was
    decided_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["article", "-decided_at"])]

    class Privacy:
        pseudonymous = ("id", "article", "revision_id", "digest", "step", "verdict", "words", "explained", "evidence",
                        "decided_at")
        personal = ("decided_by",)


class Unclear(models.Model):
    """What a reader still wonders after reading; nobody's name stands with it."""

    public_id = PublicIdField()
    article = models.ForeignKey("library.ArticlePage", on_delete=models.CASCADE, related_name="unclear")
    text = models.CharField(max_length=600)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["seen_at", "-made_at"])]

    class Privacy:
        pseudonymous = ("id", "public_id", "article", "text", "made_at", "seen_at")
        personal = ("seen_by",)


class ReadingWish(models.Model):
    """What a member would like to be shown: stated by them, never guessed; or nothing at all."""

    member = models.OneToOneField("people.Member", on_delete=models.CASCADE, related_name="+")
    suggestions = models.BooleanField(default=True)
    interests = EncryptedTextField(blank=True)  # slugs of conditions between spaces
    changed_at = models.DateTimeField()

    class Privacy:
        pseudonymous = ("id", "member", "suggestions", "changed_at")
        health = ("interests",)
