"""Write a treatment report step by step, keep it, show it, count it, take it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from dayroom.apps.audit.actions import record as write_down
from dayroom.apps.moderation.actions import open_case
from dayroom.apps.moderation.vocabulary import Priority, Source
from dayroom.apps.people.actions import give_consent
from dayroom.apps.people.queries import has_consent, member_by_id
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.people.vocabulary.consents import consent_text
from dayroom.apps.screening.actions import examine, keep_read, read_text
from dayroom.apps.screening.vocabulary import Read
from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.actions.counting import count_report, take_out
from dayroom.apps.tracking.models import AdviceLine, CountedRow, Treatment, TreatmentReport
from dayroom.apps.tracking.queries.access import places_of, seen_rows, ways_in
from dayroom.apps.tracking.queries.cards import stands_on_card
from dayroom.apps.tracking.queries.reports import report_row
from dayroom.apps.tracking.rules.access import check_may
from dayroom.apps.tracking.rules.audiences import check_audience
from dayroom.apps.tracking.rules.reports import (
    AdultsOnly,
    OwnerOnly,
    WordsStopped,
    check_advice,
    check_complete,
    is_read_by_others,
    own_words,
    waits_for_moderator,
)
from dayroom.apps.tracking.vocabulary import Audience, Scope, known
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.apps.tracking.vocabulary.reports import REPORT_KIND, AdviceState, Said
from dayroom.engines import guard
from dayroom.kernel.errors import NotFound, Unavailable
from dayroom.kernel.ids import is_public_id, new_public_id
from dayroom.platform.sealing import vault_of

READ_BY_OTHERS = frozenset({Audience.PLACE, Audience.CHOSEN})
STOPPED = frozenset({AdviceState.HELD, AdviceState.REMOVED})


@dataclass(frozen=True, slots=True)
class KeptReport:
    """What became of it. held: a moderator reads the advice first. show_help: somebody may need help now."""

    row: TreatmentReport
    held: bool = False
    show_help: bool = False


def start_report(*, record: Record, treatment_id: str, now: datetime) -> TreatmentReport:
    """The report about one treatment of this record; an empty draft the first time. Raises NotAgreed, NotFound."""
    check_may(record, Scope.ENTER)
    check_agreed(record.owner_id)
    rows = seen_rows(record, Treatment.objects.all())
    treatment = rows.filter(public_id=treatment_id).first() if is_public_id(treatment_id) else None
    if treatment is None:
        raise NotFound()
    with transaction.atomic():
        found = TreatmentReport.objects.filter(treatment=treatment).first()
        if found is not None:
            return report_row(record, found.public_id)
        row = TreatmentReport(
            public_id=new_public_id(), owner_id=record.owner_id, treatment=treatment, made_at=now, changed_at=now,
            entered_by_id=record.reader_id, audience=_first_audience(record),
        )
        row.sealed = vault_of(record.owner_id).seal({"draft": {}}, row)
        row.save()
        _note(record, row, now)
    return row


def save_step(*, record: Record, public_id: str, said: Said, now: datetime) -> TreatmentReport:
    """Keep what is written so far as a draft; what stands stays as it is. Raises NotAgreed, NotFound."""
    check_may(record, Scope.ENTER)
    check_agreed(record.owner_id)
    with transaction.atomic():
        row = _locked(record, public_id)
        vault = vault_of(record.owner_id)
        row.sealed = vault.seal({**vault.open(row), "draft": said.as_values()}, row)
        row.changed_at = now
        row.save(update_fields=["sealed", "changed_at"])
        _note(record, row, now)
    return row


def keep_report(
    *, record: Record, public_id: str, audience: str, place_id: int | None, now: datetime
) -> KeptReport:
    """The draft becomes what stands, for this audience. Advice for a community is read by the guard first.

    Raises NotAgreed, NotFound, NothingSaid, AdviceStopped, what `check_audience` raises, and Unavailable where the
    guard cannot answer.
    """
    check_may(record, Scope.ENTER)
    check_agreed(record.owner_id)
    row = report_row(record, public_id)
    place_id = place_id if audience == Audience.PLACE else None
    if (audience, place_id) != (row.audience, row.place_id):
        check_may(record, Scope.SHARE)
    vault = vault_of(record.owner_id)
    values = vault.open(row)
    said = Said.of_values(values.get("draft") or values.get("kept") or {})
    check_complete(said)
    check_audience(audience, place_id=place_id, places=places_of(record.owner_id), readers=1,
                   child=member_by_id(record.owner_id).is_child)
    # what a moderator stopped stays stopped until its words change
    stopped = row.advice_state in STOPPED and said.advice == Said.of_values(values.get("kept") or {}).advice
    # a card in a post shows what stands in the report to others, whomever the report itself is for
    on_card = audience not in READ_BY_OTHERS and stands_on_card(record.owner_id, public_id, vault)
    read = read_advice(record.owner_id, replace(said, advice="") if stopped else said,
                       Audience.CHOSEN if on_card else audience)
    with transaction.atomic():
        row = _locked(record, public_id)
        row.sealed, row.changed_at, row.kept_at = vault.seal({"kept": said.as_values()}, row), now, row.kept_at or now
        row.audience, row.place_id = audience, place_id
        if not stopped:
            keep_advice(row, read, now=now)
        row.save()
        list_advice(row, said)
        count_report(row, now=now, vault=vault)
        _note(record, row, now)
        write_down(actor_id=record.reader_id, action="report.kept", now=now, subject=(REPORT_KIND, row.pk), facts={})
    show_help = read is not None and read.decision.show_help
    return KeptReport(row, held=row.advice_state == AdviceState.HELD, show_help=show_help)


def read_advice(owner_id: int, said: Said, audience: str) -> Read | None:
    """Before the transaction: the guard reads what others will read; None where nobody else will. Raises
    AdviceStopped, WordsStopped, Unavailable."""
    owner = member_by_id(owner_id)
    context = guard.Context(
        author=guard.Author.MEMBER, place=guard.Place.MEMBERS,
        subject=guard.Subject.MINOR if owner.is_child else guard.Subject.UNKNOWN,
        language=owner.language, country=owner.country or settings.DEFAULT_COUNTRY,
    )
    if audience in READ_BY_OTHERS and (words := own_words(said)):
        report, decision = examine(words, context=context)
        if report is None:
            raise Unavailable()
        if decision.action in (guard.Action.BLOCK, guard.Action.HOLD):
            raise WordsStopped()
    if not is_read_by_others(said, audience):
        return None
    read = read_text(said.advice, context=context)
    if not read.checked and read.decision.action is not guard.Action.HOLD:
        raise Unavailable()
    check_advice(read.decision)
    return read


def keep_advice(row: TreatmentReport, read: Read | None, *, now: datetime) -> None:
    """What the guard said decides whether the advice is shown, waits, or is nobody's business. In a transaction."""
    if read is None:
        row.advice_state = AdviceState.UNREAD
        return
    row.advice_revision += 1
    screened = keep_read(read, subject=(REPORT_KIND, row.pk), revision=row.advice_revision, now=now)
    decision = screened.decision
    row.advice_state = AdviceState.HELD if waits_for_moderator(decision, read.text) else AdviceState.LIVE
    if row.advice_state == AdviceState.HELD or decision.tier >= guard.Tier.T2:
        open_case(
            subject=(REPORT_KIND, row.pk), scope_id=row.place_id, author_id=row.owner_id, anonymous=False,
            priority=Priority.of_tier(decision.tier), source=Source.MACHINE, reasons=list(decision.reasons), now=now,
            tier=int(decision.tier),
        )


