"""The guard for programs: one JSON object per text, in and out.

in        objects with `id` and `text`, and if wanted `author subject place language country`
out       objects with `id findings tier decision`, in the same order, one per line
raises    nothing for a bad line: it gives {"id": …, "error": …} and the next line is read
errs      a line that cannot be checked is an error, never "nothing found"

>>> next(check_lines(['{"id": 1, "text": "hello"}']))
'{"id": 1, "findings": [], "tier": "T0", "decision": "ALLOW"}'
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from dayroom.kernel.errors import DayroomError

from .deciding import decide
from .packs import Pack
from .policy import DEFAULT_POLICY, Policy
from .screening import DEFAULT_PACKS, screen
from .vocabulary import Author, Context, Place, Subject


def check_text(
    text: str,
    *,
    context: Context | None = None,
    packs: Sequence[Pack] = DEFAULT_PACKS,
    policy: Policy = DEFAULT_POLICY,
) -> dict[str, Any]:
    """Screen one text and decide, as a plain dictionary; raises TextTooLong and NotText."""
    context = context or Context()
    report = screen(text, context=context, packs=packs)
    decision = decide(report, context, policy)
    return {
        "findings": [finding.as_dict() for finding in report.findings],
        "tier": report.tier.name,
        "decision": decision.action.value,
        "checked": report.checked,
        "language": report.language,
        "sentence": decision.sentence,
        "reasons": list(decision.reasons),
    }


def check_lines(
    lines: Iterable[str], *, context: Context | None = None, packs: Sequence[Pack] = DEFAULT_PACKS
) -> Iterator[str]:
    """Check JSON lines one by one; see the module."""
    for line in lines:
        if line.strip():
            yield json.dumps(_checked(line, context or Context(), packs), ensure_ascii=False)


def _checked(line: str, context: Context, packs: Sequence[Pack]) -> dict[str, Any]:
    try:
        data = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return {"id": None, "error": "this line is not JSON"}
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        return {"id": None, "error": "this line is not an object with a text"}
    name = data.get("id")
    if not is_name(name):
        return {"id": None, "error": "the id is neither text nor a number"}
    try:
        result = check_text(data["text"], context=_context_from(data, context), packs=packs)
    except DayroomError as error:
        return {"id": name, "error": str(error)}
    except ValueError:
        return {"id": name, "error": "author, subject or place is not one of the known words"}
    return {"id": name, **{key: result[key] for key in ("findings", "tier", "decision")}}


def _no_number(word: str) -> float:
    # NaN and Infinity are no JSON: what came in must not go out again as the id
    raise ValueError(word)


def is_name(name: Any) -> bool:
    """Nothing, a number that JSON can say, or a text that can be written down (no half letters)."""
    if isinstance(name, str):
        return name.isascii() or name.encode(errors="ignore").decode() == name
    return name is None or isinstance(name, int) or (isinstance(name, float) and math.isfinite(name))


def _context_from(data: dict[str, Any], context: Context) -> Context:
    changes: dict[str, Any] = {}
    for key, kind in (("author", Author), ("subject", Subject), ("place", Place)):
        if data.get(key) is not None:
            changes[key] = kind(str(data[key]).upper())
    for key in ("language", "country"):
        if data.get(key) is not None:
            changes[key] = str(data[key])[:16]
    return replace(context, **changes)
