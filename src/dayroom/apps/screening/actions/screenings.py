"""Ask the guard about one revision of one text, and keep what it said: offsets and classes, never the words."""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from dayroom.apps.screening.models import ConductCheck, Finding, Screening
from dayroom.apps.screening.queries.packs import chosen_packs
from dayroom.apps.screening.queries.register import current_register
from dayroom.apps.screening.vocabulary import SETTLED_MOST, Read, Screened, SettledBecause
from dayroom.engines import guard
from dayroom.kernel.errors import Invalid

log = logging.getLogger("dayroom.screening")
SHORT = 4000  # code points; the engine is linear, and reads these in a few milliseconds
_READERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="guard")


def text_digest(text: str) -> str:
    """Keyed: without the site's key a short text cannot be guessed from its digest."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def screen_text(
    *, subject: tuple[str, int], revision: int, text: str, context: guard.Context, now: datetime,
    policy: guard.Policy = guard.DEFAULT_POLICY,
) -> Screened:
    """Screen, decide and record in one go. Raises as ``read_text``."""
    return keep_read(read_text(text, context=context, policy=policy), subject=subject, revision=revision, now=now)


def read_text(text: str, *, context: guard.Context, policy: guard.Policy = guard.DEFAULT_POLICY) -> Read:
    """Screen and decide; nothing is kept. If the guard cannot answer, the answer is "hold", with ``checked`` False.

    Raises guard.TextTooLong and guard.NotText: those are the writer's to mend, not a fault of the guard.
    """
    report, decision = examine(text, context=context, policy=policy)
    return Read(
        text=text, findings=report.findings if report else (), checked=report is not None and report.checked,
        engine_version=report.engine_version if report else "", heard=decision, decision=decision,
    )


def keep_read(read: Read, *, subject: tuple[str, int], revision: int, now: datetime) -> Screened:
    """Keep what was read, in the transaction that keeps the text: offsets and classes, never the words."""
    row = Screening.objects.create(
        subject_kind=subject[0],
        subject_id=subject[1],
        revision=revision,
        text_digest=text_digest(read.text),
        tier=int(read.heard.tier),
        action=read.heard.action.value,
        checked=read.checked,
        engine_version=read.engine_version,
        screened_at=now,
    )
    Finding.objects.bulk_create(
        Finding(
            screening=row,
            family=found.family.value,
            klass=found.klass,
            start=found.start,
            end=found.end,
            confidence=found.confidence,
            rule_id=found.rule_id,
            rule_version=str(found.rule_version),
        )
        for found in read.findings
    )
    ConductCheck.objects.bulk_create(
        ConductCheck(screening=row, check_id=one.id, outcome=one.outcome.value, rule_version=one.rule_version)
        for one in read.conduct
    )
    if read.settled:
        override(screening_id=row.pk, now=now, reason=read.settled)
    return Screened(screening_id=row.pk, findings=read.findings, decision=read.decision, checked=read.checked,
                    conduct=read.failed)


def examine(
    text: str, *, context: guard.Context, policy: guard.Policy = guard.DEFAULT_POLICY
) -> tuple[guard.Report | None, guard.Decision]:
    """The guard's answer without a record of it; (None, hold) when it cannot answer."""
    try:
        report = _read(text, context, current_register())
        return report, guard.decide(report, context, policy)
    except Invalid:
        raise
    except (guard.TextTooLong, guard.NotText):
        raise
    except Exception as fault:
        log.error("guard failed with %s on a text of %d characters", type(fault).__name__, len(text))
        return None, guard.Decision(
            action=guard.Action.HOLD,
            tier=guard.Tier.T0,
            show_help=False,
            must_mask=(),
            reasons=("guard.unavailable",),
            sentence="",
            may_override=False,
            limit_to_members=False,
        )


def _read(text: str, context: guard.Context, register: guard.ClaimRegister | None) -> guard.Report:
    """Screen in this thread; a long text in another, so that one that takes too long is held and not waited for.
    Raises TimeoutError."""
    if len(text) <= SHORT:
        return guard.screen(text, context=context, packs=chosen_packs(), register=register)
    reading = _READERS.submit(guard.screen, text, context=context, packs=chosen_packs(), register=register)
    return reading.result(timeout=settings.GUARD_SECONDS)


def override(*, screening_id: int, now: datetime, reason: str = "") -> int:
    """The author goes ahead in spite of the notice; recorded by class, never by value."""
    known = reason if reason in SettledBecause.values else ""
    return Finding.objects.filter(screening_id=screening_id, overridden_at=None).update(
        overridden_at=now, override_reason=known
    )


def finding_key(found: guard.Finding, text: str) -> str:
    """Names one finding in one wording, so that a writer is asked about it once. Keyed: it does not give the words."""
    return text_digest(f"{found.rule_id}|{text[found.start : found.end]}")[:20]


def settle(read: Read, settled: Collection[str]) -> Read:
    """What the writer has already answered while writing ("key:REASON") is not asked again: where that is all the
    guard would ask about, the text goes on as it is. Never where anything is held or blocked."""
    decision = read.decision
    if decision.action is not guard.Action.NUDGE or not decision.may_override or not settled:
        return read
    said = dict(entry.partition(":")[::2] for entry in list(settled)[:SETTLED_MOST])
    asked = [f for f in read.findings if f.rule_id in decision.reasons and f.family is not guard.Family.CRISIS]
    keys = [finding_key(found, read.text) for found in asked]
    if not asked or not all(said.get(key) in SettledBecause.values for key in keys):
        return read
    return replace(read, decision=replace(decision, action=guard.Action.ALLOW), settled=said[keys[0]])
