"""A directory of help, near and online. Every line says when somebody last made sure of it."""

from __future__ import annotations

from django.db import models

from dayroom.apps.library.vocabulary.directory import ServiceKind
from dayroom.platform.models import PublicIdField


class Service(models.Model):
    public_id = PublicIdField()
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=ServiceKind.choices)
    what = models.CharField(max_length=400)
    place = models.CharField(max_length=120, blank=True)  # a town or district as people say it; empty: anywhere
    online = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    url = models.URLField(max_length=300, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    languages = models.CharField(max_length=60, blank=True)  # codes between spaces
    cost = models.CharField(max_length=120, blank=True)
    conditions = models.TextField(blank=True)  # one per line; empty: for everybody
    condition_slugs = models.CharField(max_length=600, blank=True)
    checked_on = models.DateField()
    checked_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "name"], name="service_by_kind")]

    class Privacy:
        public = ("public_id", "name", "kind", "what", "place", "online", "phone", "url", "hours", "languages", "cost",
                  "conditions", "condition_slugs", "checked_on")
        pseudonymous = ("id", "checked_by", "retired_at")


class ServiceTip(models.Model):
    """Somebody says that a line is wrong. Without an account too: then nobody is kept with it."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="tips")
    member = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(max_length=400)
    told_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["settled_at", "told_at"], name="tips_open")]

    class Privacy:
        pseudonymous = ("id", "service", "told_at", "settled_at")
        personal = ("member", "words")
