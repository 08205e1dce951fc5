"""Campaigns, and how the organization sounds and looks in all of them."""

from __future__ import annotations

from django.db import models

from dayroom.apps.outreach.vocabulary.campaigns import CAP_PER_WEEK, CampaignKind, CampaignState, Voice
from dayroom.platform.models import PublicIdField


class BrandKit(models.Model):
    """One row: name, tone, colors, logo, boilerplate, and how much is enough."""

    name = models.CharField(max_length=80, blank=True)
    tone = models.TextField(blank=True)  # one line per rule
    avoid = models.TextField(blank=True)  # one word or phrase per line
    colors = models.CharField(max_length=200, blank=True)  # as text: "#0b5 for links"
    logo_alt = models.CharField(max_length=200, blank=True)
    boilerplate = models.TextField(blank=True)
    cap_per_week = models.PositiveSmallIntegerField(default=CAP_PER_WEEK)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Privacy:
        public = ("name", "tone", "avoid", "colors", "logo_alt", "boilerplate")
        pseudonymous = ("id", "cap_per_week", "changed_at", "changed_by")


class Campaign(models.Model):
    """One aim over one period, and the messages that serve it."""

    public_id = PublicIdField()
    title = models.CharField(max_length=140)
    aim = models.CharField(max_length=400)
    aim_count = models.PositiveIntegerField(null=True)  # how many people it wants to reach
    kind = models.CharField(max_length=12, choices=CampaignKind.choices, default=CampaignKind.AWARENESS)
    voice = models.CharField(max_length=10, choices=Voice.choices, default=Voice.OWN)
    disclosure = models.CharField(max_length=200, blank=True)  # shown with every message: who pays, who speaks
    starts_on = models.DateField()
    ends_on = models.DateField()
    hashtags = models.JSONField(default=list)  # words without the sign
    # by what people have stated, never by what somebody could guess of their health
    audience_interests = models.JSONField(default=list)
    audience_countries = models.JSONField(default=list)
    for_everyone = models.BooleanField(default=True)
    challenge_rules = models.TextField(blank=True)
    challenge_checked = models.JSONField(default=list)  # codes of the safety questions that were answered
    letter = models.TextField(blank=True)
    letter_to = models.TextField(blank=True)
    fundraising_url = models.URLField(max_length=300, blank=True)
    cost_cents = models.PositiveBigIntegerField(null=True)
    cost_currency = models.CharField(max_length=3, blank=True)
    work_minutes = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=8, choices=CampaignState.choices, default=CampaignState.OPEN)
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="campaign_ends")
        ]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="campaign_list")]

    class Privacy:
        public = ("public_id", "title", "aim", "kind", "voice", "disclosure", "starts_on", "ends_on", "hashtags",
                  "challenge_rules", "letter", "letter_to", "fundraising_url")
        pseudonymous = ("id", "aim_count", "audience_interests", "audience_countries", "for_everyone",
                        "challenge_checked", "cost_cents", "cost_currency", "work_minutes", "state", "made_by",
                        "made_at")


class Advert(models.Model):
    """One paid advertisement elsewhere: what it said, whom it was shown to, what it cost. No pixel, no lists."""

    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="adverts")
    network = models.CharField(max_length=80)
    words = models.TextField()
    shown_to = models.CharField(max_length=200)  # in words: "adults in the region"
    starts_on = models.DateField()
    ends_on = models.DateField()
    cost_cents = models.PositiveBigIntegerField(default=0)
    cost_currency = models.CharField(max_length=3, default="USD")
    entered_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()

    class Privacy:
        public = ("public_id", "network", "words", "shown_to", "starts_on", "ends_on", "cost_cents", "cost_currency")
        pseudonymous = ("id", "campaign", "entered_by", "entered_at")
