"""Questionnaires and answers as FHIR R4, in and out.

An imported questionnaire keeps its words and order. It is scored only when every choice of a question carries a number
(`ordinalValue` or `itemWeight`); bands and cuts are never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from dayroom.kernel.errors import DayroomError

from ..errors import BrokenQuestionnaire, BrokenResource, NotANumber, UnknownItem
from ..units import decimal, number
from .loading import LOINC, shipped
from .scoring import fits
from .vocabulary import Answers, Choice, Flag, Item, Questionnaire, ScoreRule

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight"
LOWEST = "http://hl7.org/fhir/StructureDefinition/minValue"
HIGHEST = "http://hl7.org/fhir/StructureDefinition/maxValue"
# questions in one questionnaire, and how deep groups may stand in groups
MOST_ITEMS, DEEPEST = 500, 12
_CHOICES, _NUMBERS = ("choice", "open-choice"), ("integer", "decimal")
_SKIPPED = "A question of a kind we cannot score was left out."
_ELSEWHERE = "A question whose answers stand in another place was left out."
_IN_PART = "Not all questions of this known form came along, so there is no total."
_NO_NUMBERS = "The answers carry no numbers, so there is no total."


def from_fhir(resource: Mapping[str, Any], value_sets: Iterable[Mapping[str, Any]] = ()) -> Questionnaire:
    """A questionnaire from a FHIR R4 resource.

    resource     a Questionnaire as read from JSON
    value_sets   lists of answers that it names by their address, as they came along with it
    returns    Questionnaire; `remarks` says in sentences what was left out
    raises     BrokenQuestionnaire
    source     HL7 FHIR R4 4.0.1, Questionnaire; extensions ordinalValue, itemWeight, minValue, maxValue
    errs       leaves out what it cannot ask, and says so, rather than asking it wrongly
    """
    if resource.get("resourceType") != "Questionnaire" or not isinstance(resource.get("item", []), list):
        raise BrokenQuestionnaire
    remarks: list[str] = []
    sets = {**_by_address(value_sets), **_contained(resource)}
    rows = list(_flat(resource.get("item", []), 0))
    items = [made for row in rows if (made := _item(row, sets, remarks)) is not None]
    names = [one.id for one in items]
    if not items or len(items) > MOST_ITEMS or len(set(names)) != len(names):
        raise BrokenQuestionnaire
    items, rule, flags = _as_known(items, _code(resource), remarks)
    if not any(one.scored for one in items):
        remarks.append(_NO_NUMBERS)
    intro = " ".join(row["text"] for row in rows if row.get("type") == "display" and isinstance(row.get("text"), str))
    return Questionnaire(
        id=_text(resource, "id") or _text(resource, "name") or "imported",
        title=_text(resource, "title") or _text(resource, "name") or "Questionnaire",
        language=_text(resource, "language") or "en",
        url=_text(resource, "url"),
        version=_text(resource, "version"),
        licence=_text(resource, "copyright"),
        source=_text(resource, "publisher"),
        intro=intro,
        code=_code(resource),
        items=tuple(items),
        score=rule,
        flags=flags,
        remarks=tuple(dict.fromkeys(remarks)),
    )


def to_fhir(asked: Questionnaire) -> dict[str, Any]:
    """The questionnaire as a FHIR R4 resource; what it does not know it leaves out."""
    made: dict[str, Any] = {"resourceType": "Questionnaire", "id": asked.id, "language": asked.language}
    made |= {key: value for key, value in (("url", asked.url), ("version", asked.version)) if value}
    made |= {"title": asked.title, "status": "active", "subjectType": ["Patient"]}
    made |= {key: value for key, value in (("copyright", asked.licence), ("publisher", asked.source)) if value}
    if asked.code:
        made["code"] = [{"system": LOINC, "code": asked.code}]
    intro = [{"linkId": "intro", "text": asked.intro, "type": "display"}] if asked.intro else []
    made["item"] = [*intro, *map(_item_out, asked.items)]
    return made


def to_response(
    asked: Questionnaire, answers: Answers, *, id: str, subject: str, authored: str, complete: bool
) -> dict[str, Any]:
    """The answers as a QuestionnaireResponse of this person; `subject` is a reference as "Patient/ann"."""
    rows = []
    for item in asked.items:
        if item.id in answers:
            rows.append({"linkId": item.id, "text": item.text, "answer": [_answer_out(item, answers[item.id])]})
    return {
        "resourceType": "QuestionnaireResponse",
        "id": id,
        "questionnaire": asked.url or f"Questionnaire/{asked.id}",
        "status": "completed" if complete else "in-progress",
        "subject": {"reference": subject},
        "authored": authored,
        "author": {"reference": subject},
        "source": {"reference": subject},
        "item": rows,
    }


def answers_from_response(asked: Questionnaire, resource: Mapping[str, Any]) -> dict[str, Decimal]:
    """The answers of a QuestionnaireResponse to this questionnaire; raises BrokenResource, UnknownItem."""
    if resource.get("resourceType") != "QuestionnaireResponse" or not isinstance(resource.get("item", []), list):
        raise BrokenResource
    found: dict[str, Decimal] = {}
    for row in _flat(resource.get("item", []), 0):
        item = asked.item(str(row.get("linkId", "")))
        given = row.get("answer") or []
        if not given or row.get("item"):
            continue
        if item is None:
            raise UnknownItem
        found[item.id] = _answer_in(item, given[0] if isinstance(given, list) else {})
    return found


def _flat(rows: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST or not isinstance(rows, list):
        raise BrokenQuestionnaire
    for row in rows:
        if not isinstance(row, dict):
            raise BrokenQuestionnaire
        yield row
        yield from _flat(row.get("item", []), depth + 1)


def _item(row: dict[str, Any], sets: dict[str, list[Any]], remarks: list[str]) -> Item | None:
    kind, name, text = row.get("type"), _text(row, "linkId"), _text(row, "text")
    if kind in ("display", "group"):
        return None
    if not name:
        raise BrokenQuestionnaire
    if kind in _NUMBERS:
        low, high = _limit(row, LOWEST), _limit(row, HIGHEST)
        return Item(name, text, (), low, high, scored=False, code=_code(row), whole=kind == "integer")
    if kind == "boolean":
        both = (Choice(Decimal(0), "No"), Choice(Decimal(1), "Yes"))
        return Item(name, text, both, scored=False, code=_code(row))
    if kind not in _CHOICES:
        remarks.append(_SKIPPED)
        return None
    options = _dicts(row.get("answerOption")) or sets.get(str(row.get("answerValueSet", "")))
    if not options:
        remarks.append(_ELSEWHERE)
        return None
    weights = [_weight(option) for option in options]
    scored = all(weight is not None for weight in weights)
    values = weights if scored else _places(options)
    choices = tuple(_choice(option, value) for option, value in zip(options, values, strict=True) if value is not None)
    return Item(name, text, choices, scored=scored, code=_code(row))


def _places(options: list[Any]) -> list[Decimal | None]:
    """Choices without weights are told apart by codes that are numbers, else by their place."""
    codes = [_number(_coding_of(option).get("code")) for option in options]
    if None not in codes and len(set(codes)) == len(codes):
        return codes
    return [Decimal(place) for place in range(len(options))]


def _as_known(items: list[Item], panel: str, remarks: list[str]) -> tuple[list[Item], ScoreRule, tuple[Flag, ...]]:
    """How the items are scored, and which answers raise a flag.

    A question that LOINC knows as one of ours raises the same flags wherever it stands: a wish to die must not be
    missed because the form came from elsewhere. A whole instrument of ours in another language is scored as ours is.
    """
    named = {item.code: item.id for item in items if item.code}
    raising = {flag.item: flag for flag in shipped()["phq-9"].flags}
    flags = tuple(
        Flag(named[item.code], raising[item.id].at_least, raising[item.id].code)
        for item in shipped()["phq-9"].items
        if item.id in raising and item.code in named
    )
    like = next((asked for asked in shipped().values() if panel and asked.code == panel), None)
    if like is None:
        return items, ScoreRule("sum" if any(item.scored for item in items) else "none"), flags
    wanted = {item.code for item in like.items if item.scored}
    kept = [replace(item, scored=item.scored and item.code in wanted) for item in items]
    if {item.code for item in kept if item.scored} == wanted:
        return kept, like.score, flags
    remarks.append(_IN_PART)
    return [replace(item, scored=False) for item in kept], ScoreRule("none"), flags


def _choice(option: Any, value: Decimal) -> Choice:
    coding = _coding_of(option)
    plain = option.get("valueString") or option.get("valueInteger") if isinstance(option, dict) else ""
    text = coding.get("display") or plain or coding.get("code") or str(value)
    return Choice(value, str(text), str(coding.get("code", "")), str(coding.get("system", "")))


def _weight(option: Any) -> Decimal | None:
    if not isinstance(option, dict):
        raise BrokenQuestionnaire
    if isinstance(option.get("valueInteger"), int):
        return Decimal(option["valueInteger"])
    coding = option.get("valueCoding")
    places = [option, coding if isinstance(coding, dict) else {}]
    for extension in (one for place in places for one in _dicts(place.get("extension"))):
        if extension.get("url") in (ORDINAL, WEIGHT):
            return _number(extension.get("valueDecimal"))
    known = (coding.get("system"), coding.get("code")) if isinstance(coding, dict) else (None, None)
    return _known_numbers().get((str(known[0]), str(known[1])))


@cache
def _known_numbers() -> dict[tuple[str, str], Decimal]:
    """LOINC's own answers of the questionnaires that come along: their number is part of the instrument."""
    choices = [choice for asked in shipped().values() for item in asked.items if item.scored for choice in item.choices]
    return {(choice.system, choice.code): choice.value for choice in choices if choice.code}


