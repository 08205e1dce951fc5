"""The checks S1-S17 of a professional's text: pass, fail or not applicable, each with what a failure asks for.

text      the text in NFC, as screened
report    what `screen` saw in it
facts     what the site knows of the writer, the image and the interests
returns   seventeen results, S1 first; pure
source    standards 3.1 (document 001; SMART recommendations 2022), 2026-11-20
errs      a check that cannot know says n.a., not pass: off-label use is seen only where the text says it

>>> from ..screening import screen
>>> from ..vocabulary import Context
>>> text = "Walking helps many people sleep."
>>> results = check_conduct(text, screen(text, context=Context()), ConductFacts(conflicts=()))
>>> [result.id for result in results if result.outcome is Outcome.FAIL]
['S7', 'S9', 'S17']
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from ..deciding import action_for, strongest
from ..policy import DEFAULT_POLICY, with_authorization
from ..readability import Verdict, readability
from ..vocabulary import Action, Author, Context, Family, Place, Report
from .cues import read_cues
from .facts import AiRole, ConductFacts, ConductResult, ImageShows, Outcome
from .sentences import sentence_for

RULE_VERSION = 1
PROMISES = frozenset({"GUARANTEE", "CURE_CLAIM", "PANACEA"})
INDIVIDUAL_ADVICE = frozenset({"DIAGNOSIS", "DOSE", "STOP_TREATMENT", "START_TREATMENT"})
Spans: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """All that the checks look at."""

    text: str
    report: Report
    facts: ConductFacts
    cues: dict[str, Spans]

    def said(self, *klasses: str) -> Spans:
        """Where the text gives these cues."""
        return tuple(span for klass in klasses for span in self.cues.get(klass, ()))

    def found(self, family: Family, klasses: frozenset[str]) -> Spans:
        """Where the guard saw these classes."""
        return tuple((f.start, f.end) for f in self.report.findings if f.family is family and f.klass in klasses)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one check says before it is worded: a failure names its action, and its sentence where it has two."""

    outcome: Outcome
    action: Action = Action.ALLOW
    spans: Spans = ()
    key: str = ""


_PASS, _NA = Answer(Outcome.PASS), Answer(Outcome.NA)


def check_conduct(text: str, report: Report, facts: ConductFacts) -> tuple[ConductResult, ...]:
    """Ask all seventeen; see the module."""
    case = Case(text, report, facts, read_cues(text))
    return tuple(_worded(name, check(case), report.language) for name, check in CHECKS.items())


def decide_conduct(results: Iterable[ConductResult]) -> Action:
    """The strongest action that a failed check asks for.

    >>> decide_conduct([]).name
    'ALLOW'
    """
    return strongest(result.action for result in results)


def _worded(name: str, answer: Answer, language: str) -> ConductResult:
    failed = answer.outcome is Outcome.FAIL
    sentence = sentence_for(answer.key or name, language) if failed else ""
    return ConductResult(name, answer.outcome, answer.action, sentence, RULE_VERSION, answer.spans)


def _fail(action: Action, spans: Spans = (), key: str = "") -> Answer:
    return Answer(Outcome.FAIL, action, spans, key)


def _account(case: Case) -> Answer:
    facts = case.facts
    return _PASS if facts.persona_is_professional and facts.credential_current else _fail(Action.BLOCK)


def _identifiers(case: Case) -> Answer:
    policy = with_authorization() if case.facts.authorization_valid else DEFAULT_POLICY
    # what goes out in a house's name holds its own number and address
    speaks = Context(author=Author.PROFESSIONAL, place=Place.CAMPAIGN if case.facts.is_campaign else Place.MEMBERS)
    spans = tuple(
        (f.start, f.end)
        for f in case.report.findings
        if f.family is Family.IDENTIFIER and action_for(f, speaks, policy) in {Action.HOLD, Action.BLOCK}
    )
    return _fail(Action.BLOCK, spans) if spans else _PASS


def _authorization(case: Case) -> Answer:
    facts, told = case.facts, case.said("PATIENT_CASE")
    shown = facts.has_image and facts.image_shows in {ImageShows.NOT_SAID, ImageShows.PERSON_AUTHORIZED}
    if not shown and not told:
        return _PASS if facts.has_image else _NA
    unsaid = facts.has_image and facts.image_shows is ImageShows.NOT_SAID
    return _PASS if facts.authorization_valid and not unsaid else _fail(Action.BLOCK, told)


def _attribution(case: Case) -> Answer:
    facts = case.facts
    if not facts.has_image or facts.image_is_original:
        return _NA
    return _PASS if facts.image_attribution and facts.image_license else _fail(Action.BLOCK)


def _interests(case: Case) -> Answer:
    return _fail(Action.BLOCK) if case.facts.conflicts is None else _PASS


