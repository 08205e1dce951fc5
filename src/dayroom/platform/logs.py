"""Log lines keep event names, ids, counts and durations. Words of members never reach them."""

from __future__ import annotations

import logging
import traceback


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
            record.args = tuple(_short(value) for value in record.args) if isinstance(record.args, tuple) else record.args
        return True


def _short(value: object) -> object:
    """A path may carry a search: keep what stands before the question mark."""
    return value.split("?")[0] if isinstance(value, str) else value
