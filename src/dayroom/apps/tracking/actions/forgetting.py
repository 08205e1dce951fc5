"""Let go of a member's record: the keys first, then the rows, then the part they had in records of others."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from dayroom.apps.people.actions.kept import forget_kept
from dayroom.apps.tracking.actions.counting import take_out
from dayroom.apps.tracking.actions.matching import drop_card
from dayroom.apps.tracking.models import (
    Access,
    AppToken,
    CalendarAddress,
    Card,
    ChosenReader,
    Condition,
    CountedRow,
    Document,
    FormAnswer,
    FoundFact,
    Goal,
    HealthProfile,
    ImportBatch,
    KeptPerson,
    LifeEvent,
    Proxy,
    Reading,
    ReceiveLink,
    Reminder,
    Taking,
    Tracker,
    Treatment,
    TreatmentReport,
    VisitSheet,
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


def _brought_and_taken(owner_id: int) -> None:
    """After the files themselves (`_measured`): links, keys of apps and what was made or handed in."""
    for model in (FoundFact, Taking, AppToken, ReceiveLink, Document):
        model.objects.filter(owner_id=owner_id).delete()


def _shared(owner_id: int) -> None:
    """Who acted for the member and for whom the member acted. In the logs of others the member stays as "somebody"."""
    Proxy.objects.filter(owner_id=owner_id).delete()
    Proxy.objects.filter(carer_id=owner_id).delete()
    ChosenReader.objects.filter(owner_id=owner_id).delete()
    ChosenReader.objects.filter(reader_id=owner_id).delete()
    Access.objects.filter(owner_id=owner_id).delete()


def _kept_for_others(member_id: int) -> None:
    """Nobody else opens the records that this carer kept for people without an account: they go with the carer."""
    for kept_id in list(KeptPerson.objects.filter(carer_id=member_id).values_list("owner_id", flat=True)):
        forget_kept(member_id=kept_id, by_id=None, now=timezone.now())
    KeptPerson.objects.filter(owner_id=member_id).delete()


def _left_with_others(member_id: int) -> None:
    """What the member entered for others stays theirs, without the name of who entered it."""
    for model in (Condition, Treatment, LifeEvent):
        model.every.filter(entered_by_id=member_id).update(entered_by=None)
    Reading.objects.filter(entered_by_id=member_id).update(entered_by=None)
    Access.objects.filter(actor_id=member_id).delete()


def _reported(owner_id: int) -> None:
    """Out of what is counted and off the lists of people like them, before the reports themselves go."""
    take_out(CountedRow.objects.filter(owner_id=owner_id), today=localdate())
    drop_card(owner_id)
    TreatmentReport.objects.filter(owner_id=owner_id).delete()
    TreatmentReport.objects.filter(entered_by_id=owner_id).update(entered_by=None)


def _planned(owner_id: int) -> None:
    """Cards leave every post, links of sheets and the calendar open nothing. Sheets made for others go with who made
    them: nobody else has chosen what stands on them."""
    for model in (Goal, Reminder, VisitSheet, Card, CalendarAddress):
        model.objects.filter(owner_id=owner_id).delete()
    VisitSheet.objects.filter(made_by_id=owner_id).delete()


PARTS = [_reported, _kept_for_others, _planned, _told, _measured, _brought_and_taken, _shared, _left_with_others]
