"""Two faces of one clinician, and one patient: what may not be said with the one is not said with the other."""

from __future__ import annotations

import re
import unicodedata

# a clinician's own words for somebody in their care; of oneself people say "as a patient", "I am a patient"
_OF_A_PATIENT = re.compile(
    r"\b(?:my|our|this|that|one of my|one of our|a) (?:\w+ ){0,2}(?:patients?|pt)\b"
    r"|\b(?:mi|mis|nuestr[oa]s?|est[ea]|un|una) pacientes?\b"
)
_OF_ONESELF = re.compile(r"\b(?:as|i am|i'm|i was|being) an? (?:\w+ )?patient\b|\b(?:soy|como) (?:un |una )?paciente\b")
_ANY_PATIENT = re.compile(r"\b(?:patient|client|resident|pt|paciente)")
LEAST_VALUE = 5  # letters and digits; a shorter value says nothing about a person


def normal(text: str) -> str:
    """Letters and digits only, small: the same text with other commas, spaces and capitals is the same text.

    >>> normal("Her MRN is: 00 48-29!")
    'hermrnis004829'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def speaks_of_patient(text: str) -> bool:
    """The words are about somebody in the writer's care.

    >>> speaks_of_patient("My patient had a fall."), speaks_of_patient("As a patient I was scared.")
    (True, False)
    """
    return bool(_OF_A_PATIENT.search(_OF_ONESELF.sub(" ", text.casefold())))


def names_oneself_only(text: str) -> bool:
    """The only patient in the words is the writer.

    >>> names_oneself_only("As a patient I was scared."), names_oneself_only("As a patient I met a patient.")
    (True, False)
    """
    low = text.casefold()
    return bool(_OF_ONESELF.search(low)) and not _ANY_PATIENT.search(_OF_ONESELF.sub(" ", low))
