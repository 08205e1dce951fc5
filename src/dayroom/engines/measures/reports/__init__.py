"""Treatment reports in words: what they say, as suggestions that a person confirms."""

from .classes import CLASSES
from .extraction import Extracted, Spoken, Suggestion, extract
from .grades import EFFECTIVENESS, SIDE_EFFECTS
from .lines import extract_lines

__all__ = ["CLASSES", "EFFECTIVENESS", "SIDE_EFFECTS", "Extracted", "Spoken", "Suggestion", "extract", "extract_lines"]
