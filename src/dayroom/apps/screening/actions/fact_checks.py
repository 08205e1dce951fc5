"""Change the register of fact checks. Every change is audited, and keeps what stood there before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.screening import rules
from dayroom.apps.screening.models import FactCheck, FactCheckVersion
from dayroom.apps.screening.ports import LABEL_WATCHERS
from dayroom.apps.screening.vocabulary import CheckOrigin, CheckState
from dayroom.kernel.errors import Invalid, NotFound
from dayroom.kernel.ids import is_public_id
from dayroom.platform.jobs import enqueue

if TYPE_CHECKING:
    from dayroom.engines.guard import Claim

WORDS = ("claim", "truth", "misleads", "variants", "translations", "sources", "checked_on", "review_by", "topic")
BULK_MOST = 200
# characters that the columns hold
LONGEST = {"id": 80, "claim": 400, "truth": 400, "misleads": 800}


def load_claims(claims: Iterable[Claim], *, origin: CheckOrigin, by_id: int | None, now: datetime) -> tuple[int, int]:
    """Bring claims into the register as "not yet accepted"; entries that are known stay as they are.

    Returns (added, known already). Raises Invalid, and then brings in nothing, where one does not fit.
    """
    claims = list(claims)
    for one in claims:
        rules.check_fits(one, LONGEST)
    known = set(FactCheck.objects.filter(claim_id__in=[one.id for one in claims]).values_list("claim_id", flat=True))
    fresh = [_row_from(one, origin, now) for one in claims if one.id not in known]
    FactCheck.objects.bulk_create(fresh, batch_size=200)
    if fresh:
        record(actor_id=by_id, action="fact-check.loaded", now=now, facts={"count": len(fresh), "origin": str(origin)})
    return len(fresh), len(claims) - len(fresh)


def _row_from(claim: Claim, origin: CheckOrigin, now: datetime) -> FactCheck:
    return FactCheck(
        claim_id=claim.id, topic=claim.topic[:40], claim=claim.claim, truth=claim.truth, misleads=claim.misleads,
        variants=list(claim.variants), translations=rules.translations_of(claim),
        sources=[rules.source_row(source) for source in claim.sources], checked_on=claim.checked,
        review_by=claim.review_by, origin=origin, made_at=now, changed_at=now,
    )


def accept_many(public_ids: Collection[str], *, by_id: int, byline: str, now: datetime) -> tuple[int, list[str]]:
    """A steward answers for these entries from now on. Returns how many, and the claims that cannot be accepted."""
    if len(public_ids) > BULK_MOST:
        raise Invalid(_("Choose at most %(most)d entries at a time.") % {"most": BULK_MOST})
    names = [one for one in public_ids if is_public_id(one)]
    rows = list(FactCheck.objects.filter(public_id__in=names).exclude(state=CheckState.ACCEPTED))
    good = [row for row in rows if not rules.why_not_usable(row, today=now.date())]
    refused = [row.claim for row in rows if row not in good]
    with transaction.atomic():
        for row in good:
            row.state, row.byline = CheckState.ACCEPTED, byline[:80]
            row.decided_by_id, row.decided_at, row.changed_at = by_id, now, now
        FactCheck.objects.bulk_update(good, ["state", "byline", "decided_by_id", "decided_at", "changed_at"])
        for row in good:
            record(actor_id=by_id, action="fact-check.accepted", now=now, subject=("fact_check", row.pk))
        if good:
            enqueue("screening.warm_register")
    return len(good), refused


def retire(public_id: str, *, by_id: int, reason: str, now: datetime) -> FactCheck:
    """Take an entry out of use: its labels go, and whoever saw them is told. Raises NotFound, Invalid."""
    if not reason.strip():
        raise Invalid(_("Say why this entry should no longer be used."))
    with transaction.atomic():
        row = _locked(public_id)
        _keep_version(row, reason=reason, by_id=by_id, now=now)
        row.state, row.decided_by_id, row.decided_at = CheckState.RETIRED, by_id, now
        row.version += 1
        row.changed_at = now
        row.save()
        record(actor_id=by_id, action="fact-check.retired", now=now, subject=("fact_check", row.pk))
        _tell_watchers(row, now)
    return row


def change(
    public_id: str, words: Mapping[str, Any], *, by_id: int, byline: str, reason: str, now: datetime
) -> FactCheck:
    """Say it better. A new version; whoever saw the old label is told. Raises NotFound, Invalid."""
    if not reason.strip():
        raise Invalid(_("Say in a few words what has changed, and why. It is shown with the card."))
    with transaction.atomic():
        row = _locked(public_id)
        _keep_version(row, reason=reason, by_id=by_id, now=now)
        _put(row, words)
        row.version += 1
        row.byline, row.changed_at = byline[:80], now
        rules.check_entry(row)
        row.save()
        record(actor_id=by_id, action="fact-check.changed", now=now, subject=("fact_check", row.pk))
        if row.state == CheckState.ACCEPTED:
            _tell_watchers(row, now)
            enqueue("screening.warm_register")
    return row


def write(words: Mapping[str, Any], *, by_id: int, byline: str, now: datetime) -> FactCheck:
    """A new entry of this site's own, not yet accepted: a second look is part of it. Raises Invalid."""
    claim_id = f"{words['topic']}.{slugify(words['claim'])[:36].rstrip('-')}"
    if FactCheck.objects.filter(claim_id=claim_id).exists():
        raise Invalid(_("There is an entry with this name already."))
    row = FactCheck(claim_id=claim_id, origin=CheckOrigin.OWN, byline=byline[:80], made_at=now, changed_at=now)
    _put(row, words)
    rules.check_entry(row)
    row.save()
    record(actor_id=by_id, action="fact-check.written", now=now, subject=("fact_check", row.pk))
    return row


def _put(row: FactCheck, words: Mapping[str, Any]) -> None:
    for name in WORDS:
        if name in words:
            setattr(row, name, words[name])


def _locked(public_id: str) -> FactCheck:
    rows = FactCheck.objects.select_for_update()
    row = rows.filter(public_id=public_id).first() if is_public_id(public_id) else None
    if row is None:
        raise NotFound()
    return row


def _keep_version(row: FactCheck, *, reason: str, by_id: int, now: datetime) -> None:
    kept = {name: getattr(row, name) for name in WORDS}
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}
    FactCheckVersion.objects.create(
        fact_check=row, version=row.version, words=kept, reason=reason[:400], by_id=by_id, made_at=now
    )


def _tell_watchers(row: FactCheck, now: datetime) -> None:
    for _name, watcher in LABEL_WATCHERS:
        watcher.label_changed(row.pk, row.version, now)


__all__ = ["accept_many", "change", "load_claims", "retire", "write"]
