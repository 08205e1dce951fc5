"""Detectors by name. A new one (a scan over places, a nowcast) is one more line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from .charts import Cusum, Ewma
from .ears import Ears
from .errors import BadOption, NoSuchDetector
from .farrington import Farrington, FarringtonFlexible
from .interval import Interval
from .vocabulary import Detector

DEFAULT_DETECTOR = "farrington-flexible"
# the class, what is fixed by the name, and one sentence for people
_MAKERS: dict[str, tuple[Callable[..., Detector], dict[str, Any], str]] = {
    "ears-c1": (Ears, {"method": "C1"}, "against the last seven periods"),
    "ears-c2": (Ears, {"method": "C2"}, "against seven periods, the two newest left out"),
    "ears-c3": (Ears, {"method": "C3"}, "three periods of C2 added up; it echoes"),
    "epitweetr": (Interval, {}, "against the last seven periods, old peaks damped"),
    "farrington": (Farrington, {}, "against the same weeks of five earlier years"),
    "farrington-flexible": (FarringtonFlexible, {}, "against five years, with season and trend"),
    "cusum": (Cusum, {}, "small rises that last, summed up"),
    "ewma": (Ewma, {}, "a moving average that leans to the newest"),
}


def detectors() -> dict[str, str]:
    """Every detector's name, with a sentence about it."""
    return {name: sentence for name, (_, _, sentence) in _MAKERS.items()}


def options(name: str) -> set[str]:
    """What can be set on a detector."""
    maker, fixed, _ = _known(name)
    return {field.name for field in fields(maker)} - set(fixed)  # type: ignore[arg-type]  # every maker is a dataclass


def detector(name: str, **chosen: Any) -> Detector:
    """Make a detector.

    chosen    see the class of each; what is not given keeps its published default
    raises    NoSuchDetector, BadOption

    >>> detector("ears-c1", min_sigma=0.0).name
    'ears-c1'
    """
    maker, fixed, _ = _known(name)
    unknown = sorted(set(chosen) - options(name))
    if unknown:
        raise BadOption(f"{name} has no setting {', '.join(unknown)}; it has {', '.join(sorted(options(name)))}")
    return maker(**fixed, **chosen)


def _known(name: str) -> tuple[Callable[..., Detector], dict[str, Any], str]:
    if name not in _MAKERS:
        raise NoSuchDetector(f"there is no detector {name}; there are {', '.join(_MAKERS)}")
    return _MAKERS[name]
