"""Files that people bring along: Apple Health, FHIR R4, tables, Open mHealth. Streams in, readings out."""

from .apple import read_apple, read_apple_pieces
from .duplicates import Kept, usual_order, without_overlaps
from .fhir import FromFhir, read_bundle
from .open_mhealth import read_points
from .tables import DATE_FORMS, Columns, columns, read_table, time_columns
from .vocabulary import SENTENCES, Broken, Fact, Fault, Reading, Summary

__all__ = [
    "DATE_FORMS",
    "SENTENCES",
    "Broken",
    "Columns",
    "Fact",
    "Fault",
    "FromFhir",
    "Kept",
    "Reading",
    "Summary",
    "columns",
    "read_apple",
    "read_apple_pieces",
    "read_bundle",
    "read_points",
    "read_table",
    "time_columns",
    "usual_order",
    "without_overlaps",
]
