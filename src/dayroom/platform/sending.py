"""Send a file from private storage: whole, or the part that a player asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
PIECE = 64 * 1024


def ranged(request: HttpRequest, path: Path) -> HttpResponseBase:
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
