"""What leaves: FHIR R4 resources, checked, and tables."""

from .checking import check_resource
from .fhir import blood_pressure, bundle, condition, goal, medication_statement, observation, patient
from .tables import csv_lines, safe_cell

__all__ = [
    "blood_pressure",
    "bundle",
    "check_resource",
    "condition",
    "csv_lines",
    "goal",
    "medication_statement",
    "observation",
    "patient",
    "safe_cell",
]
