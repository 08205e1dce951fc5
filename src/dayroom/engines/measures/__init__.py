"""Health numbers: units, ranges, questionnaires, adherence, trends, and what goes in and out.

    judge_reading("glucose", "5.6", "mmol/L")

Pure: no Django, no network, no clock. It knows numbers, not people: it says when to turn to somebody, never what to do
about an illness.
"""

from . import errors
from .adherence import Adherence, Fill, adherence
from .catalog import Level, Measure, by_loinc, convert_reading, measure, measures, shown
from .judging import Judged, Verdict, check_times, is_jump, judge_reading
from .questionnaires import (
    Questionnaire,
    Score,
    answers_from_response,
    from_fhir,
    questionnaire,
    score,
    shipped,
    to_fhir,
    to_response,
)
from .terms import Term, find_terms
from .together import Together, often_together
from .trends import Trend, trend
from .units import Unit, convert, unit, units

__all__ = [
    "Adherence",
    "Fill",
    "Judged",
    "Level",
    "Measure",
    "Questionnaire",
    "Score",
    "Term",
    "Together",
    "Trend",
    "Unit",
    "Verdict",
    "adherence",
    "answers_from_response",
    "by_loinc",
    "check_times",
    "convert",
    "convert_reading",
    "errors",
    "find_terms",
    "from_fhir",
    "is_jump",
    "judge_reading",
    "measure",
    "measures",
    "often_together",
    "questionnaire",
    "score",
    "shipped",
    "shown",
    "to_fhir",
    "to_response",
    "trend",
    "unit",
    "units",
]
