"""Nothing is kept before its owner has said yes."""

from __future__ import annotations

from dayroom.kernel.errors import Refused


class NotAgreed(Refused):
    """Nothing is kept here until the person whose record it is has agreed to it."""


def check_consent(*, stands: bool) -> None:
    """Raises NotAgreed."""
    if not stands:
        raise NotAgreed()
