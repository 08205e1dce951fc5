"""Who may see an item of a record, and who may do what. Facts come in; no queries, no clock."""

from __future__ import annotations

from dayroom.apps.tracking.vocabulary import SEEN_BY_CARERS, Audience, Scope, Way
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.kernel.errors import NotFound


def check_may(record: Record, scope: str) -> None:
    """Raises NotFound: who may not is told nothing, not even that there is a record."""
    if not record.may(scope):
        raise NotFound()


def way_in(record: Record, audience: str, place_id: int | None, *, chosen: bool) -> Way | None:
    """By what right somebody else sees an item; None for "not at all". Not asked for the owner.

    errs   shows nothing where nothing was said
    """
    if Scope.SEE in record.scopes and (record.whole or audience in SEEN_BY_CARERS):
        return Way.CARER
    if audience == Audience.CHOSEN and chosen:
        return Way.CHOSEN
    if audience == Audience.PLACE and place_id is not None and place_id in record.places:
        return Way.PLACE
    return None
