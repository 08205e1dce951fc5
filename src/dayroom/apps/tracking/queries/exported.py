"""Everything that a record holds, opened, for its owner's copy. One function a noun; `TABLES` is what is handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dayroom.apps.tracking.models import (
    Access,
    AppToken,
    Card,
    ChosenReader,
    Condition,
    CountedRow,
    Document,
    DoseSaid,
    FormAnswer,
    FoundFact,
    Goal,
    HealthProfile,
    ImportBatch,
    LifeEvent,
    MatchCard,
    Proxy,
    Reading,
    ReadingVersion,
    ReceiveLink,
    Reminder,
    SourceOrder,
    Taking,
    Tracker,
    Treatment,
    TreatmentReport,
    VisitSheet,
)
from dayroom.apps.tracking.queries.carers import kept_by
from dayroom.platform.sealing import Sealable, Vault, vault_of

Row = dict[str, object]
Table = Callable[[int, Vault], Iterator[Row]]


def exported_tables(owner_id: int) -> Iterable[tuple[str, list[Row]]]:
    """(heading, rows) of every table of the record."""
    vault = vault_of(owner_id)
    for heading, table in TABLES:
        yield heading, list(table(owner_id, vault))


def told(row: Sealable, vault: Vault, **beside: object) -> Row:
    """A sealed row as plain values, with what stands beside it in the open."""
    return {"id": row.public_id, **beside, **vault.open(row)}


def _conditions(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in Condition.objects.filter(owner_id=owner_id).order_by("id"):
        yield told(row, vault, audience=row.audience, made_at=row.made_at.isoformat())


def _treatments(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in Treatment.objects.filter(owner_id=owner_id).order_by("id"):
        yield told(row, vault, audience=row.audience, made_at=row.made_at.isoformat())


def _events(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in LifeEvent.objects.filter(owner_id=owner_id).order_by("id"):
        yield told(row, vault, audience=row.audience, made_at=row.made_at.isoformat())


def _profile(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in HealthProfile.objects.filter(owner_id=owner_id):
        yield told(row, vault)


def _trackers(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in Tracker.objects.filter(owner_id=owner_id).order_by("position", "id"):
        yield told(row, vault, kind=row.kind, audience=row.audience)


def _readings(owner_id: int, vault: Vault) -> Iterator[Row]:
    rows = Reading.objects.filter(owner_id=owner_id).select_related("tracker").order_by("tracker_id", "taken_at", "id")
    for row in rows.iterator(chunk_size=2000):
        yield told(row, vault, tracker=row.tracker.public_id, taken_at=row.taken_at.isoformat(),
                   ended_at=row.ended_at.isoformat() if row.ended_at else None, photo=row.photo,
                   set_aside=row.set_aside)


def _earlier_readings(owner_id: int, vault: Vault) -> Iterator[Row]:
    rows = ReadingVersion.objects.filter(reading__owner_id=owner_id).select_related("reading").order_by("id")
    for row in rows.iterator(chunk_size=2000):
        yield told(row, vault, reading=row.reading.public_id, changed_at=row.changed_at.isoformat())


def _answers(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in FormAnswer.objects.filter(owner_id=owner_id).select_related("tracker").order_by("answered_at", "id"):
        yield told(row, vault, tracker=row.tracker.public_id, answered_at=row.answered_at.isoformat(),
                   audience=row.audience)


def _batches(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in ImportBatch.objects.filter(owner_id=owner_id).order_by("id"):
        yield told(row, vault, kind=row.kind, state=row.state, made_at=row.made_at.isoformat(), kept=row.kept,
                   left_out=row.left_out)


def _proxies(owner_id: int, vault: Vault) -> Iterator[Row]:
    """Both sides: who acts for the member, and for whom the member acts."""
    rows = Proxy.objects.filter(owner_id=owner_id) | Proxy.objects.filter(carer_id=owner_id)
    for row in rows.select_related("owner", "carer").order_by("id"):
        yield {
            "record_of": row.owner.handle, "carer": row.carer.handle, "authority": row.authority, "state": row.state,
            "may_see": row.may_see, "may_enter": row.may_enter, "may_share": row.may_share,
            "asked_at": row.asked_at.isoformat(), "until_on": row.until_on.isoformat() if row.until_on else None,
            "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        }


def _kept(owner_id: int, vault: Vault) -> Iterator[Row]:
    """People without an account whose records the member keeps; the records themselves open on their own pages."""
    for one in kept_by(owner_id):
        yield {"name": one.name, "link_until": one.link_until.isoformat() if one.link_until else None}


def _chosen(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in ChosenReader.objects.filter(owner_id=owner_id).select_related("reader").order_by("id"):
        yield {"reader": row.reader.handle, "kind": row.kind, "item": row.item,
               "chosen_at": row.chosen_at.isoformat()}


def _accesses(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in Access.objects.filter(owner_id=owner_id).select_related("actor").order_by("id"):
        yield {"who": row.actor.handle if row.actor else "", "way": row.way, "what": row.scope, "kind": row.kind,
               "item": row.item, "on": row.on.isoformat(), "times": row.times}


def _reports(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in TreatmentReport.objects.filter(owner_id=owner_id).select_related("treatment").order_by("id"):
        yield told(row, vault, treatment=row.treatment.public_id, audience=row.audience,
                   made_at=row.made_at.isoformat())


def _counted(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in CountedRow.objects.filter(owner_id=owner_id).order_by("id"):
        yield {"subject": row.subject, "state": row.state, "columns": row.columns}


def _match_card(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in MatchCard.objects.filter(owner_id=owner_id).prefetch_related("tokens"):
        yield {"words": sorted(one.token for one in row.tokens.all()), "shown": row.shown, "weights": row.weights}


def _documents(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in Document.objects.filter(owner_id=owner_id).order_by("id"):
        yield told(row, vault, made_at=row.made_at.isoformat(), audience=row.audience)


def _apps(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in AppToken.objects.filter(owner_id=owner_id).order_by("id"):
        yield {"name": row.name, "may_read": row.scopes, "made_at": row.made_at.isoformat(),
               "expires_at": row.expires_at.isoformat(),
               "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None}


def _found(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in FoundFact.objects.filter(owner_id=owner_id).order_by("id"):
        yield told(row, vault, state=row.state)


def _sources(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in SourceOrder.objects.filter(tracker__owner_id=owner_id).select_related("tracker").order_by("id"):
        yield told(row, vault, tracker=row.tracker.public_id)


def _takings(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in Taking.objects.filter(owner_id=owner_id).order_by("id"):
        yield told(row, vault, form=row.form, state=row.state, made_at=row.made_at.isoformat())


def _receiving(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in ReceiveLink.objects.filter(owner_id=owner_id).order_by("id"):
        yield {"made_at": row.made_at.isoformat(), "used_at": row.used_at.isoformat() if row.used_at else None}


def _goals(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in Goal.objects.filter(owner_id=owner_id).prefetch_related("notes").order_by("id"):
        notes = [{"text": vault.open(note)["text"], "at": note.written_at.isoformat()} for note in row.notes.all()]
        yield told(row, vault, state=row.state, audience=row.audience, notes=notes)


def _reminders(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in Reminder.objects.filter(owner_id=owner_id).select_related("treatment").order_by("id"):
        yield told(row, vault, treatment=row.treatment.public_id, paused=row.paused, by_mail=row.by_mail)


def _doses(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in DoseSaid.objects.filter(owner_id=owner_id).select_related("reminder").order_by("due_at"):
        yield told(row, vault, reminder=row.reminder.public_id, due_at=row.due_at.isoformat())


def _sheets(owner_id: int, vault: Vault) -> Iterator[Row]:
    """Codes and secret addresses are left out: a copy may lie about."""
    for row in VisitSheet.objects.filter(owner_id=owner_id).prefetch_related("links__openings").order_by("id"):
        opened = [one.opened_at.isoformat() for link in row.links.all() for one in link.openings.all()]
        yield told(row, vault, made_at=row.made_at.isoformat(), links=len(row.links.all()), opened=sorted(opened))


def _cards(owner_id: int, vault: Vault) -> Iterator[Row]:
    for row in Card.objects.filter(owner_id=owner_id).order_by("id"):
        yield told(row, vault, audience=row.audience, for_all=row.for_all, made_at=row.made_at.isoformat())


TABLES: list[tuple[str, Table]] = [
    ("documents that were handed in", _documents),
    ("links for handing in", _receiving),
    ("apps that may read", _apps),
    ("what files told of", _found),
    ("which device counts", _sources),
    ("files that were made", _takings),
    ("conditions", _conditions),
    ("treatments", _treatments),
    ("life events", _events),
    ("treatment reports", _reports),
    ("what is counted of them", _counted),
    ("what people like me see", _match_card),
    ("profile", _profile),
    ("trackers", _trackers),
    ("readings", _readings),
    ("readings before a change", _earlier_readings),
    ("questionnaire answers", _answers),
    ("goals", _goals),
    ("reminders", _reminders),
    ("what was taken", _doses),
    ("visit sheets", _sheets),
    ("cards in posts", _cards),
    ("imports", _batches),
    ("who may act for whom", _proxies),
    ("people without an account", _kept),
    ("chosen readers", _chosen),
    ("who looked", _accesses),
]
