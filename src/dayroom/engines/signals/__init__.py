"""Signals: reads counts and says what is unusual, and how good it is at it.

    seen = detector("ears-c2").judge(counts([5, 3, 7, 4, 6, 5, 4, 6, 5, 20]))
    list(seen.rows())

Pure: NumPy only, no Django, no network, no clock. An alarm is a reason for a person to look, never a finding.
"""

from .breaks import Break, Breaks, Kind, explained
from .charts import Cusum, Ewma
from .ears import Ears
from .errors import BadCounts, BadOption, NegativeCount, NoSuchDetector, NotWhole, SeriesTooShort
from .evaluation import Outbreak, Quality, evaluate, runs
from .farrington import Farrington, FarringtonFlexible
from .interval import Interval
from .multiplicity import by_discovery, discoveries, shared
from .registry import DEFAULT_DETECTOR, detector, detectors, options
from .simulation import Scenario, Simulated, scenarios, simulate
from .vocabulary import DAYS, MONTHS, SENTENCES, WEEKS, Counts, Detector, Judged, Reason, counts

__all__ = [
    "DAYS",
    "DEFAULT_DETECTOR",
    "MONTHS",
    "SENTENCES",
    "WEEKS",
    "BadCounts",
    "BadOption",
    "Break",
    "Breaks",
    "Counts",
    "Cusum",
    "Detector",
    "Ears",
    "Ewma",
    "Farrington",
    "FarringtonFlexible",
    "Interval",
    "Judged",
    "Kind",
    "NegativeCount",
    "NoSuchDetector",
    "NotWhole",
    "Outbreak",
    "Quality",
    "Reason",
    "Scenario",
    "SeriesTooShort",
    "Simulated",
    "by_discovery",
    "counts",
    "detector",
    "detectors",
    "discoveries",
    "evaluate",
    "explained",
    "options",
    "runs",
    "scenarios",
    "shared",
    "simulate",
]
