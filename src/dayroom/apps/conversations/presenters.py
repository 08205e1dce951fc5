"""What the guard saw, marked in the writer's own text."""

from __future__ import annotations

from html import escape

from dayroom.engines.guard import Finding


def marked(text: str, findings: tuple[Finding, ...]) -> str:
    """The text as safe HTML with each span in a mark; overlapping spans are marked once."""
    parts, at = [], 0
    for found in sorted(findings, key=lambda one: (one.start, -one.end)):
        if found.start < at:
            continue
        parts.append(escape(text[at : found.start]))
        parts.append(f'<mark class="span">{escape(text[found.start : found.end])}</mark>')
        at = found.end
    return "".join([*parts, escape(text[at:])])
