"""What is done with a record: a page for people, and the same for machines."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dayroom.apps.tracking.vocabulary.policy import CLASSES, NEVER, USES, VERSION, policy_facts
from dayroom.platform.gates import open_to_all

READING = "everybody may know what is done with a record before they begin one"


@require_safe
@open_to_all(READING)
def policy_page(request: HttpRequest) -> HttpResponse:
    return render(request, "tracking/policy.html", {"uses": USES, "never": [words for _code, words in NEVER],
                                                    "classes": CLASSES, "version": VERSION})


@require_safe
@open_to_all(READING)
def policy_json(request: HttpRequest) -> HttpResponse:
    return JsonResponse(policy_facts(site=settings.SITE_NAME, url=settings.SITE_URL))
