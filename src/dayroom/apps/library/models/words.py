from __future__ import annotations

from django.db import models

from dayroom.platform.models import PublicIdField


class Word(models.Model):
    """A word from visits and letters, said plainly."""

    public_id = PublicIdField()
    language = models.CharField(max_length=8)
    word = models.CharField(max_length=80)
    word_key = models.CharField(max_length=80)  # small letters without accents: how it is looked up and sorted
    also = models.JSONField(default=list)
    meaning = models.CharField(max_length=400)
    changed_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["word_key"]
        constraints = [models.UniqueConstraint(fields=["language", "word_key"], name="word_once")]

    class Privacy:
        public = ("public_id", "language", "word", "word_key", "also", "meaning", "changed_at")
        pseudonymous = ("id", "changed_by")
