"""What a treatment report needs before it stands, and what its words may become."""

from __future__ import annotations

from dataclasses import replace

from dayroom.apps.tracking.vocabulary import Audience, known
from dayroom.apps.tracking.vocabulary.reports import EFFECTS_MOST, Said, SideEffect, Taking, WhyStopped
from dayroom.engines import guard
from dayroom.engines.measures.reports import Extracted, Suggestion
from dayroom.kernel.errors import Invalid, Refused

# rules of the guard that mark how something is taken
OF_TAKING = (".dose", ".guidance")


class NothingSaid(Invalid):
    """Please say what you took it for, and how well it did that. Everything else can stay open."""


class AdviceStopped(Invalid):
    """Please change your advice: it would give somebody away, or it attacks people."""


class WordsStopped(Invalid):
    """Please change what you wrote in your own words: it would give somebody away, or it attacks people."""


class OwnerOnly(Refused):
    """Only the person whose record it is can agree to this."""


class AdultsOnly(Refused):
    """Reports of people under 18 are not counted. Yours stays here for you."""


def check_complete(said: Said) -> None:
    """Raises NothingSaid."""
    if not said.is_complete:
        raise NothingSaid()

def check_advice(decision: guard.Decision) -> None:
    """What the action table blocks goes nowhere. Raises AdviceStopped."""
    if decision.action is guard.Action.BLOCK:
        raise AdviceStopped(decision.sentence or "")


def waits_for_moderator(decision: guard.Decision, text: str) -> bool:
    """What the writer of a post would be asked about once, a moderator reads first here: advice stands for years,
    beside a treatment. How somebody takes it ("with food") is what advice is for, unless it names an amount."""
    if decision.action is guard.Action.HOLD:
        return True
    amount = any(letter.isdigit() for letter in text)
    asked = [reason for reason in decision.reasons if amount or not reason.endswith(OF_TAKING)]
    return decision.action is guard.Action.NUDGE and bool(asked)


def is_read_by_others(said: Said, audience: str) -> bool:
    """Whether the guard has to read the advice: a community is more than the people one knows."""
    return audience == Audience.PLACE and bool(said.advice.strip())


def own_words(said: Said) -> str:
    """What it was taken for and what it did, as far as it was typed and stands in no list."""
    purposes = [one.text for one in said.purposes if known.condition_named(one.text) is None]
    return "\n".join([*purposes, *(one.text for one in said.side_effects if not one.code)])


def coded(text: str, severity: str = "") -> SideEffect:
    """A side effect with our own key where the words are exactly one of its names; never guessed."""
    found = known.side_effect_named(text)
    return SideEffect(text=text, severity=severity, code=found.slug if found else "")


def with_suggestion(said: Said, one: Suggestion, words: str) -> Said:
    """The report with one confirmed suggestion in it. What is there already stays as it is."""
    text = words[one.start : one.end].strip()[:80]
    if one.kind in ("ADVERSE_EFFECT", "WITHDRAWAL_EFFECT"):
        there = {known.folded(effect.text) for effect in said.side_effects}
        if known.folded(text) in there or len(said.side_effects) >= EFFECTS_MOST:
            return said
        return replace(said, side_effects=(*said.side_effects, coded(text)))
    if one.kind == "STOPPED":
        more = (one.value,) if one.value in WhyStopped.values and one.value not in said.why_stopped else ()
        return replace(said, taking=str(Taking.STOPPED), why_stopped=(*said.why_stopped, *more))
    return said


def offered(found: Extracted, words: str) -> list[Suggestion]:
    """What can be put into the report, each thing once: effects, and that it was stopped."""
    kept: dict[tuple[str, str], Suggestion] = {}
    for one in found.suggestions:
        if one.kind in ("ADVERSE_EFFECT", "WITHDRAWAL_EFFECT", "STOPPED"):
            kept.setdefault((one.kind, one.value or known.folded(words[one.start : one.end])), one)
    return list(kept.values())
