"""Which claims label nothing, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .vocabulary import Claim, Unused


def unused(claims: Iterable[Claim], today: date | None) -> Iterable[Unused]:
    """In the order of the register, each with the first reason; `today` None leaves reviews out."""
    for claim in claims:
        reason = ""
        if not claim.sources:
            reason = "it names no source"
        elif claim.checked is None:
            reason = "it does not say when it was checked"
        elif claim.review_by is None or (today is not None and claim.review_by < today):
            reason = "its review is overdue" if claim.review_by else "it has no day by which it is reviewed"
        elif claim.rating > 0.5:
            reason = "its check found it to be right"
        if reason:
            yield Unused(claim.id, reason)
