"""Ask the conduct checks about a professional's text, and let the stronger answer count."""

from __future__ import annotations

from dataclasses import replace

from dayroom.apps.screening.rules import stronger
from dayroom.apps.screening.vocabulary import Read
from dayroom.engines import guard


def with_conduct(read: Read, facts: guard.ConductFacts, *, language: str) -> Read:
    """The seventeen outcomes, to be kept with the screening; what failed joins the decision, with its sentence."""
    report = guard.Report(findings=read.findings, tier=read.decision.tier, engine_version="", checked=read.checked,
                          language=language)
    read = replace(read, conduct=tuple(guard.check_conduct(read.text, report, facts)))
    return replace(read, decision=stronger(read.decision, read.failed))
