"""What was counted. Pages read these; the lake is opened by jobs and by the analyst's samples only."""

from __future__ import annotations

from django.db import models

from dayroom.apps.listening.vocabulary import Margin, PlaceBasis
from dayroom.platform.models import PublicIdField


class Tally(models.Model):
    """One day of one topic along one margin; ``topic`` null is everything that was read, the denominator.

    A place is counted with all that lies within it. Which places may be shown is decided when reading
    (``rules.places``): ``authors_window`` counts distinct writers of the seven days that end here.
    """

    topic = models.ForeignKey("listening.Topic", null=True, on_delete=models.CASCADE, related_name="tallies")
    margin = models.CharField(max_length=8, choices=Margin.choices)
    basis = models.CharField(max_length=7, choices=PlaceBasis.choices, blank=True)  # of a place
    key = models.CharField(max_length=60, blank=True)  # place code, language, or public id of the source
    day = models.DateField()
    mentions = models.PositiveIntegerField(default=0)  # copies left out
    authors = models.PositiveIntegerField(default=0)
    authors_window = models.PositiveIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    personal = models.PositiveIntegerField(default=0)  # somebody says they, or one near them, have it
    questions = models.PositiveIntegerField(default=0)
    negative = models.PositiveIntegerField(default=0)
    neutral = models.PositiveIntegerField(default=0)
    positive = models.PositiveIntegerField(default=0)
    emotions = models.JSONField(default=dict)  # emotion → how many
    likes = models.PositiveBigIntegerField(default=0)
    shares = models.PositiveBigIntegerField(default=0)
    comments = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "margin", "basis", "key", "day"],
                name="tally_once",
                condition=models.Q(topic__isnull=False),
            ),
            # SQLite and older PostgreSQL take two unknowns for different
            models.UniqueConstraint(
                fields=["margin", "basis", "key", "day"],
                name="tally_of_everything_once",
                condition=models.Q(topic__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["topic", "margin", "day"], name="listening_tally_days")]

    class Privacy:
        pseudonymous = (
            "id",
            "topic",
            "margin",
            "basis",
            "key",
            "day",
            "mentions",
            "authors",
            "authors_window",
            "copies",
            "personal",
            "questions",
            "negative",
            "neutral",
            "positive",
            "emotions",
            "likes",
            "shares",
            "comments",
        )


class RisingTerm(models.Model):
    """A phrase that is new or rises, of at least eleven people; what it may mean is for somebody to say."""

    week = models.DateField()  # its Monday
    language = models.CharField(max_length=8, blank=True)
    phrase = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    before = models.PositiveIntegerField()
    authors = models.PositiveIntegerField()
    score = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "language", "phrase"], name="rising_term_once")]

    class Privacy:
        pseudonymous = ("id", "week", "language", "phrase", "count", "before", "authors", "score")


class CommunityWeek(models.Model):
    """How one community is doing over the 28 days up to a week's count (standards §10); without one, all of them
    together. Values that would speak of fewer than eleven people are not kept at all."""

    public_id = PublicIdField()
    community = models.ForeignKey("communities.Community", null=True, on_delete=models.CASCADE, related_name="+")
    week = models.DateField()  # its Monday
    values = models.JSONField(default=dict)  # measure → number, or null with the reason in ``withheld``
    withheld = models.JSONField(default=dict)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "week"], name="community_week_once"),
            models.UniqueConstraint(fields=["week"], name="site_week_once", condition=models.Q(community__isnull=True)),
        ]

    class Privacy:
        public = ("public_id",)
        pseudonymous = ("id", "community", "week", "values", "withheld", "counted_at")
