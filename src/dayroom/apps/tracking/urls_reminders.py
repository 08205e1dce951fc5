"""Reminders, and the calendar behind a secret address."""

from django.urls import path

from dayroom.apps.tracking.views import reminders

urls = [
    path("calendar/<slug:token>.ics", reminders.reminder_calendar, name="reminder-calendar"),
    path("<slug:whose>/reminders/", reminders.reminder_list, name="reminder-list"),
    path("<slug:whose>/reminders/new", reminders.reminder_edit, name="reminder-new"),
    path("<slug:whose>/reminders/calendar", reminders.calendar_address, name="reminder-address"),
    path("<slug:whose>/reminders/<slug:public_id>", reminders.reminder_edit, name="reminder-edit"),
    path("<slug:whose>/reminders/<slug:public_id>/said", reminders.dose_say, name="dose-say"),
    path("<slug:whose>/reminders/<slug:public_id>/do", reminders.reminder_do, name="reminder-do"),
]
