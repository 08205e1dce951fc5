"""Let go of a member's record: the keys first, then the rows, then the part they had in records of others."""

from __future__ import annotations

from django.db import transaction

from dayroom.apps.tracking.models import (
    Access,
    ChosenReader,
    Condition,
    FormAnswer,
    HealthProfile,
    ImportBatch,
    LifeEvent,
    Proxy,
    Reading,
    Tracker,
    Treatment,
)
from dayroom.apps.tracking.queries.files import stored_names
from dayroom.platform.files import delete_files
from dayroom.platform.sealing import forget_keys


def forget_record(owner_id: int) -> None:
    """Delete everything the member keeps here. Without the keys nothing of it opens, also not from a backup."""
    with transaction.atomic():
        forget_keys(owner_id)
        for forget in PARTS:
            forget(owner_id)


def _told(owner_id: int) -> None:
    for model in (Condition, Treatment, LifeEvent):
        model.every.filter(owner_id=owner_id).delete()


def _measured(owner_id: int) -> None:
    """Readings first: a tracker with a hundred thousand of them would otherwise be collected row by row."""
    delete_files(stored_names(owner_id))
    Reading.objects.filter(owner_id=owner_id).delete()
    FormAnswer.objects.filter(owner_id=owner_id).delete()
    Tracker.objects.filter(owner_id=owner_id).delete()
    ImportBatch.objects.filter(owner_id=owner_id).delete()
    HealthProfile.objects.filter(owner_id=owner_id).delete()


def _shared(owner_id: int) -> None:
    """Who acted for the member and for whom the member acted. In the logs of others the member stays as "somebody"."""
    Proxy.objects.filter(owner_id=owner_id).delete()
    Proxy.objects.filter(carer_id=owner_id).delete()
    ChosenReader.objects.filter(owner_id=owner_id).delete()
    ChosenReader.objects.filter(reader_id=owner_id).delete()
    Access.objects.filter(owner_id=owner_id).delete()


def _left_with_others(member_id: int) -> None:
    """What the member entered for others stays theirs, without the name of who entered it."""
    for model in (Condition, Treatment, LifeEvent):
        model.every.filter(entered_by_id=member_id).update(entered_by=None)
    Reading.objects.filter(entered_by_id=member_id).update(entered_by=None)
    Access.objects.filter(actor_id=member_id).delete()


PARTS = [_told, _measured, _shared, _left_with_others]
