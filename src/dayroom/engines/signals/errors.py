"""What can go wrong with counts. Each sentence says what to mend; none carries a member's words."""

from __future__ import annotations

from dayroom.kernel.errors import Invalid


class BadCounts(Invalid):
    """These counts cannot be used."""


class NegativeCount(BadCounts):
    """A count cannot be below zero."""


class NotWhole(BadCounts):
    """A count must be a whole number."""


class SeriesTooShort(BadCounts):
    """There is not enough past to judge by."""

    def __init__(self, needed: int, given: int) -> None:
        super().__init__(f"insufficient data: {needed} periods are needed, {given} are here")
        self.needed = needed
        self.given = given


class BadOption(Invalid):
    """A detector cannot work with this setting."""


class NoSuchDetector(BadOption):
    """There is no detector of this name."""
