"""Public alerts, the areas they are for, and who asked to be told."""

from __future__ import annotations

from django.db import models

from dayroom.apps.outreach.vocabulary.alerts import (
    AlertMessage,
    AlertState,
    AlertStatus,
    Certainty,
    RumourKind,
    RumourState,
    Severity,
    Urgency,
)
from dayroom.platform.models import PublicIdField


class AlertArea(models.Model):
    """A place an alert can be for. No map of others is asked: its outline stands here."""

    public_id = PublicIdField()
    name = models.CharField(max_length=120, unique=True)
    polygon = models.JSONField(default=list)  # closed: [[latitude, longitude], …]
    circle = models.JSONField(default=list)  # [latitude, longitude, kilometers]
    names = models.JSONField(default=dict)  # language → its name there, where it has another one
    retired_at = models.DateTimeField(null=True)

    class Privacy:
        public = ("public_id", "name", "polygon", "circle", "names")
        pseudonymous = ("id", "retired_at")

    def __str__(self) -> str:
        return self.name


class Alert(models.Model):
    """One message to the public. An update or a cancellation is a message of its own that names the one before."""

    public_id = PublicIdField()
    message = models.CharField(max_length=6, choices=AlertMessage.choices, default=AlertMessage.ALERT)
    status = models.CharField(max_length=8, choices=AlertStatus.choices, default=AlertStatus.ACTUAL)
    state = models.CharField(max_length=9, choices=AlertState.choices, default=AlertState.DRAFT)
    earlier = models.ForeignKey("outreach.Alert", null=True, on_delete=models.PROTECT, related_name="later")
    event = models.CharField(max_length=80)
    urgency = models.CharField(max_length=9, choices=Urgency.choices)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    certainty = models.CharField(max_length=8, choices=Certainty.choices)
    hours = models.PositiveSmallIntegerField()  # how long it stands once it is out
    area = models.ForeignKey(AlertArea, null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    url = models.URLField(max_length=300, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    approved_digest = models.CharField(max_length=64, blank=True)
    approved_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)
    alone = models.BooleanField(default=False)  # one person sent it in an emergency; somebody looks at it afterwards
    alone_why = models.CharField(max_length=300, blank=True)
    reviewed_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    live_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    told_count = models.PositiveIntegerField(default=0)  # members who were told because they asked for the area
    went_well = models.TextField(blank=True)
    to_change = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "expires_at"], name="alerts_standing")]

    class Privacy:
        public = ("public_id", "message", "status", "state", "earlier", "event", "urgency", "severity", "certainty",
                  "hours", "area", "source", "url", "contact", "live_at", "expires_at", "ended_at", "alone")
        pseudonymous = ("id", "made_by", "made_at", "asked_at", "approved_digest", "approved_by", "approved_at",
                        "alone_why", "reviewed_by", "reviewed_at", "told_count", "went_well", "to_change")


class AlertText(models.Model):
    """The words of an alert in one language."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    event = models.CharField(max_length=80, blank=True)  # empty: the alert's own words for what has happened
    headline = models.CharField(max_length=160)
    what = models.TextField()
    do = models.TextField(blank=True)
    dont = models.TextField(blank=True)
    short = models.CharField(max_length=160)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["alert", "language"], name="alert_language_once")]

    class Privacy:
        public = ("id", "alert", "language", "event", "headline", "what", "do", "dont", "short")


class AlertLink(models.Model):
    """A page of the library or a service that somebody chose for an alert. Nothing is linked by itself."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="links")
    article = models.ForeignKey("library.ArticlePage", null=True, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey("library.Service", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["alert", "article"], name="alert_article_once"),
            models.UniqueConstraint(fields=["alert", "service"], name="alert_service_once"),
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, service__isnull=True)
                | models.Q(article__isnull=True, service__isnull=False),
                name="alert_link_leads_somewhere",
            ),
        ]

    class Privacy:
        public = ("id", "alert", "article", "service")


class AreaWish(models.Model):
    """A member wants to be told about alerts for an area. It says where somebody may live, so it is theirs alone."""

    member = models.ForeignKey("people.Member", on_delete=models.CASCADE, related_name="area_wishes")
    area = models.ForeignKey(AlertArea, on_delete=models.CASCADE, related_name="wishes")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "area"], name="area_wished_once")]

    class Privacy:
        pseudonymous = ("id", "since")
        personal = ("member", "area")


class Rumour(models.Model):
    """Something people say or ask, what we know of it, and the answer that everybody sees."""

    public_id = PublicIdField()
    kind = models.CharField(max_length=8, choices=RumourKind.choices)
    state = models.CharField(max_length=8, choices=RumourState.choices, default=RumourState.HEARD)
    alert = models.ForeignKey(Alert, null=True, on_delete=models.SET_NULL, related_name="rumours")
    words = models.CharField(max_length=300)
    known = models.TextField(blank=True)  # what we know; for the desk until it is answered
    answer = models.TextField(blank=True)
    fact_check = models.ForeignKey("screening.FactCheck", null=True, on_delete=models.SET_NULL, related_name="+")
    heard_count = models.PositiveIntegerField(default=1)
    heard_at = models.DateTimeField()
    last_heard_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-last_heard_at"], name="rumours_by_state")]

    class Privacy:
        public = ("public_id", "kind", "state", "alert", "words", "answer", "fact_check", "heard_count", "answered_at")
        pseudonymous = ("id", "known", "heard_at", "last_heard_at", "entered_by", "answered_by")
