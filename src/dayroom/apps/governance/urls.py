from django.urls import path

from dayroom.apps.governance.views import privacy

urlpatterns = [
    path("", privacy.privacy_page, name="privacy-page"),
    path("consent/<str:purpose>", privacy.consent_change, name="consent-change"),
    path("export", privacy.export_ask, name="export-ask"),
    path("export/<str:public_id>", privacy.export_page, name="export-page"),
    path("export/<str:public_id>/file", privacy.export_file, name="export-file"),
    path("leave", privacy.erasure_page, name="erasure-page"),
    path("leave/ask", privacy.erasure_ask, name="erasure-ask"),
    path("leave/stay", privacy.erasure_take_back, name="erasure-take-back"),
]
