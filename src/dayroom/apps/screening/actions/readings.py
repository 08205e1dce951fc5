"""The other ways in which readers meet a text: as it is drawn, and the words that stand beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from dayroom.apps.screening.actions.screenings import examine
from dayroom.apps.screening.rules import sterner
from dayroom.apps.screening.vocabulary import Read
from dayroom.engines import guard
from dayroom.platform import markup

# what a short line beside a text can do wrong; a content warning that names a danger is there to protect
LINE_FAMILIES = frozenset({guard.Family.IDENTIFIER, guard.Family.HARM, guard.Family.PROMOTION})


@dataclass(frozen=True, slots=True)
class Reading:
    """One of them.

    sentence  what the writer is told where it asks for more than the text itself
    line      a short line (a warning, the words for a picture), in which nobody speaks of distress
    allowed   classes that belong there, such as the address of a meeting
    """

    text: str
    sentence: str
    line: bool = False
    allowed: frozenset[str] = frozenset()


def drawn(body: str) -> list[Reading]:
    """The text as Markdown draws it, where that differs from how it was typed."""
    text = markup.as_read(body)
    return [Reading(text, _("Some signs between your letters disappear when this is shown, and then it can be read. "
                            "Please write it plainly, or leave it out."))] if text else []


def with_readings(
    read: Read, readings: Iterable[Reading], *, context: guard.Context, policy: guard.Policy = guard.DEFAULT_POLICY,
) -> Read:
    """What was decided, or what the sternest of the readings asks for."""
    decision = read.decision
    for reading in readings:
        decision = sterner(decision, _decided(reading, context, policy), reading.sentence)
    return replace(read, heard=decision, decision=decision)


def _decided(reading: Reading, context: guard.Context, policy: guard.Policy) -> guard.Decision:
    report, decision = examine(reading.text, context=context, policy=policy)
    if report is None or not (reading.line or reading.allowed):
        return decision
    kept = tuple(
        found for found in report.findings
        if found.klass not in reading.allowed and (found.family in LINE_FAMILIES or not reading.line)
    )
    tier = guard.Tier.T0 if reading.line else report.tier
    return guard.decide(replace(report, findings=kept, tier=tier), context, policy)
