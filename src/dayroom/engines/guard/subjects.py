"""Whose is it? Read the words next to an identifier.

folded    the folded text
start,end the identifier in it
returns   SELF, OTHER_ADULT, MINOR, PATIENT, CLINICIAN, or UNKNOWN where the words say nothing
units     code points; looks 60 before, in the same sentence, and 30 after
source    our own reading of how members write; standards 1.3
errs      when two people stand near, takes the one who needs more care: MINOR, PATIENT, OTHER_ADULT

>>> from .folding import fold
>>> text = "call my son on 202-555-0143"
>>> whose(fold(text), 15, 27).name
'MINOR'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .folding import BARRIER, Folded
from .vocabulary import Finding, Subject

_BEFORE = 60
_AFTER = 30
_CHILD = (
    r"(?:son|daughter|child|kid|kids|children|baby|toddler|teen|teenager|little (?:boy|girl|one)"
    r"|nino|nina|hijo|hija|bebe)"
)
_MINOR = re.compile(
    rf"\b(?:my|our|her|his|their|mi|nuestr[oa]|su) (?:\w+[ -]){{0,2}}{_CHILD}(?:'?s)?\b"
    r"|\b(?:[1-9]|1[0-7])[ -](?:year|yr|month)s?[ -]old\b|\baged? (?:[1-9]|1[0-7])\b|\bdd\b|\bds\b"
)
_PATIENT = re.compile(
    r"\b(?:patient|client|resident|pt)(?:'?s)?\b|\bpaciente\b"
    r"|\b\d{1,3}[ -]?(?:(?:year|yr)s?[ -]old|yo|y/o),? (?:\w+ ){0,2}(?:man|woman|male|female|lady|gentleman|m|f)\b"
    r"|\b(?:he|she) (?:was (?:admitted|seen|diagnosed|discharged|treated)|presented|came in)\b"
    r"|\b(?:i|we) (?:have )?(?:saw|seen|treated|admitted|discharged|examined|reviewed|operated on)\b"
    r"|\b(?:came|come|comes) (?:in )?to (?:see|visit) (?:me|us)\b|\bunder (?:my|our) care\b"
    r"|\b(?:came|come|comes|referred|admitted) (?:in)?to (?:my|our|the) (?:clinic|office|ward|practice|surgery|unit)\b"
    r"|\b(?:i|we) (?:know|remember|met) (?:\w+ ){1,3}(?:from|at|in) (?:my|our|the)"
    r" (?:clinic|office|ward|practice|surgery|unit)\b"
)
_CLINICIAN = re.compile(
    r"\b(?:dr|doctor|doc|nurse|midwife|consultant|therapist|psychiatrist|oncologist|gp|surgeon|clinic|hospital"
    r"|office|practice|pharmacy|professor|prof|director|speaker|presenter|doctora?|enfermer[oa])\b\.?"
)
# what says how to reach somebody else, and with which number
REACHED = re.compile(
    r"\b(?:(?:call|ring|phone|text|email|e-mail|reach|contact|message|llama a) (?:her|him|them)"
    r"|(?:her|his|their|su) (?:\w+ )?(?:number|phone|mobile|cell|address|e-?mail|telefono|direccion))"
    r"\b[^.!?\n]{0,60}[\d@]"
)
_OTHER = re.compile(
    r"\b(?:her|his|their|su) (?:\w+[ -]){0,2}(?:number|no|cell|mobile|phone|email|e-mail|mail|address|ssn|social"
    r"|mrn|dob|birthday|id|account|insurance|plan|card|record|chart|numero|telefono|correo)\b"
    r"|\b(?:my|our|mi) (?:\w+[ -]){0,2}(?:wife|husband|partner|spouse|mum|mom|mother|dad|father|sister|brother"
    r"|aunt|uncle|friend|neighbou?r|boyfriend|girlfriend|grandma|grandmother|grandpa|grandfather|nan|boss"
    r"|colleague|cousin|ex"
    r"|madre|padre|mama|papa|hermano|hermana|esposo|esposa|marido|mujer|abuel[oa]|amig[oa]|vecin[oa])(?:'?s)?\b"
    r"|\b(?:call|ring|phone|text|email|e-mail|reach|contact|message|llama a) (?:her|him|them)\b"
    r"|\b(?:she|he)(?: is|'s| was) (?:at|on)\b"
)
_SELF = re.compile(
    r"\b(?:my|our|mi|nuestr[oa]) (?:own )?(?:new |work |home |cell |mobile |office |clinic |practice |direct )?"
    r"(?:number|no|cell|mobile|phone|email|e-mail|mail|address|ssn|social|mrn|dob|birthday|id|account"
    r"|insurance|plan|card"
    r"|record|chart|office|clinic|practice|line|desk|nhs|medicare|numero|telefono|correo)\b"
    r"|\b(?:call|text|email|e-mail|reach|contact|message|dm) (?:me|us|our)\b|\bi(?:'m| am) (?:at|on)\b|\bllamame\b"
)
_SENTENCE_END = re.compile(rf"[!?\n{BARRIER}]|\.(?=\s)")


def whose(folded: Folded, start: int, end: int) -> Subject:
    """Whose identifier this is; see the module."""
    before = _SENTENCE_END.split(folded.low[max(0, start - _BEFORE) : start])[-1]
    after = _SENTENCE_END.split(folded.low[end : end + _AFTER])[0]
    near = f"{before} | {after}"
    for subject, words in ((Subject.MINOR, _MINOR), (Subject.PATIENT, _PATIENT), (Subject.OTHER_ADULT, _OTHER)):
        if words.search(near):
            return subject
    if _SELF.search(near):
        return Subject.SELF
    return Subject.CLINICIAN if _CLINICIAN.search(near) else Subject.UNKNOWN


# what reaches a person; the word beside it says whose it is
_REACHES = frozenset({"ADDRESS", "EMAIL", "FAX", "HANDLE", "PHONE"})
# code points between a name and "ring her on": two sentences
_TOLD_WITHIN = 160
# confidence of a name that somebody else's number belongs to: surely a person's
_A_PERSON = 0.78


def with_people(findings: Sequence[Finding]) -> list[Finding]:
    """The findings in order, where a name before "ring her on …", and the place beside it, are that same person's.

    >>> from .screening import screen
    >>> from .vocabulary import Context
    >>> text = "Anna Kowalski lives in Springfield. Ring her at home on 202-555-0189"
    >>> [found.about.name for found in screen(text, context=Context()).findings]
    ['OTHER_ADULT', 'OTHER_ADULT', 'OTHER_ADULT']
    """
    joined = list(findings)
    for number, contact in enumerate(findings):
        if contact.klass not in _REACHES or contact.about is not Subject.OTHER_ADULT:
            continue
        near = list(_just_before(findings, number))
        name = next((n for n in near if joined[n].klass == "NAME"), None)
        if name is None or joined[name].about not in {Subject.UNKNOWN, Subject.OTHER_ADULT}:
            continue
        sure = max(joined[name].confidence, _A_PERSON)
        joined[name] = replace(joined[name], about=Subject.OTHER_ADULT, confidence=sure)
        for n in near[: near.index(name)]:
            if joined[n].klass in {"PLACE", "POSTAL_CODE"} and joined[n].about is Subject.UNKNOWN:
                joined[n] = replace(joined[n], about=Subject.OTHER_ADULT)
    return joined


def _just_before(findings: Sequence[Finding], number: int) -> Iterator[int]:
    """The numbers of what stands close before a finding, the nearest first."""
    place = findings[number].start
    for n in range(number - 1, -1, -1):
        if place - findings[n].start > 2 * _TOLD_WITHIN:
            return
        if 0 <= place - findings[n].end <= _TOLD_WITHIN:
            yield n
