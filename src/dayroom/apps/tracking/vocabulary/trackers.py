"""What can be followed, in plain words; numbers that belong together; and what a person enters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

# one entry with two numbers: the measure of the tracker, and the one that is entered beside it (`parts` of a reading)
PAIRS = {"bp_systolic": "bp_diastolic"}

# names as people say them; a pair has the name of both
NAMES = {
    "glucose": _("Blood sugar"),
    "hba1c": _("Long-term blood sugar (HbA1c)"),
    "weight": _("Weight"),
    "height": _("Height"),
    "bmi": _("Body mass index"),
    "waist": _("Waist"),
    "temperature": _("Temperature"),
    "bp_systolic": _("Blood pressure"),
    "bp_diastolic": _("Blood pressure, lower number"),
    "heart_rate": _("Heart rate"),
    "resting_heart_rate": _("Heart rate at rest"),
    "oxygen_saturation": _("Oxygen in the blood"),
    "respiratory_rate": _("Breaths in a minute"),
    "peak_flow": _("Peak flow"),
    "steps": _("Steps"),
    "distance": _("Distance"),
    "active_energy": _("Energy used in motion"),
    "sleep": _("Sleep"),
    "cholesterol": _("Cholesterol, total"),
    "cholesterol_ldl": _("Cholesterol, LDL"),
    "cholesterol_hdl": _("Cholesterol, HDL"),
    "triglycerides": _("Triglycerides"),
    "creatinine": _("Creatinine"),
    "egfr": _("Kidney filter rate (eGFR)"),
    "hemoglobin": _("Hemoglobin"),
    "pain": _("Pain"),
    "fatigue": _("Tiredness"),
    "mood": _("Mood"),
}

# what a tracker of words alone is called
NOTES = _("Notes")

# the list to choose from; what is not named in a group stands at the end
GROUPS = (
    (_("How I feel"), ("pain", "fatigue", "mood", "sleep")),
    (_("Heart and lungs"), ("bp_systolic", "heart_rate", "resting_heart_rate", "oxygen_saturation",
                            "respiratory_rate", "peak_flow")),
    (_("Sugar"), ("glucose", "hba1c")),
    (_("Body"), ("weight", "temperature", "height", "waist", "bmi")),
    (_("Moving"), ("steps", "distance", "active_energy")),
    (_("From the laboratory"), ("cholesterol", "cholesterol_ldl", "cholesterol_hdl", "triglycerides", "creatinine",
                                "egfr", "hemoglobin")),
)

# what "how are you today" asks, each 0 to 10, none of it required
CHECK_IN = ("mood", "pain", "fatigue")
# in words, what the ends of a scale mean
ENDS = {
    "mood": (_("very low"), _("very good")),
    "pain": (_("none"), _("the worst I can think of")),
    "fatigue": (_("none"), _("worn out")),
}
SYMPTOM_ENDS = (_("not at all"), _("as bad as can be"))

SCALE_UNIT = "{score}"
SCALE = tuple(range(11))

NAME_MOST = 80  # letters of a name of one's own
NOTE_MOST = 2_000  # letters of a note to a reading: a paragraph or two
TRACKERS_MOST = 60  # of one record; more is a slip or a script. Our own choice, 2026-11-21
UNDO_TABLE = "tracking_undo"


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading as it was typed.

    value, part   as typed; empty for a note without a number; `part` is the second number of a pair
    unit          the code that stood beside the field when it was typed
    taken_at      None for now
    client_key    drawn where it was typed: the same entry sent twice stands once
    sure          the person has looked again at an unusual number
    """

    value: str = ""
    part: str = ""
    unit: str = ""
    taken_at: datetime | None = None
    note: str = ""
    client_key: str = ""
    sure: bool = False