def list_advice(row: TreatmentReport, said: Said) -> None:
    """Where members of the community find it; gone as soon as it is not shown."""
    AdviceLine.objects.filter(report=row).delete()
    if row.advice_state != AdviceState.LIVE or row.audience != Audience.PLACE or row.place_id is None:
        return
    told = vault_of(row.owner_id).open(row.treatment)
    treatment = known.treatment_named(told.get("name", ""), told.get("code", ""))
    if treatment is not None and said.advice:
        AdviceLine.objects.create(report=row, subject=treatment.slug, place_id=row.place_id)


def decide_advice(*, report_id: int, state: str, now: datetime) -> None:
    """A moderator has decided; may be called again. Nothing is shown that the owner has meanwhile taken back."""
    with transaction.atomic():
        row = TreatmentReport.objects.select_for_update().select_related("treatment").filter(pk=report_id).first()
        if row is None or row.advice_state == state:
            return
        row.advice_state, row.changed_at = state, now
        row.save(update_fields=["advice_state", "changed_at"])
        list_advice(row, Said.of_values(vault_of(row.owner_id).open(row).get("kept") or {}))


def agree_to_counting(*, record: Record, language: str, now: datetime) -> None:
    """The owner's yes, with the words as shown. Reports that are marked for it are counted from the next count on.

    Raises OwnerOnly, AdultsOnly.
    """
    if not record.mine:
        raise OwnerOnly()
    if member_by_id(record.owner_id).is_teen:
        raise AdultsOnly()
    if not has_consent(record.owner_id, Purpose.COUNTED):
        text = consent_text(Purpose.COUNTED, language)
        give_consent(member_id=record.owner_id, purpose=Purpose.COUNTED, text_version=text.version,
                     language=text.language, now=now)


