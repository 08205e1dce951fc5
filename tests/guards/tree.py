"""Where things stand in the checkout, and how its URL tree is walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dayroom"


def templates() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.html") if "templates" in path.parts)


def own_static() -> list[Path]:
    return sorted(
        path
        for path in (SOURCE / "web" / "static").rglob("*")
        if path.is_file() and "vendor" not in path.parts and path.suffix in (".css", ".js", ".svg")
    )


# hundreds of addresses of one program behind one gate (docs/adr/0016): the gate is looked at, not every page inside
BEHIND_ONE_GATE = {"desk/library/write/": "the library's editor (Wagtail)"}


def views(
    patterns: Iterable[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """(address as written in the URL tree, pattern) of every view, without what stands behind one gate."""
    for address, pattern in every_view(patterns, before):
        if not address.startswith(tuple(BEHIND_ONE_GATE)):
            yield address, pattern


def every_view(
    patterns: Iterable[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from every_view(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern), pattern


def gate_of(pattern: URLPattern) -> str | None:
    view = pattern.callback
    return getattr(view, "gate", None) or getattr(getattr(view, "view_class", None), "gate", None)
