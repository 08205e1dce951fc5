"""Wagtail's editor behind one gate: role and second factor, a content policy of its own, nothing but writing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from wagtail.admin import urls as wagtail_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from dayroom.apps.library.actions.founding import let_in
from dayroom.apps.library.vocabulary.articles import WRITER_ROLES
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import staff_only

EDITOR = "desk/library/write/"
# the editor draws with style attributes; no other page of the site may. Scripts come from files, as everywhere
EDITOR_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    "frame-ancestors": [NONE],
}
# other desks do this, with their own gates and records: members, approvals, and whatever would publish without a look
CLOSED = (
    "workflows/", "tasks/", "reports/", "account/", "logout/", "collections/", "api/", "bulk/", "sites/",
    "password_reset/", "login/",
)
CLOSED_ENDINGS = (
    "/publish/", "/unpublish/", "/delete/", "/copy/", "/move/", "/privacy/", "/workflow/confirm_cancellation/",
    "/convert_alias/", "/set_position/",
)

# the menu of the editor names its own pages for these; ours stand elsewhere
ELSEWHERE = {"account/": "security", "logout/": "account_logout"}

View = Callable[..., HttpResponse]


def gate(view: View) -> View:
    """One gate for every page of the editor; marked on each, so that the guard test finds it wherever it looks."""
    behind = staff_only(*WRITER_ROLES)(_inside(view))
    return cast(View, csp_replace(EDITOR_POLICY)(behind))


def _inside(view: View) -> View:
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rest = request.path.split(EDITOR, 1)[-1]
        if rest in ELSEWHERE:
            return redirect(ELSEWHERE[rest])
        if rest.startswith(CLOSED) or rest.endswith(CLOSED_ENDINGS):
            raise NotFound()
        let_in(request.user)
        return view(request, *args, **kwargs)

    return entered


_URLS: list[URLPattern | URLResolver] = []


def editor_urls() -> list[URLPattern | URLResolver]:
    """Wagtail's address tree with the gate before every view; made once, since the views are changed in place."""
    if not _URLS:
        _URLS.extend(decorate_urlpatterns(wagtail_urls.urlpatterns, gate))
    return _URLS
