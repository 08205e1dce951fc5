"""Questionnaires that this site has brought in. Answers are `FormAnswer`, sealed; the form itself is for everybody."""

from __future__ import annotations

from django.db import models

from dayroom.apps.tracking.vocabulary.forms import FormState
from dayroom.platform.models import PublicIdField


class Form(models.Model):
    """A FHIR R4 Questionnaire as it came, with what could not be taken over in sentences."""

    public_id = PublicIdField()
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=20)
    licence = models.TextField(blank=True)
    source = models.TextField(blank=True)
    resource = models.JSONField()
    remarks = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=FormState.choices, default=FormState.DRAFT)
    brought_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    brought_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("public_id", "title", "language", "licence", "source", "resource", "remarks", "state")
        pseudonymous = ("id", "brought_by", "brought_at", "published_by", "published_at")
