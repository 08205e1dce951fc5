"""The secrets under which posts and writers are named in the lake."""

from __future__ import annotations

from django.db import models

from dayroom.platform.crypto import EncryptedTextField


class LakeKey(models.Model):
    """A key of a hash. Writers get a new one every quarter, and the old one is deleted: after that nobody, we
    included, can say whose hash it was. The one for posts stays, or a post could not be known again."""

    name = models.CharField(max_length=10)  # "posts" or "writers"
    era = models.PositiveIntegerField(default=0)  # the quarter of reading, counted from 1970
    key = EncryptedTextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "era"], name="lake_key_once")]

    class Privacy:
        pseudonymous = ("id", "name", "era", "made_at")
        secret = ("key",)
