"""Sheets for a visit. What strangers open has an address of its own (`shared`), without a word of health in it."""

from django.urls import path

from dayroom.apps.tracking.views import sheets

urls = [
    path("<slug:whose>/sheets/", sheets.sheet_list, name="sheet-list"),
    path("<slug:whose>/sheets/new", sheets.sheet_new, name="sheet-new"),
    path("<slug:whose>/sheets/<slug:public_id>/", sheets.sheet_page, name="sheet-page"),
    path("<slug:whose>/sheets/<slug:public_id>/sheet.pdf", sheets.sheet_file, name="sheet-file"),
    path("<slug:whose>/sheets/<slug:public_id>/share", sheets.sheet_share, name="sheet-share"),
    path("<slug:whose>/sheets/<slug:public_id>/delete", sheets.sheet_delete, name="sheet-delete"),
    path("<slug:whose>/sheets/<slug:public_id>/links/<slug:link>/end", sheets.link_end, name="sheet-link-end"),
]
