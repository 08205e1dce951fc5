"""What stands on the first page of a record."""

from __future__ import annotations

from dataclasses import dataclass

from dayroom.apps.people.queries import has_consent
from dayroom.apps.people.vocabulary import Purpose


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the member has said yes to."""

    record: bool
    counted: bool
    matched: bool


def agreed(owner_id: int) -> Agreed:
    return Agreed(
        has_consent(owner_id, Purpose.OWN_RECORD), has_consent(owner_id, Purpose.COUNTED),
        has_consent(owner_id, Purpose.MATCHING),
    )
