"""Tell apart who speaks of dying, of when, and how near.

low          the folded text, lower case, without accents
occurrences  where the phrases of a crisis pack stand: rule, start, end
returns      signals, each with the tier its phrase has where it stands
units        code points of the folded text
source       standards 4 (tiers T0-T4). The words are our own. Not the C-SSRS screener, which only a
             person answers, and not a diagnosis: a tier says how soon somebody should look
errs         prefers a false alarm: a kind question too many harms less than a cry nobody heard; a
             saying, a denial, a quotation and a story from before are still told apart
measured     development halves, 2026-11-21, bench/guard/crisis.py, T2 and above: 137 of 148 authors labelled
             ideation or worse (crisis_cssrs500; 11 missed, cross-validated recall 0.90), 15 of 52 who support
             others; of ordinary posts 0.4 % (support_offmychest), 0.4 % (healthmention_rhmd, figurative), 1.6 %
             (forum_topics_ichi2016), 4.1 % of people who tell of their own illness (healthmention_rhmd). In Spanish
             15 of 22 cries of our own that no rule was mended on
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..packs import Rule
from ..vocabulary import Tier
from . import distress, surroundings

_READ_LATER = frozenset({"idiom", "aside", "method", "cue", "dark", "calm"})
_ALERT = Tier.T2
# code points; no saying is longer
_LONGEST = 400
# what can be raised: the writer's own words, but not those of hurting without wishing to die
_RAISED = frozenset({"first", "weary"})


@dataclass(frozen=True, slots=True)
class Signal:
    """One crisis phrase in the folded text, with the tier it has where it stands."""

    rule: Rule
    start: int
    end: int
    tier: Tier
    confidence: float


def read_crisis(low: str, occurrences: Sequence[tuple[Rule, int, int]]) -> list[Signal]:
    """Every crisis phrase that means what it says; see the module."""
    idioms = [(start, end) for rule, start, end in occurrences if rule.speaker == "idiom"]
    about_illness = distress.is_about_illness(occurrences)
    to_another = distress.is_to_another(low)
    signals = []
    for rule, start, end in occurrences:
        if rule.speaker in _READ_LATER or _is_inside(start, end, idioms):
            continue
        tier = surroundings.tier_in_place(rule, low, start, end)
        if rule.speaker == "weary" and about_illness:
            # "I can't take this anymore" beside symptoms and doses speaks of the illness
            tier = min(tier, Tier.T1)
        if to_another and tier in {Tier.T2, Tier.T3} and not surroundings.is_own(rule, low, start, end):
            # "please do not give up, suicide is not the answer": named to comfort
            tier = Tier.T1
        if tier > Tier.T0:
            signals.append(Signal(rule, start, end, tier, rule.confidence))
    methods = [
        Signal(rule, start, end, Tier.T0, rule.confidence)
        for rule, start, end in occurrences
        if rule.speaker == "method"
    ]
    signals = _combined(low, signals, methods)
    if all(signal.tier < _ALERT for signal in signals):
        asides = [(start, end) for rule, start, end in occurrences if rule.speaker == "aside"]
        read = [*idioms, *asides, *((signal.start, signal.end) for signal in signals)]
        heavy = distress.heaviest(low, occurrences, read)
        signals += [Signal(rule, start, end, rule.tier, rule.confidence) for rule, start, end in heavy]
    return signals


def do_cues_matter(seen: Sequence[tuple[Rule, int, int]], cues: Sequence[Rule]) -> bool:
    """Whether what is read changes with cues that may stand in the text, beside the phrases seen there."""
    # words of illness tell why somebody is weary
    return any(rule.speaker == "weary" for rule, _, _ in seen) or distress.can_weigh(seen, cues)


def _combined(low: str, signals: list[Signal], methods: list[Signal]) -> list[Signal]:
    """A method beside a wish makes a plan; "tonight" beside a plan makes it now."""
    if all(signal.tier < _ALERT for signal in signals):
        return signals
    starts = [method.start for method in methods]
    raised = []
    for signal in signals:
        tier = signal.tier
        if tier >= _ALERT and signal.rule.speaker in _RAISED and signal.rule.klass != "SELF_HARM":
            first, last = surroundings.sentence(low, signal.start, signal.end)
            near = methods[bisect_left(starts, first) : bisect_left(starts, last)]
            if (
                tier is Tier.T2
                and any(not _overlap(method, signal) for method in near)
                and signal.rule.speaker == "first"
            ):
                tier = Tier.T3
            if tier is Tier.T3 and surroundings.is_now(low, first, signal.start, last):
                tier = Tier.T4
        raised.append(replace(signal, tier=tier))
    return raised + methods


def _overlap(one: Signal, other: Signal) -> bool:
    return one.start < other.end and other.start < one.end


def _is_inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a saying is what was meant: it covers a third of the phrase, or the word it ends in."""
    near = spans[bisect_left(spans, (start - _LONGEST, 0)) : bisect_left(spans, (end, 0))]
    return any(3 * (min(end, last) - max(start, first)) > end - start or first < end <= last for first, last in near)
