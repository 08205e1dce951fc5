"""Kept answers that belong together, in the order in which somebody would read them."""

from __future__ import annotations

from django.db import models


class FaqCollection(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    conditions = models.TextField(blank=True)  # one per line; empty: for everybody
    condition_slugs = models.CharField(max_length=600, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["language", "title"], name="faq_collections_by_title")]

    class Privacy:
        public = ("slug", "title", "language", "conditions", "condition_slugs", "made_at")
        pseudonymous = ("id",)


class FaqPlace(models.Model):
    """Where an entry stands in a collection."""

    collection = models.ForeignKey(FaqCollection, on_delete=models.CASCADE, related_name="places")
    entry = models.ForeignKey("communities.FaqEntry", on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "entry"], name="faq_place_once")]
        indexes = [models.Index(fields=["collection", "position"], name="faq_places_in_order")]

    class Privacy:
        public = ("collection", "entry", "position")
        pseudonymous = ("id",)
