"""A browser whose requests are answered by Django's test client: every page with the test's own rows, and no server."""

from __future__ import annotations

import contextvars
import mimetypes
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.test.signals import template_rendered
from playwright.sync_api import BrowserContext, Route

HOST = "http://testserver"
DROPPED = {"content-length", "content-encoding", "set-cookie"}


class Inside:
    """Answers for one client; remembers which templates were drawn, and who was asked for something else."""

    def __init__(self, context: BrowserContext) -> None:
        self.client = Client(raise_request_exception=False)
        self.sent: dict[str, dict[str, Any]] = {}  # path → a form that is sent when the path is opened
        self.made: dict[str, Callable[[], HttpResponse]] = {}  # path → a page that is drawn for the test
        self.templates: set[str] = set()
        self.elsewhere: list[str] = []
        self.answers: list[tuple[str, int, int]] = []  # (path, status, bytes)
        self.forms_answered = 0  # what was sent and has its answer: pictures and styles arrive whenever they like
        # Playwright calls us from a greenlet of its own, where Django would open another, empty database
        self.test_context = contextvars.copy_context()
        context.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        url = urlsplit(route.request.url)
        if f"{url.scheme}://{url.netloc}" != HOST:
            self.elsewhere.append(route.request.url)
            route.abort()
            return
        if url.path.startswith("/static/"):
            self.static(route, url.path.removeprefix("/static/"))
            return
        path = url.path + (f"?{url.query}" if url.query else "")
        found = self.test_context.run(self.drawn, path, route)
        body = b"".join(found.streaming_content) if found.streaming else found.content  # type: ignore[attr-defined]
        self.answers.append((path, found.status_code, len(body)))
        headers = {name: value for name, value in found.items() if name.lower() not in DROPPED}
        route.fulfill(status=found.status_code, headers=headers, body=body)
        self.forms_answered += route.request.method == "POST"

    def drawn(self, path: str, route: Route) -> Any:
        def note(template: Any, **_named: Any) -> None:
            self.templates.add(str(template.name))

        template_rendered.connect(note)
        try:
            if path in self.made:
                return self.made[path]()
            if path in self.sent:
                return self.client.post(path, self.sent[path], follow=True)
            if route.request.method == "POST":
                kind = route.request.headers.get("content-type", "application/octet-stream")
                part = {"HX-Request": "true"} if route.request.headers.get("hx-request") else {}
                return self.client.post(path, route.request.post_data_buffer or b"", content_type=kind, headers=part)
            return self.client.get(path, follow=True)
        finally:
            template_rendered.disconnect(note)

    def static(self, route: Route, name: str) -> None:
        content = static_file(name)
        if content is None:
            route.fulfill(status=404, body=b"")
            return
        self.answers.append((f"/static/{name}", 200, len(content)))
        route.fulfill(status=200, body=content, content_type=mimetypes.guess_type(name)[0] or "text/plain")


@lru_cache(maxsize=256)
def static_file(name: str) -> bytes | None:
    """Every page asks for the same few: a browser whose requests are answered by us keeps none of them."""
    found = finders.find(name)
    return Path(str(found)).read_bytes() if found else None
