"""What comes into a record by file, and what goes out of it."""

from django.urls import path

from dayroom.apps.tracking.views import bring

urls = [
    path("<slug:whose>/bring", bring.bring_page, name="health-bring"),
    path("<slug:whose>/bring/sources", bring.source_list, name="health-sources"),
    path("<slug:whose>/bring/<slug:public_id>", bring.batch_page, name="health-batch"),
    path("<slug:whose>/bring/<slug:public_id>/columns", bring.batch_map, name="health-batch-map"),
    path("<slug:whose>/bring/<slug:public_id>/undo", bring.batch_undo, name="health-batch-undo"),
    path("<slug:whose>/bring/<slug:public_id>/found", bring.batch_found, name="health-batch-found"),
]
