"""The register as the engine reads it: accepted, current entries, kept in the process until something changes."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max
from django.utils import timezone

from dayroom.apps.screening.models import FactCheck
from dayroom.apps.screening.queries.meaning import has_vectors, vectors_embedder, vectors_stamp
from dayroom.apps.screening.vocabulary import CheckState
from dayroom.engines import guard
from dayroom.platform import markup

if TYPE_CHECKING:
    from dayroom.engines.guard import ClaimRegister

NEAR_MOST = 5
_lock = threading.Lock()
_kept: dict[str, object] = {}


def current_register() -> ClaimRegister | None:
    """What labels posts today; None while nothing was accepted. One question to the database; built anew only after
    a change, at midnight, or when the vectors of the sentence model have been made."""
    today = timezone.now().date()
    stamp = _stamp(today)
    if stamp is None:
        return None
    with _lock:
        if _kept.get("stamp") != stamp:
            _kept.update(stamp=stamp, register=_built(today))
        return _kept["register"]  # type: ignore[return-value]  # put there by the line above


def _stamp(today: date) -> tuple[int, datetime | None, date, object] | None:
    row = FactCheck.objects.filter(state=CheckState.ACCEPTED).aggregate(count=Count("pk"), last=Max("changed_at"))
    if not row["count"]:
        return None
    return row["count"], row["last"], today, vectors_stamp()


def _built(today: date) -> ClaimRegister:
    return guard.ClaimRegister(accepted_claims(), embedder=vectors_embedder(), today=today)


def accepted_claims() -> list[guard.Claim]:
    """Accepted entries in the engine's form."""
    rows = FactCheck.objects.filter(state=CheckState.ACCEPTED).order_by("claim_id")
    return [claim_of(row) for row in rows]


def claim_of(row: FactCheck) -> guard.Claim:
    return guard.Claim(
        id=row.claim_id, topic=row.topic, claim=row.claim, variants=tuple(row.variants), truth=row.truth,
        misleads=row.misleads, sources=tuple(guard.ClaimSource(**source) for source in row.sources),
        checked=row.checked_on, review_by=row.review_by, version=str(row.version),
        translations={language: _texts(words) for language, words in row.translations.items()},
    )


def _texts(words: Mapping[str, Any]) -> guard.ClaimTexts:
    return guard.ClaimTexts(
        words.get("claim", ""), tuple(words.get("variants", ())), words.get("truth", ""), words.get("misleads", "")
    )


def reads_meaning() -> bool:
    """Whether texts are compared by meaning too, or by words only."""
    return has_vectors()


def near_entries(html: str) -> list[tuple[str, str]]:
    """The entries nearest to what a post says: name and claim, for somebody who answers a question about it."""
    register = current_register()
    if register is None or not html:
        return []
    found = register.match(markup.plain(html, most=2000), limit=NEAR_MOST)
    claims = dict(FactCheck.objects.filter(claim_id__in=[m.claim_id for m in found]).values_list("claim_id", "claim"))
    return [(match.claim_id, claims[match.claim_id]) for match in found if match.claim_id in claims]
