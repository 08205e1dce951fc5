"""The addresses of treatment reports and of what is published from them. What is for everybody stands first: the words
treatments, conditions and like-me can be nobody's public id."""

from django.urls import path

from dayroom.apps.tracking.views import matching, reports, treatments

published = [
    path("treatments/", treatments.treatment_list, name="health-treatments"),
    path("treatments/compare/", treatments.treatment_compare, name="health-compare"),
    path("treatments/<slug:slug>/", treatments.treatment_show, name="health-treatment"),
    path("conditions/<slug:slug>/", treatments.condition_show, name="health-condition"),
    path("like-me/", matching.like_me, name="like-me"),
    path("like-me/card", matching.card_edit, name="like-me-card"),
    path("like-me/leave", matching.card_drop, name="like-me-leave"),
]

urlpatterns = [
    path("<slug:whose>/reports/", reports.report_list, name="report-list"),
    path("<slug:whose>/reports/new", reports.report_new, name="report-new"),
    path("<slug:whose>/reports/<slug:public_id>/", reports.report_show, name="report-show"),
    path("<slug:whose>/reports/<slug:public_id>/words", reports.report_words, name="report-words"),
    path("<slug:whose>/reports/<slug:public_id>/delete", reports.report_delete, name="report-delete"),
    path("<slug:whose>/reports/<slug:public_id>/step/<slug:step>", reports.report_step, name="report-step"),
]
