"""Members ask "is this true?" of a text; a reviewer answers once, for everybody."""

from __future__ import annotations

from django.db import models

from dayroom.apps.screening.models.fact_checks import FactCheck
from dayroom.apps.screening.vocabulary import AskState
from dayroom.platform.models import PublicIdField


class TruthQuestion(models.Model):
    """All that was asked about one text, and its one answer."""

    public_id = PublicIdField()
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    asks = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=AskState.choices, default=AskState.OPEN)
    fact_check = models.ForeignKey(FactCheck, on_delete=models.SET_NULL, null=True, related_name="answers")
    answer = models.CharField(max_length=800, default="", blank=True)
    source = models.CharField(max_length=300, default="", blank=True)
    byline = models.CharField(max_length=80, default="", blank=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="one_question_per_text")]
        indexes = [models.Index(fields=["state", "asked_at"])]

    class Privacy:
        public = ("public_id", "answer", "source", "byline")
        pseudonymous = (
            "id",
            "subject_kind",
            "subject_id",
            "asked_at",
            "asks",
            "state",
            "fact_check",
            "answered_by_id",
            "answered_at",
        )


class TruthAsk(models.Model):
    """One member's question: asked once, told once."""

    question = models.ForeignKey(TruthQuestion, on_delete=models.CASCADE, related_name="asked_by")
    member_id = models.BigIntegerField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "member_id"], name="asked_once")]
        indexes = [models.Index(fields=["member_id"])]

    class Privacy:
        pseudonymous = ("id", "question", "member_id", "asked_at")
