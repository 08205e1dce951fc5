"""Cases as moderators read them, and the drawing of the states."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Protocol

from django.utils.translation import gettext as _

from dayroom.apps.moderation.models import Appeal, Case, Decision
from dayroom.apps.moderation.ports import SubjectCard
from dayroom.apps.moderation.queries import card_of
from dayroom.apps.moderation.rules.clocks import clock_words
from dayroom.apps.moderation.rules.weighing import next_step
from dayroom.apps.moderation.vocabulary import (
    TRANSITIONS,
    CaseState,
    FlagReason,
    Harm,
    Priority,
    Verdict,
)
from dayroom.apps.moderation.vocabulary.duty import StrikeNow


class Found(Protocol):
    """What is needed of a finding to mark it."""

    start: int
    end: int
    klass: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and what the guard saw there."""

    text: str
    classes: tuple[str, ...] = ()


def marked(body: str, findings: Sequence[Found]) -> list[Piece]:
    """The text cut at every border of a finding; offsets outside the text mark nothing."""
    borders = sorted({0, len(body), *(min(max(edge, 0), len(body)) for item in findings
                                      for edge in (item.start, item.end))})
    pieces: list[Piece] = []
    for start, end in pairwise(borders):
        classes = tuple(sorted({klass_words(item.klass) for item in findings
                                if item.start <= start and end <= item.end}))
        if pieces and pieces[-1].classes == classes:
            pieces[-1] = Piece(pieces[-1].text + body[start:end], classes)
        else:
            pieces.append(Piece(body[start:end], classes))
    return pieces


def klass_words(klass: str) -> str:
    return klass.replace("_", " ").replace("-", " ").lower()


def reason_words(codes: Iterable[str]) -> list[str]:
    """Codes on a case as words: what members said, and what the guard looked for; each once."""
    return list(dict.fromkeys(_flag_words(code) or _guard_words(code) for code in codes))


def _flag_words(code: str) -> str:
    return {
        FlagReason.SAFETY: _("fear for somebody's safety"), FlagReason.PRIVACY: _("gives a person away"),
        FlagReason.HARASSMENT: _("hurtful or threatening"), FlagReason.FALSE_HEALTH: _("could mislead about health"),
        FlagReason.ADVICE: _("tells somebody what to take or stop"), FlagReason.SELLING: _("selling"),
        FlagReason.SPAM: _("spam"), FlagReason.OTHER: _("something else"),
    }.get(FlagReason(code), "") if code in FlagReason.values else ""


def _guard_words(code: str) -> str:
    """The first part of a rule's name says what it looks for; what is not named here looks for personal details."""
    return {
        "crisis": _("words about self-harm"), "promotion": _("selling"), "harm": _("hurtful words"),
        "advice": _("advice about treatment"), "claim": _("a claim about health"),
        "conduct": _("what a professional should add or leave out"),
        "guard": _("a language the guard does not read"), "author": _("the author asks for a look"),
    }.get(code.partition(".")[0], _("personal details"))


@dataclass(frozen=True, slots=True)
class QueueLine:
    case: Case
    place: str
    reasons: list[str]
    clock: str
    late: bool
    urgent: bool
    for_many: bool  # may be decided together with others


def queue_lines(cases: Iterable[Case], scopes: dict[int, str], now: datetime) -> list[QueueLine]:
    return [
        QueueLine(
            case=case, place=scopes.get(case.scope_id or 0, ""), reasons=reason_words(case.reasons.split()),
            clock=clock_words(case.due_at, now),
            late=case.state in (CaseState.OPEN, CaseState.TAKEN) and case.due_at < now,
            urgent=case.priority < Priority.NORMAL,
            for_many=case.priority != Priority.CRISIS and case.harm != Harm.CRISIS,
        )
        for case in cases
    ]


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """One of several decisions that were made together, with the case it belongs to."""

    decision: Decision
    reasons: list[str]
    byline: str
    title: str
    place: str


def decided_lines(decisions: Iterable[Decision], scopes: dict[int, str]) -> list[DecidedLine]:
    found = []
    for one in decisions:
        card = card_of(one.case)
        found.append(DecidedLine(
            decision=one, reasons=reason_words(one.case.reasons.split()), byline=card.byline if card else "",
            title=card.title if card else "", place=card.place if card else scopes.get(one.case.scope_id or 0, ""),
        ))
    return found


def has_pictures(card: SubjectCard | None) -> bool:
    """Whether something on the case page is shown out of focus, so that the switch is worth showing."""
    shown = [card.body_html, *(html for _byline, html in (*card.before, *card.after))] if card else []
    return any("<img" in html for html in shown)


@dataclass(frozen=True, slots=True)
class AppealLine:
    appeal: Appeal
    clock: str
    late: bool


def appeal_lines(appeals: Iterable[Appeal], now: datetime) -> list[AppealLine]:
    return [AppealLine(row, clock_words(row.due_at, now), late=row.due_at < now) for row in appeals]


@dataclass(frozen=True, slots=True)
class HarmTab:
    code: str
    name: str
    count: int
    here: bool


def harm_tabs(counts: dict[str, int], here: str) -> list[HarmTab]:
    """The queues by harm that have something in them, the gravest first."""
    return [HarmTab(harm.value, str(harm.label), counts[f"harm_{harm}"], harm == here) for harm in Harm
            if counts[f"harm_{harm}"] or harm == here]


def step_words(strikes: list[StrikeNow]) -> str:
    """What the strikes are worth, for the moderator: a thought, never a deed of the program."""
    return {
        Verdict.LIMIT.value: _("A limit may be worth a thought. You decide."),
        Verdict.SUSPEND.value: _("A suspension may be worth a thought. A steward decides."),
    }.get(next_step(strikes), "")


def earlier_words(earlier: dict[str, int]) -> list[tuple[str, int]]:
    """What was decided before, as words with counts."""
    labels = dict(Verdict.choices)
    return [(str(labels[verdict]), number) for verdict, number in sorted(earlier.items())]


def state_chart() -> str:
    """docs/reference/moderation-states.md, drawn from the one dict of transitions."""
    lines = [
        "# What a case may become", "",
        "Made by `python -m django moderation_states` from `moderation.vocabulary.TRANSITIONS`; a test fails when this "
        "page is not current. Do not edit it by hand.", "",
        "```mermaid", "stateDiagram-v2", f"    [*] --> {CaseState.OPEN.value}",
    ]
    for state in CaseState:
        lines += [f"    {state.value} --> {after.value}" for after in CaseState if after in TRANSITIONS[state]]
    lines += ["```", "", "| state | in words | may become |", "|---|---|---|"]
    for state in CaseState:
        after = ", ".join(f"`{name.value}`" for name in CaseState if name in TRANSITIONS[state])
        lines.append(f"| `{state.value}` | {state.label} | {after} |")
    return "\n".join(lines) + "\n"
