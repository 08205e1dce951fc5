"""Who stands in the numbers: put in, taken out at once, and counted once a day. Decision record 0019."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from dayroom.apps.people.queries import has_consent, member_by_id
from dayroom.apps.people.queries.consents import who_agreed
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.models import CountedRow, PublishedLedger, Treatment, TreatmentReport
from dayroom.apps.tracking.queries.profiles import profile_of
from dayroom.apps.tracking.rules.counting import (
    RECOUNT_DAYS,
    Columns,
    Day,
    columns_of,
    count_day,
    is_counted,
    is_shown,
    plan_of,
    purpose_of,
    subject_of,
)
from dayroom.apps.tracking.vocabulary import COUNTED, known
from dayroom.apps.tracking.vocabulary.reports import CountState, Said
from dayroom.engines.disclosure import Ledger, as_table, from_table
from dayroom.platform.sealing import Vault, vault_of

CHUNK = 1000
# reports that changed within these days are looked at again: their audience may have been changed elsewhere
LOOK_BACK = timedelta(days=2)


def count_report(report: TreatmentReport, *, now: datetime, vault: Vault | None = None) -> bool:
    """Bring the row of one report in line with what stands in it and what its owner allows; returns whether it counts.

    Idempotent. To be called whenever a report, its treatment, its audience or the owner's yes has changed.
    """
    owner_id = report.owner_id
    vault = vault or vault_of(owner_id)
    said = Said.of_values(vault.open(report).get("kept") or {})
    agreed = has_consent(owner_id, Purpose.COUNTED)
    treatment = _treatment(report, vault)
    counts = treatment is not None and is_counted(
        said, audience=report.audience, agreed=agreed, adult=not member_by_id(owner_id).is_teen
    )
    if treatment is None or not counts:
        take_out(CountedRow.objects.filter(report=report), today=now.date())
        return False
    about = profile_of(owner_id, vault)
    columns = columns_of(said, birth_year=about.birth_year, sex=about.sex, today=now.date())
    put_in(report, subject_of(treatment, purpose_of(said, treatment)), columns, today=now.date())
    return True


def _treatment(report: TreatmentReport, vault: Vault) -> known.Known | None:
    """The treatment of the list that this report is about; None for what is in no list or was deleted."""
    row = Treatment.objects.filter(pk=report.treatment_id).first()
    if row is None:
        return None
    told = vault.open(row)
    return known.treatment_named(told.get("name", ""), told.get("code", ""))


def put_in(report: TreatmentReport, subject: str, columns: Columns, *, today: date) -> None:
    """One person as a row of a subject. Who is in its numbers already, now or as somebody who left, is not counted a
    second time but waits for the recount."""
    with transaction.atomic():
        take_out(CountedRow.objects.filter(report=report).exclude(subject=subject), today=today)
        row = CountedRow.objects.select_for_update().filter(owner_id=report.owner_id, subject=subject).first()
        if row is None:
            back = _comes_back(report.owner_id, subject)
            CountedRow.objects.create(owner_id=report.owner_id, report=report, subject=subject, columns=columns,
                                      state=CountState.CHANGED if back else CountState.WAITING)
            return
        if row.report_id != report.pk and row.report_id > report.pk:
            return  # the same treatment once more: the later report counts
        if row.state == CountState.COUNTED and row.columns != columns:
            row.state = CountState.CHANGED
            _went(subject, today)
        row.report, row.columns = report, columns
        row.save()


def take_out(rows: Iterable[CountedRow], *, today: date) -> int:
    """Out of the rows at once, and out of the numbers with the next recount. Returns how many."""
    gone = 0
    with transaction.atomic():
        for row in rows:
            if row.state != CountState.WAITING:
                _went(row.subject, today, digest(row.owner_id, row.subject))
            row.delete()
            gone += 1
    return gone


def digest(owner_id: int, subject: str) -> str:
    """Knows a person again who was counted and left, without saying who. Keyed with the site's key."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{owner_id}|{subject}".encode(), hashlib.sha256).hexdigest()[:24]


def _went(subject: str, today: date, gone: str = "") -> None:
    ledger = PublishedLedger.objects.select_for_update().filter(subject=subject).first()
    if ledger is not None:
        ledger.gone = [*ledger.gone, gone] if gone else ledger.gone
        ledger.gone_since = ledger.gone_since or today
        ledger.save(update_fields=["gone", "gone_since"])


