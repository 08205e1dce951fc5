"""Surveys that keep nobody: one sheet of answers, a day, and a code that is burnt with it."""

from __future__ import annotations

from django.db import models

from dayroom.apps.outreach.vocabulary.surveys import AskKind, SurveyState
from dayroom.platform.models import PublicIdField


class Survey(models.Model):
    public_id = PublicIdField()
    title = models.CharField(max_length=140)
    intro = models.TextField(blank=True)
    state = models.CharField(max_length=6, choices=SurveyState.choices, default=SurveyState.DRAFT)
    with_codes = models.BooleanField(default=False)  # only who was given a code may answer, once
    closes_on = models.DateField()
    said = models.TextField(blank=True)  # "you said": what was learned, for everybody
    did = models.TextField(blank=True)  # "we did"
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        public = ("public_id", "title", "intro", "state", "with_codes", "closes_on", "said", "did")
        pseudonymous = ("id", "made_by", "made_at")


class SurveyQuestion(models.Model):
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=6, choices=AskKind.choices)
    ask = models.CharField(max_length=300)
    options = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]

    class Privacy:
        public = ("id", "survey", "position", "kind", "ask", "options")


class SurveyCode(models.Model):
    """Given to somebody, used once, and gone in the transaction that keeps the sheet."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)

    class Privacy:
        pseudonymous = ("id", "survey")
        secret = ("digest",)


class SurveySheet(models.Model):
    """What one person answered. Who it was, and at which hour, is kept nowhere."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="sheets")
    day = models.DateField()
    quote_ok = models.BooleanField(default=False)
    needs_care = models.BooleanField(default=False)  # its own words sound like danger: somebody reads it first

    class Privacy:
        pseudonymous = ("id", "survey", "day", "quote_ok", "needs_care")


class SurveyAnswer(models.Model):
    sheet = models.ForeignKey(SurveySheet, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, on_delete=models.CASCADE, related_name="answers")
    value = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="survey_answer_once")]

    class Privacy:
        pseudonymous = ("id", "sheet", "question")
        health = ("value", "words")
