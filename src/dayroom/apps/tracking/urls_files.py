"""What comes into a record by file, and what goes out of it."""

from django.urls import path

from dayroom.apps.tracking import api
from dayroom.apps.tracking.views import apps, bring, forgetting, handing, take

urls = [
    path("me/take", take.take_page, name="health-take"),
    path("me/take/<slug:public_id>", take.taking_page, name="health-taking"),
    path("me/take/<slug:public_id>/file", take.taking_file, name="health-taking-file"),
    path("me/delete", forgetting.record_delete, name="health-delete"),
    path("me/apps", apps.app_list, name="health-apps"),
    path("me/apps/<slug:public_id>/revoke", apps.app_revoke, name="health-app-revoke"),
    path("me/documents", handing.document_list, name="health-documents"),
    path("me/documents/links/<slug:public_id>/close", handing.link_close, name="health-receive-close"),
    path("me/documents/<slug:public_id>", handing.document_file, name="health-document"),
    path("me/documents/<slug:public_id>/delete", handing.document_delete, name="health-document-delete"),
    path("hand-in/<slug:public_id>", handing.hand_in_page, name="health-hand-in"),
    path("<slug:whose>/bring", bring.bring_page, name="health-bring"),
    path("<slug:whose>/bring/sources", bring.source_list, name="health-sources"),
    path("<slug:whose>/bring/<slug:public_id>", bring.batch_page, name="health-batch"),
    path("<slug:whose>/bring/<slug:public_id>/columns", bring.batch_map, name="health-batch-map"),
    path("<slug:whose>/bring/<slug:public_id>/undo", bring.batch_undo, name="health-batch-undo"),
    path("<slug:whose>/bring/<slug:public_id>/found", bring.batch_found, name="health-batch-found"),
]
# mounted at /fhir/R4/: apps expect these paths
urlpatterns = [
    path("metadata", api.fhir_metadata, name="fhir-metadata"),
    path("Patient", api.fhir_patient, name="fhir-patients"),
    path("Patient/<slug:public_id>", api.fhir_patient, name="fhir-patient"),
    path("<slug:resource>", api.fhir_search, name="fhir-search"),
    path("<slug:resource>/<slug:public_id>", api.fhir_search, name="fhir-read"),
]
