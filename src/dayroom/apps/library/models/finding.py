"""What the search of the library looks into: one row per thing that anybody may read."""

from __future__ import annotations

from django.db import models


class Findable(models.Model):
    """The words of one live article (or word explained, course, service) as terms between spaces.

    A library has hundreds of pages, not millions: a scan over short rows is quicker than a second kind of index.
    Everything in here is public; what is taken down or no longer listed has no row.
    """

    kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=200)
    note = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=8, blank=True)
    condition_slugs = models.CharField(max_length=600, blank=True)
    title_terms = models.TextField()
    terms = models.TextField()
    at = models.DateField(null=True)  # when it was last looked at; newest first

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id"], name="findable_once")]

    class Privacy:
        public = ("id", "kind", "subject_id", "title", "url", "note", "language", "condition_slugs", "title_terms",
                  "terms", "at")
