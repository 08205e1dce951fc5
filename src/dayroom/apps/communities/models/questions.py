"""A question to a professional: the row beside its topic. Who asked stands in the topic alone, behind its byline."""

from __future__ import annotations

from django.db import models

from dayroom.apps.communities.vocabulary import QuestionState, Specialty


class Question(models.Model):
    topic = models.OneToOneField("communities.Topic", on_delete=models.CASCADE, related_name="question")
    private = models.BooleanField(default=False)  # asked outside of a community; shown once it is answered
    specialty = models.CharField(max_length=10, choices=Specialty.choices, default=Specialty.GENERAL)
    state = models.CharField(max_length=11, choices=QuestionState.choices, default=QuestionState.WAITING)
    asked_at = models.DateTimeField()
    waiting_since = models.DateTimeField()  # asked, or asked again
    taken_by = models.ForeignKey("people.Persona", null=True, on_delete=models.SET_NULL, related_name="+")
    taken_until = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)  # the time to it is what newcomers are told
    answered_at = models.DateTimeField(null=True)
    followed_up_at = models.DateTimeField(null=True)  # once
    helped = models.BooleanField(null=True)  # what the person who asked says; null: nothing yet
    helped_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey("people.Persona", null=True, on_delete=models.SET_NULL, related_name="+")
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "waiting_since", "id"], name="question_queue"),
            models.Index(fields=["asked_at"], name="question_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=QuestionState.TAKEN) | models.Q(taken_until__isnull=False),
                name="question_taken_until",
            ),
        ]

    class Privacy:
        pseudonymous = ("id", "topic", "private", "state", "asked_at", "waiting_since", "taken_until",
                        "first_answered_at", "answered_at", "followed_up_at", "helped_at", "handed_over_at")
        personal = ("taken_by", "handed_over_by")
        health = ("specialty", "helped")
