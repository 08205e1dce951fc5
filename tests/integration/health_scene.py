"""Ann's own record with some of everything in it, for tests and for pages that are looked at.

Each noun adds what it needs to `Health` and a `_<noun>` function to `build`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from dayroom.apps.tracking.actions.consent import agree

if TYPE_CHECKING:
    from dayroom.apps.people.models import Member


@dataclass(slots=True)
class Health:
    """Public ids of what stands in the record, for addresses."""

    owner: str = ""


def build(owner: Member, carer: Member, now: datetime) -> Health:
    """The owner has agreed; `carer` may act for them. Everything is entered by the owner unless it is about the carer."""
    agree(member_id=owner.pk, language="en", now=now)
    return Health(owner.public_id)
