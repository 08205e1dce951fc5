"""Log lines keep event names, ids, counts and durations. Words of members never reach them."""

from __future__ import annotations

import logging
import traceback
from typing import Any


def bare_traceback(kind: type[BaseException] | None, tb: object) -> str:
    """Where it happened and what kind of error it was; never the message, which may hold a row or a text."""
    lines = [f"{frame.filename.rsplit('/site-packages/')[-1]}:{frame.lineno} {frame.name}"
             for frame in traceback.extract_tb(tb)]  # type: ignore[arg-type]  # a traceback or None
    return " < ".join([getattr(kind, "__name__", "Error"), *reversed(lines[-8:])])


class Scrub(logging.Filter):
    """Replace exception texts by the kind of error and its place; drop request bodies."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info:
            kind, _value, tb = record.exc_info if isinstance(record.exc_info, tuple) else (None, None, None)
            record.msg, record.args = f"{record.name}: {bare_traceback(kind, tb)}", ()
            record.exc_info, record.exc_text, record.stack_info = None, None, None
        elif record.args and record.name.startswith("django"):
            request = getattr(record, "request", None)
            if isinstance(record.args, tuple):
                record.args = tuple(_short(value, request) for value in record.args)
        return True


def _short(value: object, request: Any) -> object:
    """Anyone may type words into an address: a line says which page it was, not what stood in its holes."""
    if request is not None and value == getattr(request, "path", None):
        match = getattr(request, "resolver_match", None)
        return f"/{match.route}" if match else "an address that is not there"
    return value.split("?")[0] if isinstance(value, str) else value
