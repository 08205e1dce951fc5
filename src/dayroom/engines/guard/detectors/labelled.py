"""Numbers without any check that a label gives away: records, plans, accounts, passwords.

what      HIPAA Safe Harbor classes H (record), I (plan), J (account), K and R; credentials besides
format    a label, then within 40 characters 5 to 15 letters, digits and dashes with three digits or more
returns   hits; 0.85 right behind the label, 0.7 a few words on
source    45 CFR 164.514(b)(2)(i)(H)-(K), (R)
errs      prefers a false alarm once a label stands there; never takes a bare number without one
measured  recall records 160/160, plans 41/42, accounts 3/3 (phi_asq),
          no stray one in 666 texts without identifiers; development halves, 2026-11-21, bench/guard/identifiers.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import BARRIER, Folded
from ..vocabulary import Context
from .base import WINDOW, Hit

_NUMBER_WORD = r"(?:\s?(?:number|num|no\b\.?|nr|id|code|#))?(?:\s?#)?"
RECORD_LABEL = re.compile(
    rf"\b(?:mrn|m\.r\.n\.?|med(?:ical)?\.? rec(?:ord)?{_NUMBER_WORD}|(?:health|patient|hospital|medical"
    rf"|clinic|site|pt) (?:record )?(?:number|no\b\.?|id\b|#)"
    rf"|hosp(?:ital)? ?(?:no\b\.?|number|#)|chart{_NUMBER_WORD}(?=\W{{0,3}}\w{{0,3}}-?\d)|chart (?:number|no\b|#|id)"
    rf"|unit number|encounter{_NUMBER_WORD}|case (?:number|no\b\.?|#)|specimen (?:number|no\b|id|#)"
    rf"|accession{_NUMBER_WORD}"
    r"|ref(?:erence)?\.? (?:code|number|no\b\.?|id|#)|historia clinica|nhc|numero de (?:historia|paciente"
    r"|expediente))"
)
_PLAN = re.compile(
    r"\b(?:member (?:id|number|no\b\.?|#)|membership (?:id|number|no\b)|subscriber (?:id|number|no\b)"
    r"|beneficiary (?:id|number)"
    r"|policy(?: (?:id|number|no\b\.?|#))?(?=\W{0,3}(?:is |was )?\w{0,6}-?\d)|ins(?:ur(?:ance)?)?\.?\s?(?:id"
    r"|number|no\b\.?|policy|#|:)|insurance (?:is|was)(?= [a-z]{1,4}-?\d{4})|medicare\s?#|(?:hmo|ppo"
    r"|epo) (?:id|number|#)"
    r"|(?:health )?plan (?:id|number|no\b\.?|#)|medicaid(?: (?:id|number|no\b))?|claim (?:id|number|no\b\.?"
    r"|#)|group (?:id|number|no\b\.?|#)"
    r"|numero de (?:poliza|afiliad[oa]|asegurad[oa])|poliza)"
)
_PLAN_PREFIX = re.compile(r"(?<![\w-])(?:hmo|ppo|epo|bcbs)-?\d{5,12}(?![\w-])")
_ACCOUNT = re.compile(
    r"\b(?:(?:bank |checking |savings |billing |patient )?(?:account|acct)(?: (?:id|number|num|no\b\.?"
    r"|#))?\.?(?=\W{0,3}(?:is |was |number )?\w{0,4}-?\d)"
    r"|account (?:id|number|no\b\.?|#)|sort code|numero de cuenta|cuenta bancaria)"
)
_LICENCE = re.compile(
    r"\b(?:(?:driver'?s?|driving|medical|nursing|state|professional) licen[cs]e(?: (?:number|no\b\.?|#|id))?"
    r"|licen[cs]e (?:number|no\b\.?|#)|dl (?:number|no\b|#)"
    r"|passport(?: (?:number|no\b\.?|#))?|licen[cs]e plate|number plate|certificate (?:number|no\b|#)|dni"
    r"|nie|pasaporte)"
)
_SECRET = re.compile(
    r"\b(?:password|passwd|passcode|contrasena|clave)\b\s{0,2}(?:is|es|was|=|:)\s{0,2}[\"']?([^\s\"'\ua66e]{4,64})"
    r"|\bpin(?: (?:code|number))?\s{0,2}(?:is|es|=|:|#)\s{0,2}(\d{4,8})(?!\d)"
)
# a value: starts and ends with a letter or digit; single dashes inside
_VALUE = re.compile(r"(?<![\w/.$-])[a-z0-9](?:[a-z0-9-]{3,17})[a-z0-9](?![\w/%]|\.\d|-\w)")
# a token of five letters or more with three digits; without one no label needs to be looked for
_ANY_VALUE = re.compile(r"(?<![a-z0-9-])(?=[a-z0-9-]{5})(?=(?:[a-z-]{0,16}\d){3})")
_NOT_A_VALUE = re.compile(
    r"(?:19|20)\d\d-\d\d?-\d\d?|\d{1,2}-\d{1,2}-\d{2,4}|\d+(?:mg|mcg|ml|kg|lbs?|iu|mmol|cm|mm|hrs?|am|pm|th"
    r"|st|nd|rd)|covid-?\d+"
)


def find_record_numbers(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number of a medical record."""
    return _labelled(folded, RECORD_LABEL)


def find_plan_numbers(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number of a health plan, a policy or a claim."""
    yield from _labelled(folded, _PLAN)
    for match in _PLAN_PREFIX.finditer(folded.low):
        yield Hit(*match.span(), 0.8)


def find_account_numbers(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number of an account."""
    return _labelled(folded, _ACCOUNT)


def find_licence_numbers(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every number of a licence, a passport or a plate."""
    return _labelled(folded, _LICENCE)


def find_credentials(folded: Folded, context: Context) -> Iterator[Hit]:
    """Every password or code somebody wrote down."""
    if not any(word in folded.low for word in ("pass", "pin", "contrasena", "clave")):
        return
    for match in _SECRET.finditer(folded.low):
        group = 1 if match.group(1) else 2
        if any(char.isdigit() or not char.isalnum() for char in match.group(group).rstrip(".,!?")):
            yield Hit(match.start(group), match.start(group) + len(match.group(group).rstrip(".,!?;")), 0.85)


def _labelled(folded: Folded, labels: re.Pattern[str]) -> Iterator[Hit]:
    low = folded.low
    if not _ANY_VALUE.search(low):
        return
    for label in labels.finditer(low):
        after = re.split(rf"[\n{BARRIER}]|[.!?]\s(?!\d)", low[label.end() : label.end() + WINDOW + 20])[0]
        for value in _VALUE.finditer(after[: WINDOW + 20]):
            if value.start() > WINDOW:
                break
            if _is_value(value.group()):
                distance = len(re.findall(r"\w+", after[: value.start()]))
                start = label.end() + value.start()
                yield Hit(start, start + len(value.group()), 0.85 if distance <= 2 else 0.7)
                break


def _is_value(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    plain = text.replace("-", "")
    return digits >= 3 and 5 <= len(plain) <= 15 and "--" not in text and not _NOT_A_VALUE.fullmatch(text)
