"""What the guard saw, what is known to be false, and which posts repeat it; never anybody's words."""

from dayroom.apps.screening.models.asks import TruthAsk, TruthQuestion
from dayroom.apps.screening.models.conduct import ConductCheck
from dayroom.apps.screening.models.fact_checks import FactCheck, FactCheckVersion
from dayroom.apps.screening.models.labels import ClaimLabel, LabelSeen
from dayroom.apps.screening.models.screenings import Finding, Screening
from dayroom.apps.screening.models.tokens import ApiToken

__all__ = [
    "ApiToken",
    "ClaimLabel",
    "ConductCheck",
    "FactCheck",
    "FactCheckVersion",
    "Finding",
    "LabelSeen",
    "Screening",
    "TruthAsk",
    "TruthQuestion",
]
