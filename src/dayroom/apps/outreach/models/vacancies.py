from __future__ import annotations

from django.db import models

from dayroom.apps.outreach.vocabulary.vacancies import Hours, Per, VacancyState
from dayroom.platform.models import PublicIdField


class Vacancy(models.Model):
    """Work on offer: what is asked, what is paid, until when. Whoever wrote it does not open it."""

    public_id = PublicIdField()
    title = models.CharField(max_length=140)
    organisation = models.CharField(max_length=140)
    place = models.CharField(max_length=120)
    remote = models.BooleanField(default=False)
    hours = models.CharField(max_length=9, choices=Hours.choices)
    about = models.TextField()
    about_html = models.TextField()
    must = models.TextField()
    nice = models.TextField(blank=True)
    pay_from = models.PositiveIntegerField(null=True)
    pay_to = models.PositiveIntegerField(null=True)
    pay_currency = models.CharField(max_length=3, blank=True)
    pay_per = models.CharField(max_length=5, choices=Per.choices, blank=True)
    apply_url = models.URLField(max_length=300, blank=True)
    apply_email = models.EmailField(blank=True)
    for_clinicians = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=VacancyState.choices, default=VacancyState.DRAFT)
    opened_on = models.DateField(null=True)
    closes_on = models.DateField()
    made_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["state", "closes_on"], name="vacancies_open")]

    class Privacy:
        public = ("public_id", "title", "organisation", "place", "remote", "hours", "about", "about_html", "must",
                  "nice", "pay_from", "pay_to", "pay_currency", "pay_per", "apply_url", "apply_email",
                  "for_clinicians", "state", "opened_on", "closes_on")
        pseudonymous = ("id", "made_by", "made_at", "opened_by")


class VacancyDay(models.Model):
    """How often a vacancy was opened on a day; of whom is kept nowhere."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vacancy", "day"], name="vacancy_day_once")]

    class Privacy:
        pseudonymous = ("id", "vacancy", "day", "views")