def _sponsor_label(case: Case) -> Answer:
    conflicts = case.facts.conflicts
    products = case.said("PRODUCT") + _names_of(case)
    if not conflicts or not products:
        return _NA
    first_line = len(case.text) - len(case.text.lstrip())
    first_line += len(case.text.lstrip().split("\n", maxsplit=1)[0])
    labelled = any(end <= first_line for _, end in case.said("SPONSOR_LABEL"))
    return _PASS if labelled else _fail(Action.BLOCK, products)


def _names_of(case: Case) -> Spans:
    """Where the text names a party or a product of a declared interest."""
    low = case.text.lower()
    names = {name.lower() for conflict in case.facts.conflicts or () for name in (conflict.party, conflict.product)}
    places = [(low.find(name), len(name)) for name in sorted(names) if name]
    return tuple((start, start + length) for start, length in places if start >= 0)


def _risks(case: Case) -> Answer:
    benefits = case.said("BENEFIT", "PROCEDURE_BENEFIT")
    if not benefits:
        return _NA
    return _PASS if case.said("RISKS", "LINK") else _fail(Action.HOLD, benefits)


def _off_label(case: Case) -> Answer:
    plain, unproven = case.said("OFF_LABEL"), case.said("UNPROVEN")
    if not plain and not unproven:
        return _NA
    if case.facts.conflicts or not plain:
        return _fail(Action.HOLD, plain or unproven)
    return _PASS


def _evidence(case: Case) -> Answer:
    claims = case.said("BENEFIT", "EFFICACY")
    if not claims:
        return _NA
    if case.said("CITATION", "ANECDOTE"):
        return _PASS
    return _fail(Action.HOLD if case.facts.is_campaign else Action.NUDGE, claims)


def _promises(case: Case) -> Answer:
    spans = case.found(Family.PROMOTION, PROMISES)
    pictures = case.found(Family.PROMOTION, frozenset({"BEFORE_AFTER"}))
    if pictures and not case.said("TYPICAL"):
        spans += pictures
    return _fail(Action.HOLD, spans) if spans else _PASS


def _advice(case: Case) -> Answer:
    if not case.facts.is_reply_to_person:
        return _NA
    spans = case.found(Family.ADVICE, INDIVIDUAL_ADVICE)
    return _fail(Action.HOLD, spans) if spans else _PASS


def _own_views(case: Case) -> Answer:
    facts, named = case.facts, case.said("EMPLOYER")
    if not facts.employer_named and not named:
        return _NA
    if facts.employer_approved is False:
        return _fail(Action.BLOCK, named, "S12-APPROVAL")
    return _PASS if facts.says_own_views or case.said("OWN_VIEWS") else _fail(Action.NUDGE, named)


def _machine(case: Case) -> Answer:
    role, admitted = case.facts.ai_role, case.said("MADE_BY_AI")
    if role is AiRole.NONE:
        return _fail(Action.BLOCK, admitted) if admitted else _PASS
    return _PASS if case.facts.ai_reviewed_by else _fail(Action.BLOCK, admitted)


def _dignity(case: Case) -> Answer:
    spans = case.said("POLITICS", "INTOXICATION", "SEXUAL")
    return _fail(Action.NUDGE, spans) if spans else _PASS


def _dispute(case: Case) -> Answer:
    if not case.facts.replies_to_professional:
        return _NA
    spans = case.said("DISPUTE") + case.found(Family.HARM, frozenset({"HARASSMENT"}))
    return _fail(Action.NUDGE, spans) if spans else _PASS


def _plain(case: Case) -> Answer:
    facts = case.facts
    if facts.has_image and not facts.image_alt.strip() and not facts.image_is_decorative:
        return _fail(Action.NUDGE, key="S16-ALT")
    verdict = readability(case.text, case.report.language).verdict
    if verdict in {Verdict.HARD, Verdict.TOO_HARD}:
        return _fail(Action.NUDGE)
    return _NA if verdict is Verdict.NOT_MEASURED and not facts.has_image else _PASS


def _audience(case: Case) -> Answer:
    # a notice: it is said, and nothing is held for it
    return _PASS if case.facts.audience_shown else _fail(Action.ALLOW)


CHECKS: dict[str, Callable[[Case], Answer]] = {
    "S1": _account,
    "S2": _identifiers,
    "S3": _authorization,
    "S4": _attribution,
    "S5": _interests,
    "S6": _sponsor_label,
    "S7": _risks,
    "S8": _off_label,
    "S9": _evidence,
    "S10": _promises,
    "S11": _advice,
    "S12": _own_views,
    "S13": _machine,
    "S14": _dignity,
    "S15": _dispute,
    "S16": _plain,
    "S17": _audience,
}
