"""Files of members: only through here, only for those who may see the post."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from dayroom.apps.communities.actions.files import path_of
from dayroom.apps.communities.queries.posts import attachment_for
from dayroom.apps.communities.views.who import reader_of
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all
from dayroom.platform.sending import ranged

# even if a browser took a file for a page: it could run nothing, load nothing and send nothing
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@open_to_all("files of public posts are for anyone; the query hides the others")
@require_safe
def media_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    row = attachment_for(reader_of(request), public_id)
    path = path_of(row.file_name)
    if not path.is_file():
        raise NotFound()
    # a picture is small enough to be sent in one piece; what plays is read as it is asked for
    answer = ranged(request, path) if row.kind != "IMAGE" else HttpResponse(path.read_bytes())
    answer["Content-Type"] = row.media_type
    answer["Content-Disposition"] = f'inline; filename="{row.public_id}{path.suffix}"'
    return _guarded(answer)


@open_to_all("captions of public posts are for anyone; the query hides the others")
@require_safe
def media_captions(request: HttpRequest, public_id: str) -> HttpResponseBase:
    row = attachment_for(reader_of(request), public_id)
    if not row.captions:
        raise NotFound()
    answer = HttpResponse(row.captions, content_type="text/vtt; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{row.public_id}.vtt"'
    return _guarded(answer)


def _guarded(answer: HttpResponseBase) -> HttpResponseBase:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = SANDBOX
    # the right to see it can end at any time: nobody keeps a copy for others
    answer["Cache-Control"] = "private, max-age=300"
    return answer