def _limit(row: dict[str, Any], url: str) -> Decimal | None:
    for extension in _dicts(row.get("extension")):
        if extension.get("url") == url:
            return _number(extension.get("valueInteger", extension.get("valueDecimal")))
    return None


def _number(value: Any) -> Decimal | None:
    try:
        return None if value is None else decimal(number(value))
    except NotANumber:
        return None


def _contained(resource: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Answer lists inside the resource, as "#name" → options."""
    parts = _dicts(resource.get("contained"))
    return {f"#{part.get('id', '')}": _options(part) for part in parts if part.get("resourceType") == "ValueSet"}


def _by_address(value_sets: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    return {_text(one, "url"): _options(one) for one in value_sets if _text(one, "url")}


def _options(value_set: Mapping[str, Any]) -> list[Any]:
    """The answers of a list that names them one by one."""
    compose = value_set.get("compose")
    groups = _dicts(compose.get("include")) if isinstance(compose, dict) else []
    return [
        {"extension": one.get("extension", []), "valueCoding": {"system": group.get("system", ""), **one}}
        for group in groups
        for one in _dicts(group.get("concept"))
    ]


def _dicts(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; of anything else, none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _coding_of(option: Any) -> dict[str, Any]:
    coding = option.get("valueCoding") if isinstance(option, dict) else None
    return coding if isinstance(coding, dict) else {}


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _code(row: Mapping[str, Any]) -> str:
    for coding in _dicts(row.get("code")):
        if coding.get("system") == LOINC:
            return str(coding.get("code", ""))
    return ""


def _item_out(item: Item) -> dict[str, Any]:
    kind = "choice" if item.choices else "integer" if item.whole else "decimal"
    made: dict[str, Any] = {"linkId": item.id, "text": item.text, "type": kind}
    if item.code:
        made["code"] = [{"system": LOINC, "code": item.code}]
    ends = [(LOWEST, item.lowest), (HIGHEST, item.highest)]
    if limits := [_end_out(url, value, whole=item.whole) for url, value in ends if value is not None]:
        made["extension"] = limits
    if item.choices:
        made["answerOption"] = [{"valueCoding": _coding(choice, weighted=item.scored)} for choice in item.choices]
    return made


def _end_out(url: str, value: Decimal, *, whole: bool) -> dict[str, Any]:
    return {"url": url, "valueInteger": int(value)} if whole else {"url": url, "valueDecimal": float(value)}


def _coding(choice: Choice, *, weighted: bool) -> dict[str, Any]:
    weight = int(choice.value) if choice.value == choice.value.to_integral_value() else float(choice.value)
    made: dict[str, Any] = {"extension": [{"url": ORDINAL, "valueDecimal": weight}]} if weighted else {}
    if choice.system:
        made["system"] = choice.system
    return made | {"code": choice.code or f"{choice.value:f}", "display": choice.text}


def _answer_out(item: Item, value: Decimal | int | float | str) -> dict[str, Any]:
    exact = decimal(number(value))
    for choice in item.choices:
        if choice.value == exact:
            return {"valueCoding": _coding(choice, weighted=False)}
    return {"valueInteger": int(exact)} if item.whole else {"valueDecimal": float(exact)}


def _answer_in(item: Item, answer: Any) -> Decimal:
    if not isinstance(answer, dict):
        raise BrokenResource
    coding = answer.get("valueCoding")
    if isinstance(coding, dict):
        for choice in item.choices:
            if coding.get("code") in (choice.code or f"{choice.value:f}", None) and coding.get("code") is not None:
                return choice.value
        raise BrokenResource
    value: Any = answer.get("valueInteger", answer.get("valueDecimal", answer.get("valueBoolean")))
    try:
        read = decimal(number(int(value) if isinstance(value, bool) else value))
    except DayroomError:
        raise BrokenResource from None
    if not fits(item, read):
        raise BrokenResource
    return read
