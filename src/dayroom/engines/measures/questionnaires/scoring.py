"""From answers to a total, a band and flags."""

from __future__ import annotations

from decimal import Decimal

from dayroom.kernel.errors import DayroomError

from ..errors import UnknownAnswer, UnknownItem
from ..units import decimal, number
from .vocabulary import Answers, Item, Questionnaire, Raised, Score


def score(asked: Questionnaire, answers: Answers, *, prorate: bool = False) -> Score:
    """Score one set of answers.

    asked       the questionnaire
    answers     item id → number of the choice; questions may be left open
    prorate     research may make up for a few missing answers; people are never shown such a total
    returns     Score; total None while a scored question is open, flags whatever the total
    units       points
    raises      UnknownItem, UnknownAnswer (a value that is no choice)
    source      the questionnaire names its own; missing items: standards 6.1
    errs        raises a flag on one answer alone, gives no total rather than a wrong one

    >>> from .loading import questionnaire
    >>> found = score(questionnaire("phq-9"), {str(number): 1 for number in range(1, 10)})
    >>> found.total, found.band.text, found.raised[0].code
    (Decimal('9'), 'mild', 'CRISIS')
    """
    given = {name: _answer(asked, name, value) for name, value in answers.items()}
    raised = tuple(Raised(f.code, f.item) for f in asked.flags if given.get(f.item, Decimal(-1)) >= f.at_least)
    scored = [one.id for one in asked.items if one.scored]
    missing = tuple(name for name in scored if name not in given)
    made_up = bool(missing) and prorate and len(missing) <= asked.score.prorate_most
    if asked.score.method == "none" or (missing and not made_up) or not scored:
        return Score(None, None, None, missing, raised)
    total = _total(asked, [given[name] for name in scored if name in given], len(scored))
    band = max((b for b in asked.score.bands if b.least <= total), key=lambda b: b.least, default=None)
    cut = asked.score.positive_from
    return Score(total, band, None if cut is None else total >= cut, missing, raised, made_up)


def _total(asked: Questionnaire, values: list[Decimal], wanted: int) -> Decimal:
    mean = number(sum(values, Decimal(0))) / len(values)
    return decimal(mean if asked.score.method == "mean" else mean * wanted)


def _answer(asked: Questionnaire, name: str, value: Decimal | int | float | str) -> Decimal:
    item = asked.item(name)
    if item is None:
        raise UnknownItem
    try:
        read = decimal(number(value))
    except DayroomError:
        raise UnknownAnswer from None
    if not fits(item, read):
        raise UnknownAnswer
    return read


def fits(item: Item, value: Decimal) -> bool:
    """Whether a number is an answer to this question."""
    if item.choices:
        return any(choice.value == value for choice in item.choices)
    if item.whole and value != value.to_integral_value():
        return False
    return (item.lowest is None or value >= item.lowest) and (item.highest is None or value <= item.highest)
