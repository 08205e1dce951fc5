"""Pages that say what this place is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dayroom.platform.gates import open_to_all


@open_to_all("says what this site is")
def about_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html")


@open_to_all("says how to use this site in other ways")
def accessibility_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@open_to_all("shows the parts that pages are made of; holds no data")
def components_page(request: HttpRequest) -> HttpResponse:
    return render(request, "components_page/page.html")


@open_to_all("tells crawlers where not to go")
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Search engines may see what the place is and its public communities; never people, posts or desks."""
    rules = [
        "User-agent: *",
        "Disallow: /m/",
        "Disallow: /pro/",
        "Disallow: /p/",
        "Disallow: /search",
        "Disallow: /me/",
        "Disallow: /messages/",
        "Disallow: /notices/",
        "Disallow: /desk/",
        "Disallow: /account/",
        "Disallow: /media/",
        "Disallow: /flag/",
        "Disallow: /invite/",
        "Disallow: /decisions/",
    ]
    return HttpResponse("\n".join(rules) + "\n", content_type="text/plain")
