"""Error pages: honest, short, with a way back, and with crisis help."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dayroom.apps.communities.presenters.kept import kept_words
from dayroom.kernel.errors import DayroomError, TooMany
from dayroom.platform.gates import open_to_all

KNOWN_PAGES = (400, 403, 404, 413, 415, 422, 429, 503)


def error_page(request: HttpRequest, fault: DayroomError) -> HttpResponse:
    """The page (or, for a fragment request, the sentence) for something that went wrong."""
    if request.headers.get("HX-Request"):
        response = render(request, "errors/_sentence.html", {"sentence": fault.sentence}, status=fault.status)
    else:
        name = fault.status if fault.status in (400, 403, 404, 429, 503) else 400
        response = render(request, f"errors/{name}.html", {"sentence": fault.sentence}, status=fault.status)
    if isinstance(fault, TooMany):
        response["Retry-After"] = str(fault.retry_after_seconds)
    return response


@open_to_all("an error page")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What somebody was writing stands on this page, with a fresh token, ready to be sent again."""
    return render(request, "errors/403.html", {"csrf": True, **kept_words(request)}, status=403)


@open_to_all("an error page")
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


@open_to_all("an error page")
def broken(request: HttpRequest) -> HttpResponse:
    """No context, no database: this page must show when nothing else works."""
    return render(None, "500.html", status=500)  # type: ignore[arg-type]  # without a request, no processors run


@open_to_all("an error page")
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    # a form beyond DATA_UPLOAD_MAX_MEMORY_SIZE is never read: 413 is what it is
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, "errors/400.html", status=status)
