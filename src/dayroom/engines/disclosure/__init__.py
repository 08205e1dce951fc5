"""Reads a table and says what may leave: what is published again and again, one table, and rows about people.

    ledger = publish(Ledger(plan), people)
    count(ledger, effectiveness="MAJOR")

Counts are of people. Pure: no Django, no network, no clock.
"""

from . import errors
from .keeping import as_table, from_table
from .limits import Limits, limits
from .plans import Plan
from .releases import Ledger, Says, Shown, count, publish, recount, same_plan
from .risk import Risk, fit_to_leave, risk
from .tables import Suppressed, rounded, suppress_table

__all__ = [
    "Ledger",
    "Limits",
    "Plan",
    "Risk",
    "Says",
    "Shown",
    "Suppressed",
    "as_table",
    "count",
    "errors",
    "fit_to_leave",
    "from_table",
    "limits",
    "publish",
    "recount",
    "risk",
    "rounded",
    "same_plan",
    "suppress_table",
]
