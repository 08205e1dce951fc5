"""Followers come and go, notes are said and taken back, each inbox is told: all in the organization's name."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from dayroom.apps.audit.actions import record
from dayroom.apps.outreach.models import ActorKey, FederatedNote, Follower, Parcel, SeenSignature
from dayroom.apps.outreach.queries.fediverse import inboxes, living_key
from dayroom.apps.outreach.rules.deliveries import next_try
from dayroom.apps.outreach.rules.fediverse import note_document
from dayroom.apps.outreach.vocabulary.channels import Outgoing
from dayroom.apps.outreach.vocabulary.fediverse import SEEN_KEPT, ParcelKind, ParcelState, RemoteActor
from dayroom.kernel.ids import new_public_id
from dayroom.platform.jobs import enqueue

KEY_BITS = 2048  # what every server reads; NIST SP 800-57 part 1 rev 5, table 2: until 2030
LEASE = timedelta(minutes=10)  # nobody else takes a parcel that is in somebody's hand
SEND_JOB = "outreach.send_parcels"
NOTE_KIND = "federated_note"


def own_key(*, now: datetime) -> ActorKey:
    """The key of the organization; made on first use."""
    found = living_key()
    if found is not None:
        return found
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                serialization.NoEncryption()).decode()
    public = key.public_key().public_bytes(serialization.Encoding.PEM,
                                           serialization.PublicFormat.SubjectPublicKeyInfo).decode()
    try:
        with transaction.atomic():
            made = ActorKey.objects.create(private_pem=private, public_pem=public, made_at=now)
            record(actor_id=None, action="fediverse.key_made", now=now, subject=("actor_key", made.pk))
    except IntegrityError:  # somebody else was first
        return ActorKey.objects.get(retired_at=None)
    return made


def is_first(digest: str, *, now: datetime) -> bool:
    """Whether this signature was not taken before."""
    SeenSignature.objects.filter(seen_at__lt=now - SEEN_KEPT).delete()
    _row, made = SeenSignature.objects.get_or_create(digest=digest, defaults={"seen_at": now})
    return made


def take_follower(*, remote: RemoteActor, follow_id: str, now: datetime) -> None:
    """They are told of every note from now on, and first that they may. Asked again: answered again."""
    with transaction.atomic():
        Follower.objects.update_or_create(actor=remote.actor, defaults={
            "inbox": remote.inbox, "shared_inbox": remote.shared_inbox, "key_name": remote.key_name,
            "public_pem": remote.public_pem, "follow_id": follow_id, "followed_at": now, "answered_at": None,
            "tries": 0, "next_try_at": None})
        enqueue(SEND_JOB)


def drop_follower(*, actor: str) -> bool:
    """They left, or are gone. Nothing of them stays."""
    gone, _what = Follower.objects.filter(actor=actor).delete()
    return bool(gone)


def note_answer(follower: Follower, *, taken: bool, now: datetime) -> None:
    again = next_try(follower.tries + 1, now, None)
    if not taken and again is None:
        Follower.objects.filter(pk=follower.pk).delete()  # a server that never answers follows nobody
        return
    Follower.objects.filter(pk=follower.pk).update(
        answered_at=now if taken else None, tries=F("tries") + 1, next_try_at=again)


def say_note(post: Outgoing, *, now: datetime) -> FederatedNote:
    """Write down what is said and whom to tell, once for each delivery; a job tells them."""
    with transaction.atomic():
        public_id = new_public_id()
        document = note_document(post, site=settings.SITE_URL, public_id=public_id,
                                 published=now.strftime("%Y-%m-%dT%H:%M:%SZ"))
        note, made = FederatedNote.objects.get_or_create(
            delivery_id=post.delivery_id, defaults={"public_id": public_id, "document": document, "published_at": now})
        if made:
            _pack(note, inboxes(), ParcelKind.CREATE, now)
    return note


def take_back(delivery_id: int, *, now: datetime) -> int:
    """The note is gone here at once, and every server that was told of it is asked to let go of it. Returns how many
    were told."""
    with transaction.atomic():
        note = FederatedNote.objects.select_for_update().filter(delivery_id=delivery_id).first()
        if note is None:
            return 0
        FederatedNote.objects.filter(pk=note.pk, deleted_at=None).update(deleted_at=now)
        created = note.parcels.filter(kind=ParcelKind.CREATE)
        created.filter(tries=0).delete()  # it never left
        created.filter(state=ParcelState.QUEUED).update(state=ParcelState.FAILED, fault="taken-back")
        told = list(created.values_list("inbox", flat=True))
        _pack(note, told, ParcelKind.DELETE, now)
    return len(told)


def _pack(note: FederatedNote, to: list[str], kind: ParcelKind, now: datetime) -> None:
    Parcel.objects.bulk_create(
        (Parcel(note=note, inbox=one, kind=kind, next_try_at=now) for one in to), batch_size=500, ignore_conflicts=True)
    if to:
        enqueue(SEND_JOB)


def claim_parcel(parcel: Parcel, *, now: datetime) -> bool:
    """Whether it is in our hand now. Who dies with it leaves it to the next one, and the inbox knows it by its name."""
    return bool(Parcel.objects.filter(pk=parcel.pk, state=ParcelState.QUEUED, next_try_at=parcel.next_try_at).update(
        next_try_at=now + LEASE, tries=F("tries") + 1))


def note_parcel(parcel: Parcel, *, fault: str, permanent: bool, wait_seconds: int | None, now: datetime) -> None:
    """What became of one try; ``fault`` is empty when it was taken."""
    if not fault:
        changed: dict[str, object] = {"state": ParcelState.SENT, "sent_at": now, "fault": ""}
    else:
        again = None if permanent else next_try(parcel.tries + 1, now, wait_seconds)
        changed = {"fault": fault[:40]} | ({"next_try_at": again} if again else {"state": ParcelState.FAILED})
    Parcel.objects.filter(pk=parcel.pk, state=ParcelState.QUEUED).update(**changed)
