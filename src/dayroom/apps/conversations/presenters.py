"""What the guard saw, marked in the writer's own text."""

from __future__ import annotations

from django.utils.safestring import SafeString

from dayroom.engines.guard import Finding
from dayroom.platform import markup


def marked(text: str, findings: tuple[Finding, ...]) -> SafeString:
    """The text as safe HTML with each span in a mark."""
    return markup.marked(text, ((found.start, found.end) for found in findings))
