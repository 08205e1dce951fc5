"""Plain values out of what the editor keeps, the text that is checked, and the digest an approval belongs to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from dayroom.apps.library.vocabulary.wordings import Block, Edition, Source, Wording

# what a reviewer's approval does not depend on: the day of the review is written by the approval itself
OUTSIDE_THE_DIGEST = ("article_id", "reviewed_on")


def plain_value(value: Any) -> Any:
    """A block's value without the names that the editor gives to lines of a list.

    >>> plain_value({"items": [{"type": "item", "value": "Rest.", "id": "x"}]})
    {'items': ['Rest.']}
    """
    if isinstance(value, Mapping):
        return {str(key): plain_value(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain_value(part["value"]) if _is_line(part) else plain_value(part) for part in value]
    return value


def _is_line(part: Any) -> bool:
    return isinstance(part, Mapping) and "value" in part and part.get("type") in ("item", "source", "edition")


def blocks_of(raw: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(Block(str(part["type"]), plain_value(part["value"])) for part in raw)


def sources_of(raw: Iterable[Mapping[str, Any]]) -> tuple[Source, ...]:
    return tuple(
        Source(
            body=str(one.get("body") or "").strip(), title=str(one.get("title") or "").strip(),
            year=int(one.get("year") or 0), doi=str(one.get("doi") or ""), pmid=str(one.get("pmid") or ""),
            tier=int(one.get("tier") or 3), checked=bool(one.get("checked")),
        )
        for one in (plain_value(part["value"]) for part in raw)
    )


def editions_of(raw: Iterable[Mapping[str, Any]]) -> tuple[Edition, ...]:
    """Newest first."""
    read = [
        Edition(date.fromisoformat(str(one["date"])), str(one.get("what") or "").strip())
        for one in (plain_value(part["value"]) for part in raw) if one.get("date")
    ]
    return tuple(sorted(read, key=lambda one: one.day, reverse=True))


def text_of(wording: Wording) -> str:
    """Everything a reader reads, one thought per line: what the guard and the readability formulas are asked about."""
    lines = [wording.title, wording.summary]
    for block in wording.blocks:
        lines += lines_of(block)
    return "\n\n".join(line.strip() for line in lines if line and line.strip())


def lines_of(block: Block) -> list[str]:
    value = block.value
    if block.type == "now":
        return [line for item in value.get("items", ()) for line in (item.get("title", ""), item.get("text", ""))]
    if block.type == "dos":
        # "Do not" in front: without it a thing to leave alone reads like a thing to do
        return [*value.get("do", ()), *(f"Do not: {line}" for line in value.get("dont", ()))]
    if block.type in ("facts", "questions"):
        return list(value.get("items", ()))
    if block.type == "team":
        return [f"{one.get('who', '')}: {one.get('does', '')} {one.get('reach') or ''}"
                for one in value.get("people", ())]
    return [str(value.get(name) or "") for name in ("heading", "markdown", "title", "alt", "caption", "twin")]


def digest_of(wording: Wording) -> str:
    """What an approval belongs to: change anything a reader meets, and it is another digest."""
    told = {key: value for key, value in asdict(wording).items() if key not in OUTSIDE_THE_DIGEST}
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str, ensure_ascii=False).encode()).hexdigest()
