"""What is opened by a link and a code, by people without an account."""

from django.urls import path

from dayroom.apps.tracking.views import shared

urlpatterns = [
    path("shared/<slug:token>/", shared.shared_sheet, name="shared-sheet"),
    path("shared/<slug:token>/sheet.pdf", shared.shared_file, name="shared-file"),
]
