"""What can go wrong when something shall leave. No message carries a count or a value."""

from __future__ import annotations

from dayroom.kernel.errors import Conflict, Invalid, Refused


class UnknownPart(Invalid):
    """This table has no such column or value."""


class NotOneTable(Invalid):
    """These columns are not published together."""


class UnevenTable(Invalid):
    """Every row of the table must have the same number of counts, and none may be below zero."""


class PlanChanged(Conflict):
    """What is published here has another plan. A new plan could give away small numbers beside the old one."""


class TooMuchSuppressed(Refused):
    """Too many rows would have to be left out. Use fewer or broader columns."""
