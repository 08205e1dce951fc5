"""Treatment reports of a record, opened, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dayroom.apps.people.queries import hidden_from
from dayroom.apps.tracking.models import AdviceLine, CountedRow, Treatment, TreatmentReport
from dayroom.apps.tracking.queries.access import places_of, seen_rows, still_there
from dayroom.apps.tracking.vocabulary import Audience, Scope, known
from dayroom.apps.tracking.vocabulary.reports import AdviceShown, AdviceState, ReportShown, Said
from dayroom.kernel.errors import NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.sealing import Vault, vault_of, vaults_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from dayroom.apps.people.models import Member
    from dayroom.apps.tracking.vocabulary.records import Record

ADVICE_MOST = 10  # on one page; newest first


def report_rows(record: Record) -> QuerySet[TreatmentReport]:
    """The reports the reader may see; drafts are for those who may write."""
    rows = seen_rows(record, TreatmentReport.objects.filter(treatment__removed_at=None).select_related("treatment"))
    return rows if record.may(Scope.ENTER) else rows.filter(kept_at__isnull=False)


def reports_of(record: Record) -> list[ReportShown]:
    """Newest first."""
    rows = list(report_rows(record).order_by("-pk"))
    vault = vault_of(record.owner_id) if rows else None
    counted = set(CountedRow.objects.filter(owner_id=record.owner_id).values_list("report_id", flat=True))
    return [_shown(record, row, vault, counted) for row in rows] if vault else []


def report_of(record: Record, public_id: str) -> ReportShown:
    """One of them. Raises NotFound, also for one that the reader may not see."""
    row = report_row(record, public_id)
    counted = set(CountedRow.objects.filter(report=row).values_list("report_id", flat=True))
    return _shown(record, row, vault_of(record.owner_id), counted)


def draft_of(record: Record, public_id: str) -> ReportShown:
    """The report as it is being written: the draft where there is one, else what stands."""
    row = report_row(record, public_id)
    vault = vault_of(record.owner_id)
    values = vault.open(row)
    return replace(
        _shown(record, row, vault, set()), said=Said.of_values(values.get("draft") or values.get("kept") or {})
    )


def report_row(record: Record, public_id: str) -> TreatmentReport:
    row = report_rows(record).filter(public_id=public_id).first() if is_public_id(public_id) else None
    if row is None:
        raise NotFound()
    return row


def _shown(record: Record, row: TreatmentReport, vault: Vault, counted: set[int]) -> ReportShown:
    values, treatment = vault.open(row), vault.open(row.treatment)
    said = Said.of_values(values.get("kept") or values.get("draft") or {})
    if not record.mine and row.audience == Audience.PLACE and row.advice_state != AdviceState.LIVE:
        said = replace(said, advice="")
    found = known.treatment_named(treatment.get("name", ""), treatment.get("code", ""))
    return ReportShown(
        public_id=row.public_id, treatment=treatment.get("name", ""), treatment_id=row.treatment.public_id, said=said,
        audience=row.audience, is_draft=row.kept_at is None, has_draft=bool(values.get("draft")),
        place_id=row.place_id, advice_state=row.advice_state, started_on=treatment.get("started_on", ""),
        stopped_on=treatment.get("stopped_on", ""), slug=found.slug if found else "", counts=row.pk in counted,
    )


def unreported(record: Record) -> list[tuple[str, str]]:
    """(public id, name) of treatments that have no report yet, newest first."""
    rows = list(seen_rows(record, Treatment.objects.filter(report=None)).order_by("-pk"))
    vault = vault_of(record.owner_id) if rows else None
    return [(row.public_id, vault.open(row).get("name", "")) for row in rows] if vault else []


def advice_about(reader: Member, subject: str) -> list[tuple[TreatmentReport, AdviceShown]]:
    """What members of the reader's communities advise about a treatment; newest first. Never for visitors."""
    places = list(places_of(reader.pk))
    lines = AdviceLine.objects.filter(subject=subject, place_id__in=places).exclude(
        report__owner_id__in=hidden_from(reader.pk)
    )
    # the derived line only leads here; whether it may be shown is asked of the report itself
    lines = lines.filter(
        report__audience=Audience.PLACE, report__place_id__in=places, report__advice_state=AdviceState.LIVE,
        report__treatment__removed_at=None,
    ).select_related("report__owner")
    found = [line.report for line in lines.order_by("-pk")[:ADVICE_MOST]]
    there = still_there((row.place_id, row.owner_id) for row in found)
    return list(_opened([row for row in found if (row.place_id, row.owner_id) in there]))


def _opened(rows: Iterable[TreatmentReport]) -> Iterator[tuple[TreatmentReport, AdviceShown]]:
    rows = [row for row in rows if row.owner.is_active]
    vaults = vaults_of(row.owner_id for row in rows)
    for row in rows:
        text = Said.of_values(vaults[row.owner_id].open(row).get("kept") or {}).advice
        if text:
            yield row, AdviceShown(row.public_id, row.owner.handle, text)


def advice_id(public_id: str, reader_id: int) -> int | None:
    """The report with this advice, if the reader may see it as a member of its community."""
    row = TreatmentReport.objects.filter(
        public_id=public_id, audience=Audience.PLACE, advice_state=AdviceState.LIVE,
        place_id__in=list(places_of(reader_id)), treatment__removed_at=None,
    ).first()
    if row is None or row.owner_id in hidden_from(reader_id) or not still_there([(row.place_id, row.owner_id)]):
        return None
    return row.pk


def advice_owner(report_id: int) -> tuple[int | None, int | None]:
    """(whose it is, the community that it is for)."""
    found = TreatmentReport.objects.filter(pk=report_id).values_list("owner_id", "place_id").first()
    return found or (None, None)


def advice_under_review(report_id: int) -> tuple[TreatmentReport, str, str] | None:
    """(report, treatment, advice) for a moderator, who reads the advice and nothing else of the record."""
    row = TreatmentReport.objects.select_related("treatment", "owner").filter(pk=report_id).first()
    vault = vaults_of([row.owner_id]).get(row.owner_id) if row is not None else None
    if row is None or vault is None:
        return None
    return row, vault.open(row.treatment).get("name", ""), Said.of_values(vault.open(row).get("kept") or {}).advice
