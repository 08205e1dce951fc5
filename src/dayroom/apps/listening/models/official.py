"""What authorities count and say: beside what people say, never mixed with it."""

from __future__ import annotations

from django.db import models

from dayroom.platform.models import PublicIdField


class OfficialSeries(models.Model):
    """Counts of an authority, read from a file, to hold against a topic on one axis."""

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    origin = models.CharField(max_length=200)  # who publishes it, and under what terms
    unit = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=60, blank=True)
    period = models.CharField(max_length=5, default="week")
    topic = models.ForeignKey("listening.Topic", null=True, on_delete=models.SET_NULL, related_name="official")
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        public = ("public_id", "name", "origin", "unit", "place", "period", "topic")
        pseudonymous = ("id", "made_by", "made_at")


class OfficialCount(models.Model):
    series = models.ForeignKey(OfficialSeries, on_delete=models.CASCADE, related_name="counts")
    day = models.DateField()  # the day, or the week's Monday
    value = models.FloatField()  # a rate is no whole number

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="official_count_once")]

    class Privacy:
        public = ("series", "day", "value")
        pseudonymous = ("id",)


class OfficialNotice(models.Model):
    """A title, a link and a place: what an authority has said, for the map."""

    source = models.ForeignKey("listening.Source", on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=64)  # a digest of how the source names it
    title = models.CharField(max_length=300)
    link = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=8, blank=True)
    place = models.CharField(max_length=60, blank=True)
    severity = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="official_notice_once")]
        indexes = [models.Index(fields=["-at"], name="listening_notices_new")]

    class Privacy:
        public = ("source", "key", "title", "link", "language", "place", "severity", "at")
        pseudonymous = ("id",)
