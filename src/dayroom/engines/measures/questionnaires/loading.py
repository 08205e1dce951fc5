"""The questionnaires that come along: those that may be handed on, each with its licence."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from typing import Any

from ..errors import BrokenQuestionnaire, UnknownMeasure
from ..units import DATA
from .vocabulary import Band, Choice, Flag, Item, Questionnaire, ScoreRule

LOINC = "http://loinc.org"


@cache
def shipped() -> dict[str, Questionnaire]:
    """Every questionnaire that comes along, by its id."""
    files = sorted((DATA / "questionnaires").glob("*.toml"))
    return {one.id: one for one in (from_table(tomllib.loads(file.read_text("utf-8"))) for file in files)}


def questionnaire(name: str) -> Questionnaire:
    """The shipped questionnaire of this id; raises UnknownMeasure."""
    try:
        return shipped()[name]
    except KeyError:
        raise UnknownMeasure from None


def from_table(table: dict[str, Any]) -> Questionnaire:
    """A questionnaire from a table as in data/questionnaires; raises BrokenQuestionnaire."""
    try:
        made = _questionnaire(table)
    except (KeyError, TypeError, ArithmeticError):
        raise BrokenQuestionnaire from None
    names = [one.id for one in made.items]
    if len(set(names)) != len(names) or any(flag.item not in names for flag in made.flags):
        raise BrokenQuestionnaire
    return made


def _questionnaire(table: dict[str, Any]) -> Questionnaire:
    choices = {name: tuple(map(_choice, rows)) for name, rows in table.get("choices", {}).items()}
    return Questionnaire(
        id=table["id"],
        title=table["title"],
        language=table["language"],
        url=table["url"],
        licence=table["licence"],
        source=table["source"],
        intro=table.get("intro", ""),
        code=table.get("loinc", ""),
        days_apart=table.get("days_apart", 0),
        items=tuple(_item(row, choices) for row in table["item"]),
        score=_rule(table["score"]),
        flags=tuple(Flag(row["item"], Decimal(row["at_least"]), row["code"]) for row in table.get("flag", ())),
    )


def _choice(row: dict[str, Any]) -> Choice:
    code = row.get("loinc", "")
    return Choice(Decimal(str(row["value"])), row["text"], code, LOINC if code else "")


def _item(row: dict[str, Any], choices: dict[str, tuple[Choice, ...]]) -> Item:
    if "choices" in row:
        return Item(
            row["id"], row["text"], choices[row["choices"]], scored=row.get("scored", True), code=row.get("loinc", "")
        )
    ends = Decimal(str(row["lowest"])), Decimal(str(row["highest"]))
    return Item(row["id"], row["text"], (), *ends, scored=row.get("scored", True), code=row.get("loinc", ""))


def _rule(row: dict[str, Any]) -> ScoreRule:
    bands = tuple(Band(Decimal(str(one["from"])), one["code"], one["text"]) for one in row.get("band", ()))
    cut = row.get("positive_from")
    return ScoreRule(
        method=row["method"],
        code=row.get("loinc", ""),
        positive_from=None if cut is None else Decimal(str(cut)),
        prorate_most=row.get("prorate_most", 0),
        bands=bands,
    )
