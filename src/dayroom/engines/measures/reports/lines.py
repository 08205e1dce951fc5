"""Extraction for programs: one JSON object per report, in and out.

in        objects with `id` and `text`, and if wanted `benefits_text` and `side_effects_text`
out       objects with `id classes sentences suggestions effectiveness side_effects`, in the same order, one per line
raises    nothing for a bad line: it gives {"id": …, "error": …} and the next line is read
errs      a line that cannot be read is an error, never "nothing found"
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

from dayroom.kernel.errors import DayroomError

from .extraction import extract

PARTS = ("benefits_text", "side_effects_text")


def extract_lines(lines: Iterable[str]) -> Iterator[str]:
    """Read JSON lines one by one; see the module.

    >>> next(extract_lines(['{"id": 1}']))
    '{"id": null, "error": "this line is not an object with a text"}'
    """
    for line in lines:
        if line.strip():
            yield json.dumps(_extracted(line), ensure_ascii=False)


def _extracted(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return {"id": None, "error": "this line is not JSON"}
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        return {"id": None, "error": "this line is not an object with a text"}
    name = data.get("id")
    if not _is_name(name):
        return {"id": None, "error": "the id is neither text nor a number"}
    parts = [data.get(part) for part in PARTS]
    if any(part is not None and not isinstance(part, str) for part in parts):
        return {"id": name, "error": "benefits_text and side_effects_text must be texts"}
    try:
        found = extract(data["text"], benefits=parts[0] or "", harms=parts[1] or "")
    except DayroomError as error:
        return {"id": name, "error": str(error)}
    return {"id": name, **found.as_dict()}


def _no_number(word: str) -> float:
    # NaN and Infinity are no JSON: what came in must not go out again as the id
    raise ValueError(word)


def _is_name(name: Any) -> bool:
    """Nothing, a number that JSON can say, or a text that can be written down (no half letters)."""
    if isinstance(name, str):
        return name.isascii() or name.encode(errors="ignore").decode() == name
    return name is None or (isinstance(name, int | float) and not isinstance(name, bool) and math.isfinite(name))
