"""Ask the conduct checks about a professional's text, keep every outcome, and let the stronger answer count."""

from __future__ import annotations

from dataclasses import replace

from dayroom.apps.screening.models import ConductCheck
from dayroom.apps.screening.rules import stronger
from dayroom.apps.screening.vocabulary import Screened
from dayroom.engines import guard


def keep_conduct(screened: Screened, text: str, facts: guard.ConductFacts, *, language: str) -> Screened:
    """The seventeen outcomes are kept with the screening; what failed joins the decision, with its sentence."""
    report = guard.Report(findings=screened.findings, tier=screened.decision.tier, engine_version="",
                          checked=screened.checked, language=language)
    results = guard.check_conduct(text, report, facts)
    ConductCheck.objects.bulk_create(
        ConductCheck(screening_id=screened.screening_id, check_id=one.id, outcome=one.outcome.value,
                     rule_version=one.rule_version)
        for one in results
    )
    failed = tuple(one for one in results if one.action is not guard.Action.ALLOW)
    return replace(screened, decision=stronger(screened.decision, failed), conduct=failed)
