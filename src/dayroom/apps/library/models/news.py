"""News of others: who is read, and what they said. Words only: a picture would tell them who reads here."""

from __future__ import annotations

from django.db import models

from dayroom.apps.library.vocabulary.news import Fault, FeedKind, NewsOrigin, NewsState, Tier
from dayroom.platform.models import PublicIdField


class NewsSource(models.Model):
    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    host = models.CharField(max_length=120)
    feed = models.URLField(max_length=300, blank=True)
    kind = models.CharField(max_length=5, choices=FeedKind.choices, default=FeedKind.RSS)
    tier = models.PositiveSmallIntegerField(choices=Tier.choices, default=Tier.OTHERS)
    language = models.CharField(max_length=8, default="en")
    place = models.CharField(max_length=120, blank=True)  # for whom it speaks, as people say it; empty: everywhere
    conditions = models.TextField(blank=True)  # one per line; empty: health in general
    condition_slugs = models.CharField(max_length=600, blank=True)
    is_on = models.BooleanField(default=True)
    fetched_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)  # not before then; null: with the next round
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    fault = models.CharField(max_length=10, choices=Fault.choices, default=Fault.NONE, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row

    class Meta:
        indexes = [models.Index(fields=["tier", "name"], name="news_sources_by_tier")]

    class Privacy:
        public = ("public_id", "name", "host", "feed", "kind", "tier", "language", "place", "conditions",
                  "condition_slugs")
        pseudonymous = ("id", "is_on", "fetched_at", "next_at", "etag", "last_modified", "fault", "failures")


class NewsItem(models.Model):
    """One piece of news, or a link that somebody suggests."""

    public_id = PublicIdField()
    source = models.ForeignKey(NewsSource, null=True, on_delete=models.CASCADE, related_name="items")
    origin = models.CharField(max_length=6, choices=NewsOrigin.choices, default=NewsOrigin.FEED)
    state = models.CharField(max_length=7, choices=NewsState.choices, default=NewsState.LIVE)
    guid = models.CharField(max_length=64)  # a digest: what feeds use as a name may be of any length
    title = models.CharField(max_length=300)
    link = models.URLField(max_length=500)
    summary = models.TextField(blank=True)  # of a member's link: why they suggest it
    language = models.CharField(max_length=8, default="en")
    severity = models.CharField(max_length=8, blank=True)  # of an alert, as CAP says it
    until = models.DateTimeField(null=True)  # of an alert: afterwards it is over
    published_at = models.DateTimeField()
    fetched_at = models.DateTimeField()
    is_kept = models.BooleanField(default=False)  # stays when its time is over
    suggested_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "guid"], name="news_once_per_source")]
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="news_newest"),
            models.Index(fields=["source", "-published_at", "-id"], name="news_of_source"),
        ]

    class Privacy:
        public = ("public_id", "title", "link", "summary", "language", "severity", "until", "published_at", "origin",
                  "source")
        pseudonymous = ("id", "state", "guid", "fetched_at", "is_kept")
        personal = ("suggested_by",)
