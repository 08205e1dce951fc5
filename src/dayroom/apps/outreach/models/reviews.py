"""Reviews of places of care. That somebody was there is proved without being kept with the review."""

from __future__ import annotations

from django.db import models

from dayroom.apps.outreach.vocabulary.reviews import Relation, RemovalGround, ReviewState
from dayroom.platform.models import PublicIdField


class ReviewedPlace(models.Model):
    """A service people can write about."""

    public_id = PublicIdField()
    name = models.CharField(max_length=160)
    what = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=160, blank=True)  # where complaints go; stands in neutral replies
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("public_id", "name", "what", "contact")
        pseudonymous = ("id", "made_at", "closed_at")


class EncounterToken(models.Model):
    """A code handed out at a visit. It goes in the transaction that keeps the review, and leaves nothing behind."""

    place = models.ForeignKey(ReviewedPlace, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()

    class Privacy:
        pseudonymous = ("id", "place", "expires_on")
        secret = ("digest",)


class Review(models.Model):
    public_id = PublicIdField()
    place = models.ForeignKey(ReviewedPlace, on_delete=models.CASCADE, related_name="reviews")
    stars = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField()
    body_html = models.TextField()
    body_digest = models.CharField(max_length=64, db_index=True)  # of the words without signs: finds copies
    relation = models.CharField(max_length=8, choices=Relation.choices)
    incentive = models.BooleanField(default=False)
    incentive_words = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=8, default="en")
    proved = models.BooleanField(default=False)
    origin = models.CharField(max_length=80, blank=True)  # where it was written, if not here
    written_on = models.DateField()  # a day and no more: the hour of a visit could point at a person
    state = models.CharField(max_length=7, choices=ReviewState.choices, default=ReviewState.HELD)
    hold_why = models.CharField(max_length=60, blank=True)  # codes between spaces
    ground = models.CharField(max_length=9, choices=RemovalGround.choices, blank=True)
    ground_words = models.CharField(max_length=400, blank=True)
    decided_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    tells_of_harm = models.BooleanField(default=False)
    harm_seen_at = models.DateTimeField(null=True)
    edit_digest = models.CharField(max_length=64, blank=True)  # of the secret in the address its writer keeps
    reply = models.TextField(blank=True)
    reply_html = models.TextField(blank=True)
    replied_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(stars__gte=1, stars__lte=5), name="stars_one_to_five")]
        indexes = [models.Index(fields=["place", "state", "-written_on", "-id"], name="reviews_of_place")]

    class Privacy:
        public = ("public_id", "place", "stars", "title", "body", "body_html", "relation", "incentive",
                  "incentive_words", "language", "proved", "origin", "written_on", "state", "ground", "reply",
                  "reply_html", "replied_at")
        pseudonymous = ("id", "body_digest", "hold_why", "ground_words", "decided_by", "decided_at", "tells_of_harm",
                        "harm_seen_at", "replied_by")
        secret = ("edit_digest",)


class ReviewVersion(models.Model):
    """What stood there before its writer changed it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="versions")
    stars = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField()
    until = models.DateField()

    class Privacy:
        public = ("id", "review", "stars", "title", "body", "until")