def _comes_back(owner_id: int, subject: str) -> bool:
    ledger = PublishedLedger.objects.select_for_update().filter(subject=subject).first()
    one = digest(owner_id, subject)
    if ledger is None or one not in ledger.gone:
        return False
    ledger.gone = [other for other in ledger.gone if other != one]
    ledger.save(update_fields=["gone"])
    return True


def count_member(member_id: int, *, now: datetime) -> int:
    """After a yes or a no: all reports of one member. Returns how many count."""
    reports = TreatmentReport.objects.filter(owner_id=member_id, kept_at__isnull=False).order_by("pk")
    if not has_consent(member_id, Purpose.COUNTED):
        take_out(CountedRow.objects.filter(owner_id=member_id), today=now.date())
        return 0
    vault = vault_of(member_id)
    return sum(count_report(report, now=now, vault=vault) for report in reports)


def publish_numbers(*, now: datetime) -> dict[str, int]:
    """Once a day: let go of rows nobody allows any more, then count each subject where enough wait or have left."""
    mended = _mend(now)
    subjects = set(CountedRow.objects.exclude(state=CountState.COUNTED).values_list("subject", flat=True).distinct())
    subjects |= set(PublishedLedger.objects.filter(gone_since__isnull=False).values_list("subject", flat=True))
    counted = sum(publish_subject(subject, today=now.date()) for subject in sorted(subjects))
    return {"mended": mended, "counted": counted}


def publish_subject(subject: str, *, today: date) -> bool:
    """Count one subject; returns whether its numbers changed."""
    with transaction.atomic():
        row = PublishedLedger.objects.select_for_update().filter(subject=subject).first()
        before = from_table(row.table) if row else Ledger(plan_of(subject))
        rows = list(CountedRow.objects.select_for_update().filter(subject=subject).order_by("pk")
                    .values_list("pk", "state", "columns"))
        after = count_day(before, _day(rows, row, today))
        # what was hidden stays so until everybody is counted anew
        shows = is_shown(len(rows), after.ledger) and (row is None or row.people > 0 or after.anew)
        people = after.ledger.people if shows else 0
        if not after.new and (row is None or people == row.people):
            return False
        row = row or PublishedLedger(subject=subject)
        row.people = people
        if after.new:
            row.table, row.release, row.counted_on = as_table(after.ledger), after.ledger.release, today
            _counted(pk for pk, state, _columns in rows if after.anew or state == CountState.WAITING)
        if after.anew:
            row.gone, row.gone_since = [], None
        row.save()
    return True


def _day(rows: list[tuple[int, str, Columns]], row: PublishedLedger | None, today: date) -> Day:
    changed = sum(state == CountState.CHANGED for _pk, state, _columns in rows)
    shown = row is None or row.people > 0
    return Day(
        # numbers that are not shown any more are only ever counted anew: a cohort beside them would show them again
        waiting=[columns for _pk, state, columns in rows if state == CountState.WAITING] if shown else [],
        everyone=[columns for _pk, _state, columns in rows],
        gone=(len(row.gone) if row else 0) + changed,
        gone_days=_days_gone(row, today) if shown else RECOUNT_DAYS,
    )


def _days_gone(row: PublishedLedger | None, today: date) -> int:
    return (today - row.gone_since).days if row and row.gone_since else 0


def _counted(ids: Iterable[int]) -> None:
    done = list(ids)
    for start in range(0, len(done), CHUNK):
        CountedRow.objects.filter(pk__in=done[start : start + CHUNK]).update(state=CountState.COUNTED)


def _mend(now: datetime) -> int:
    """Whatever changed an audience, a treatment or a consent should have called `count_report`; this is the net."""
    odd = CountedRow.objects.exclude(report__audience__in=[str(one) for one in COUNTED]) | CountedRow.objects.filter(
        Q(report__treatment__removed_at__isnull=False) | Q(report__kept_at=None)
    )
    mended = take_out(odd, today=now.date())
    last = 0
    while owners := list(CountedRow.objects.filter(owner_id__gt=last).order_by("owner_id")
                         .values_list("owner_id", flat=True).distinct()[:CHUNK]):
        last = owners[-1]
        without = set(owners) - who_agreed(owners, Purpose.COUNTED)
        mended += take_out(CountedRow.objects.filter(owner_id__in=without), today=now.date()) if without else 0
    fresh = TreatmentReport.objects.filter(
        changed_at__gte=now - LOOK_BACK, kept_at__isnull=False, audience__in=[str(one) for one in COUNTED],
        counted_row=None,
    )
    for report in fresh.order_by("pk"):
        count_report(report, now=now)
    return mended