def forget_draft(*, record: Record, public_id: str, now: datetime) -> bool:
    """Drop what was being written; a report that never stood goes altogether. Returns whether a report is left."""
    check_may(record, Scope.ENTER)
    with transaction.atomic():
        row = _locked(record, public_id)
        vault = vault_of(record.owner_id)
        kept = vault.open(row).get("kept")
        if kept is None:
            row.delete()
            return False
        row.sealed, row.changed_at = vault.seal({"kept": kept}, row), now
        row.save(update_fields=["sealed", "changed_at"])
    return True


def delete_report(*, record: Record, public_id: str, now: datetime) -> None:
    """Out of the record, off every page at once, and out of the numbers with the next recount. Raises NotFound."""
    check_may(record, Scope.ENTER)
    with transaction.atomic():
        row = _locked(record, public_id)
        take_out(CountedRow.objects.filter(report=row), today=now.date())
        _note(record, row, now)
        write_down(actor_id=record.reader_id, action="report.deleted", now=now, subject=(REPORT_KIND, row.pk), facts={})
        row.delete()


def after_change(owner_id: int, kind: str, public_id: str) -> None:
    """A treatment was renamed, deleted or brought back, or somebody else may see a report: what was derived from it
    follows. In the transaction of that change; raises AdviceStopped, Unavailable, and then nothing is changed."""
    if kind not in (REPORT_KIND, "treatment"):
        return
    which = {"public_id": public_id} if kind == REPORT_KIND else {"treatment__public_id": public_id}
    row = TreatmentReport.objects.select_related("treatment").filter(
        owner_id=owner_id, kept_at__isnull=False, **which
    ).first()
    if row is None:
        return
    now = max(row.changed_at, row.treatment.changed_at)
    said = Said.of_values(vault_of(owner_id).open(row).get("kept") or {})
    if kind == REPORT_KIND and row.advice_state not in STOPPED:
        keep_advice(row, read_advice(owner_id, said, row.audience), now=now)
        row.save(update_fields=["advice_state", "advice_revision"])
    count_report(row, now=now)
    list_advice(row, said)


def with_draft(said: Said, **changes: object) -> Said:
    """One step of the form put into the rest."""
    return replace(said, **changes)  # type: ignore[arg-type]  # the forms give each name its own type


def _first_audience(record: Record) -> Audience:
    """What a carer writes, carers see; a child's guardian sees everything without that."""
    return Audience.ME if record.mine or member_by_id(record.owner_id).is_child else Audience.CARERS


def _locked(record: Record, public_id: str) -> TreatmentReport:
    row = report_row(record, public_id)
    found = TreatmentReport.objects.select_for_update().select_related("treatment").filter(pk=row.pk).first()
    if found is None:
        raise NotFound()
    return found


def _note(record: Record, row: TreatmentReport, now: datetime) -> None:
    note_access(record, REPORT_KIND, ways_in(record, [row], REPORT_KIND), now=now, scope=Scope.ENTER)
