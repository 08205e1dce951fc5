"""Let go of a member's record: the keys first, then the rows, and with the account the part they had in records of
others."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from dayroom.apps.audit.actions import record as record_act
from dayroom.apps.people.actions import withdraw_consent
from dayroom.apps.people.actions.kept import forget_kept
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.carers import end_all
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
from dayroom.apps.tracking.ports import RECORD_WATCHERS
from dayroom.apps.tracking.queries.files import stored_names
from dayroom.platform.files import delete_files
from dayroom.platform.sealing import forget_keys

# the yes to a record, and what stands on it
CONSENTS = (Purpose.COUNTED, Purpose.MATCHING, Purpose.OWN_RECORD)


def delete_record(*, member_id: int, now: datetime) -> None:
    """The member deletes their whole record and stays. Each yes is taken back, carers are told that it ended, copies
    made on this site go too. There is no way back. Recorded."""
    with transaction.atomic():
        for purpose in CONSENTS:
            withdraw_consent(member_id=member_id, purpose=purpose, now=now)
        end_all(owner_id=member_id, now=now)
        forget_own_record(member_id)
        for _key, watcher in RECORD_WATCHERS:
            watcher.forgotten(member_id=member_id, now=now)
        record_act(actor_id=member_id, action="record.delete", now=now, subject=("member", member_id))


def forget_record(owner_id: int) -> None:
    """The account goes: everything the member keeps here, and what they keep or were given in records of others."""
    with transaction.atomic():
        forget_own_record(owner_id)
        for forget in WITH_OTHERS:
            forget(owner_id)


def forget_own_record(owner_id: int) -> None:
    """Everything the member keeps about themselves. Without the keys nothing of it opens, also not from a copy of the
    site that was made before. What they keep or enter for others stays."""
    with transaction.atomic():
        forget_keys(owner_id)
        for forget in OWN:
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


def _shown(owner_id: int) -> None:
    """Who was chosen for what, and who looked."""
    ChosenReader.objects.filter(owner_id=owner_id).delete()
    Access.objects.filter(owner_id=owner_id).delete()


def _shared(member_id: int) -> None:
    """Who acted for the member and for whom the member acted. In the logs of others the member stays as "somebody"."""
    Proxy.objects.filter(owner_id=member_id).delete()
    Proxy.objects.filter(carer_id=member_id).delete()
    ChosenReader.objects.filter(reader_id=member_id).delete()


def _kept_for_others(member_id: int) -> None:
    """Nobody else opens the records that this carer kept for people without an account: they go with the carer."""
    for kept_id in list(KeptPerson.objects.filter(carer_id=member_id).values_list("owner_id", flat=True)):
        forget_kept(member_id=kept_id, by_id=None, now=timezone.now())
    KeptPerson.objects.filter(owner_id=member_id).delete()


def _left_with_others(member_id: int) -> None:
    """What the member entered for others stays theirs, without the name of who entered it. Sheets made for others go
    with who made them: nobody else has chosen what stands on them."""
    for model in (Condition, Treatment, LifeEvent):
        model.every.filter(entered_by_id=member_id).update(entered_by=None)
    Reading.objects.filter(entered_by_id=member_id).update(entered_by=None)
    TreatmentReport.objects.filter(entered_by_id=member_id).update(entered_by=None)
    Access.objects.filter(actor_id=member_id).delete()
    VisitSheet.objects.filter(made_by_id=member_id).delete()


def _reported(owner_id: int) -> None:
    """Out of what is counted and off the lists of people like them, before the reports themselves go."""
    take_out(CountedRow.objects.filter(owner_id=owner_id), today=localdate())
    drop_card(owner_id)
    TreatmentReport.objects.filter(owner_id=owner_id).delete()


def _planned(owner_id: int) -> None:
    """Cards leave every post, links of sheets and the calendar open nothing."""
    for model in (Goal, Reminder, VisitSheet, Card, CalendarAddress):
        model.objects.filter(owner_id=owner_id).delete()


OWN = [_reported, _planned, _told, _measured, _brought_and_taken, _shown]
WITH_OTHERS = [_kept_for_others, _shared, _left_with_others]
