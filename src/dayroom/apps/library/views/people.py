"""The professionals who write and check the pages of the library, with what was checked of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayroom.apps.library.queries.contributors import contributors
from dayroom.platform.gates import open_to_all


@require_safe
@open_to_all("their names stand on the pages they wrote and checked")
def library_people(request: HttpRequest) -> HttpResponse:
    return render(request, "library/people.html", {"people": contributors(timezone.localdate())})
