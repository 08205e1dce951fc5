"""Keys with which a program of the organisation asks the guard over HTTP."""

from __future__ import annotations

from django.db import models

from dayroom.platform.models import PublicIdField


class ApiToken(models.Model):
    """Only a digest is kept: whoever made the token saw it once."""

    public_id = PublicIdField()
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_by_id = models.BigIntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("public_id",)
        pseudonymous = ("id", "name", "made_by_id", "made_at", "expires_at", "last_used_on", "revoked_at")
        secret = ("digest",)
