"""Files of members: only through here, only for those who may see the post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from dayroom.apps.communities.actions.files import path_of
from dayroom.apps.communities.queries.posts import attachment_for
from dayroom.apps.communities.views.who import reader_of
from dayroom.kernel.errors import NotFound
from dayroom.platform.gates import open_to_all

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
PIECE = 64 * 1024
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
    answer = _ranged(request, path) if row.kind != "IMAGE" else HttpResponse(path.read_bytes())
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


def _ranged(request: HttpRequest, path: Path) -> HttpResponseBase:
    """The whole file, or the part that a player asks for (RFC 9110 §14): one range, as every player sends it."""
    size = path.stat().st_size
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    span = _span(asked[1], asked[2], size) if asked else (0, size - 1)
    if span is None:
        answer: HttpResponseBase = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{size}"
        return answer
    start, end = span
    answer = StreamingHttpResponse(_pieces(path, start, end), status=206 if asked else 200)
    answer["Content-Length"] = str(end - start + 1)
    answer["Accept-Ranges"] = "bytes"
    if asked:
        answer["Content-Range"] = f"bytes {start}-{end}/{size}"
    return answer


def _span(first: str, last: str, size: int) -> tuple[int, int] | None:
    if not first and not last:
        return None
    if not first:
        wanted = int(last)
        return (max(0, size - wanted), size - 1) if wanted else None
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end and start < size else None


def _pieces(path: Path, start: int, end: int) -> Iterator[bytes]:
    left = end - start + 1
    with path.open("rb") as source:
        source.seek(start)
        while left > 0 and (piece := source.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
