"""Read a text and say what is in it.

text      any text; it is normalised to NFC first, and all offsets count code points of that form
context   who writes, about whom, where, in which language and country
packs     the rules to read with
register  the fact checks whose claims are labelled, or None: then no claim is looked for
returns   Report: findings in order of the text, the highest crisis tier, whether a rule knew the language
units     code points
raises    TextTooLong above 100,000 code points (never truncated), NotText for lone surrogates
source    standards 1.2 (identifiers) and 4 (crisis tiers)
errs      prefers a false alarm for identifiers and crisis: a person sees each one and can say so

>>> from .vocabulary import Context
>>> [f.klass for f in screen("write to ann@example.org", context=Context()).findings]
['EMAIL']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .advice import read_advice
from .claims.labelling import claim_findings
from .crisis import do_cues_matter, read_crisis
from .detectors import DETECTORS, Hit
from .errors import TextTooLong
from .folding import BARRIER, Flow, Folded, flow, fold
from .harm import read_harm
from .packs import Pack, Rule, load_pack, pack_paths
from .phrases import COUNTED, PhraseIndex
from .plan import Plan, plan_for
from .promotion import read_promotion
from .readability import plain_findings
from .safe_messaging import is_called_for
from .spelling import read_between
from .subjects import whose, with_people
from .vocabulary import Author, Context, Family, Finding, Place, Report, Subject, Tier

if TYPE_CHECKING:
    from .claims.register import ClaimRegister

ENGINE_VERSION = "2026.11.1"
# code points; dated 2026-11-21, our own choice: a long post has 20,000
MAX_LENGTH = 100_000
_LAST_LATIN = "\u024f"
# code points; what is left of a span beside a surer one counts from here
_CRUMB = 4
# a detector sees what stands beside a number only after that number was taken out
_ROUNDS = 4
# families whose phrases mean nothing before their surroundings have been read
_READ_IN_PLACE = frozenset({Family.ADVICE, Family.CRISIS, Family.HARM, Family.PROMOTION})

DEFAULT_PACKS: tuple[Pack, ...] = tuple(load_pack(path) for path in pack_paths())


def screen(
    text: str, *, context: Context, packs: Sequence[Pack] = DEFAULT_PACKS, register: ClaimRegister | None = None
) -> Report:
    """Read a text; see the module."""
    if len(text) > MAX_LENGTH:
        raise TextTooLong
    plan = plan_for(packs)
    folded = fold(text)
    findings = _identifiers(plan, folded, context)
    phrases, tier = _all_phrases(plan, folded, context)
    findings += phrases
    # who is in distress is helped, not corrected
    if register is not None and tier < Tier.T2:
        findings += claim_findings(folded.original, register, context)
    if context.author is not Author.MEMBER or context.place is Place.CAMPAIGN:
        # how plainly somebody writes is asked of those who write for others, never of a patient
        findings += plain_findings(folded.original, context.language)
    findings = _without_overlaps(findings)
    if context.author is Author.MEMBER:
        # a professional's people are patients, whatever the words beside them say
        findings = with_people(findings)
    language = context.language if _script_fits(folded.text, context.language) else "und"
    return Report(tuple(findings), tier, ENGINE_VERSION, plan.knows(language), language, (context, packs))


def _identifiers(plan: Plan, folded: Folded, context: Context) -> list[Finding]:
    """What the detectors find, and then again with that taken out: one number can hide another beside it."""
    found: list[Finding] = []
    for _ in range(_ROUNDS):
        new = [f for rule in plan.detectors(folded, context) for f in _detected(rule, folded, context)]
        if not new:
            break
        new = _without_overlaps(new)
        found += new
        folded = folded.masked((finding.start, finding.end) for finding in new)
    return found


def _detected(rule: Rule, folded: Folded, context: Context) -> Iterator[Finding]:
    for hit in DETECTORS[rule.detector or ""](folded, context):
        yield _finding(rule, folded, hit, context)


def _all_phrases(plan: Plan, folded: Folded, context: Context) -> tuple[list[Finding], Tier]:
    findings: list[Finding] = []
    tier = Tier.T0
    if not plan.phrases.rules:
        return findings, tier
    running = flow(folded)
    for numbers in plan.candidates(running.text, context):
        occurrences = _occurrences(plan.phrases, numbers, running)
        if occurrences:
            phrases, pack_tier = _phrases(occurrences, folded, running, context)
            findings += phrases
            tier = max(tier, pack_tier)
    if plan.selling:
        said = {finding.klass for finding in findings if finding.family is Family.PROMOTION}
        findings += _selling(plan, folded, running, context, said)
    return findings, tier


def _phrases(
    occurrences: Sequence[tuple[Rule, int, int]], folded: Folded, running: Flow, context: Context
) -> tuple[list[Finding], Tier]:
    """What the phrases of one pack say where they stand."""
    findings = []
    tier = Tier.T0
    for rule, start, end in occurrences:
        if rule.family not in _READ_IN_PLACE and is_called_for(rule, running.lines, start, end):
            findings.append(_finding(rule, folded, Hit(*running.span(start, end), rule.confidence), context))
    advice = [item for item in occurrences if item[0].family is Family.ADVICE]
    promotion = [item for item in occurrences if item[0].family is Family.PROMOTION]
    harm = [item for item in occurrences if item[0].family is Family.HARM]
    read = [*read_advice(running.lines, advice, author=context.author), *read_promotion(running.lines, promotion)]
    read += read_harm(running.lines, harm)
    for rule, start, end in read:
        findings.append(_finding(rule, folded, Hit(*running.span(start, end), rule.confidence), context))
    for signal in read_crisis(running.lines, [item for item in occurrences if item[0].family is Family.CRISIS]):
        hit = Hit(*running.span(signal.start, signal.end), signal.confidence)
        findings.append(_finding(signal.rule, folded, hit, context))
        tier = max(tier, signal.tier)
    return findings, tier


def _selling(plan: Plan, folded: Folded, running: Flow, context: Context, said: set[str]) -> Iterator[Finding]:
    """Offers spelled so that only a buyer reads them, of the classes that nothing in plain spelling has."""
    for copy in read_between(running):
        for pack in plan.selling:
            index = pack.phrases
            if index is None:
                continue
            numbers = [
                number
                for number in index.candidates(copy.text)
                if index.rules[number].family is Family.PROMOTION and index.rules[number].applies(context)
            ]
            for rule, start, end in read_promotion(copy.lines, _places(index, numbers, copy)):
                if rule.klass not in said:
                    said.add(rule.klass)
                    yield _finding(rule, folded, Hit(*copy.span(start, end), rule.confidence), context)


def _occurrences(phrases: PhraseIndex, numbers: Sequence[int], running: Flow) -> list[tuple[Rule, int, int]]:
    """Where the phrases stand that may say something; cues are only looked for where they can change what is said."""
    rules = phrases.rules
    cues = [number for number in numbers if rules[number].speaker in COUNTED]
    if not cues:
        return _places(phrases, numbers, running)
    found = _places(phrases, [number for number in numbers if rules[number].speaker not in COUNTED], running)
    readings = 2 if "\n" in running.lines else 1
    if do_cues_matter(found, [rules[number] for number in cues for _ in range(readings)]):
        return _places(phrases, numbers, running)
    return found


def _places(phrases: PhraseIndex, numbers: Sequence[int], running: Flow) -> list[tuple[Rule, int, int]]:
    found = phrases.places(numbers, running.text)
    if "\n" in running.lines:
        # a line end is a space to some and a full stop to others: read it both ways
        stopped = phrases.places(numbers, running.lines.replace("\n", ";"))
        both = {(rule.id, start, end): (rule, start, end) for rule, start, end in [*found, *stopped]}
        found = sorted(both.values(), key=lambda item: (item[1], item[2]))
    return found


def _finding(rule: Rule, folded: Folded, hit: Hit, context: Context) -> Finding:
    about = hit.about or (whose(folded, hit.start, hit.end) if rule.family is Family.IDENTIFIER else Subject.UNKNOWN)
    if rule.klass == "NAME" and not hit.about and about is Subject.SELF:
        # "my clinic" beside a name makes it nobody's own: who speaks of themselves says "I am"
        about = Subject.UNKNOWN
    start, end = folded.span(hit.start, hit.end)
    sentence = rule.sentence_in(context.language)
    better = rule.better_in(context.language)
    return Finding(rule.family, rule.klass, start, end, hit.confidence, rule.id, rule.version, sentence, about, better)


def _without_overlaps(findings: Sequence[Finding]) -> list[Finding]:
    """Where two identifiers claim the same place the surer one gets it, then the longer one.

    The other keeps what is left of it: a password that touches a telephone number is still a password.
    """
    if not findings:
        return []
    kept: list[Finding] = []
    taken = bytearray(max(finding.end for finding in findings))
    for finding in sorted(set(findings), key=lambda f: (-f.confidence, f.start - f.end, f.rule_id)):
        if finding.family is not Family.IDENTIFIER:
            kept.append(finding)
            continue
        for start, end in _free_pieces(taken, finding.start, finding.end):
            kept.append(replace(finding, start=start, end=end))
            taken[start:end] = b"\x01" * (end - start)
    return sorted(kept, key=lambda f: (f.start, f.end, f.rule_id))


def _free_pieces(taken: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a span that nobody has taken; crumbs only when the span is one."""
    if taken.find(1, start, end) < 0:
        return [(start, end)]
    free = re.finditer(rb"\x00+", taken[start:end])
    return [(start + m.start(), start + m.end()) for m in free if m.end() - m.start() >= _CRUMB]


def _script_fits(text: str, language: str) -> bool:
    """False where most letters are of a script the language is not written in."""
    if text.isascii() or language.split("-", maxsplit=1)[0].lower() not in {"en", "es"}:
        return True
    # our own masks are folded to a letter of another script: a mended text is still in its language
    text = text.replace(BARRIER, "")
    # beyond the Latin blocks; fewer of them than a third of all letters are names and signs
    foreign = sum(1 for char in text if char > _LAST_LATIN and char.isalpha())
    return foreign == 0 or foreign * 3 <= sum(map(str.isalpha, text))
