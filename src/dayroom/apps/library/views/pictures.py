from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dayroom.apps.library.queries import pictures as queries
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all

# even if a browser took a file for a page: it could run nothing, load nothing and send nothing
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_safe
@open_to_all("pictures of the library are for everybody; their names cannot be guessed before an article is out")
def picture_file(request: HttpRequest, name: str) -> HttpResponse:
    if "\x00" in name:  # PostgreSQL takes no such text
        raise NotFound()
    content, media_type = queries.picture_file(name)
    answer = HttpResponse(content, content_type=media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    answer["Cache-Control"] = "public, max-age=86400"
    return answer
