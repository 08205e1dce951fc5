"""Acting for somebody, and records for people without an account."""

from django.urls import path

from dayroom.apps.tracking.views import carers, kept

urls = [
    path("carers/", carers.carers_page, name="health-carers"),
    path("carers/ask", carers.carer_ask, name="health-carer-ask"),
    path("carers/kept/new", kept.kept_new, name="health-kept-new"),
    path("carers/kept/<slug:public_id>/link", kept.kept_link, name="health-kept-link"),
    path("carers/kept/<slug:public_id>/delete", kept.kept_drop, name="health-kept-drop"),
    path("carers/<slug:public_id>/answer", carers.carer_answer, name="health-carer-answer"),
    path("carers/<slug:public_id>/change", carers.carer_change, name="health-carer-change"),
    path("carers/<slug:public_id>/end", carers.carer_end, name="health-carer-end"),
    path("take-over/<slug:token>", kept.take_over_page, name="health-take-over"),
]
