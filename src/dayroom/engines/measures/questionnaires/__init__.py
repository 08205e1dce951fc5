"""Questionnaires as data: the ones that come along, imported ones, and their scores."""

from .fhir import answers_from_response, from_fhir, to_fhir, to_response
from .loading import questionnaire, shipped
from .scoring import score
from .vocabulary import Band, Choice, Flag, Item, Questionnaire, Raised, Score, ScoreRule

__all__ = [
    "Band",
    "Choice",
    "Flag",
    "Item",
    "Questionnaire",
    "Raised",
    "Score",
    "ScoreRule",
    "answers_from_response",
    "from_fhir",
    "questionnaire",
    "score",
    "shipped",
    "to_fhir",
    "to_response",
]
