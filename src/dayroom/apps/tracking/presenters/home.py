"""The first page of a record: each noun brings its own part.

A part is a function of the record and the moment, and the template that draws what it gives (`part` in the template).
None leaves the part out. The order here is the order of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dayroom.apps.tracking.presenters import files, goals, reminders, reports, sheets, told, trackers
from dayroom.apps.tracking.vocabulary.records import Record

Part = Callable[[Record, datetime], dict[str, Any] | None]
PARTS: list[tuple[Part, str]] = [
    (trackers.home_part, "tracking/_home_trackers.html"),
    (told.home_part, "tracking/_home_records.html"),
    (reminders.home_part, "tracking/_home_reminders.html"),
    (goals.home_part, "tracking/_home_goals.html"),
    (sheets.home_part, "tracking/_home_sheets.html"),
    (reports.home_reports, "tracking/_home_reports.html"),
    (files.home_part, "tracking/_home_files.html"),
]


@dataclass(frozen=True, slots=True)
class PartShown:
    template: str
    part: dict[str, Any]


def parts_of(record: Record, now: datetime) -> list[PartShown]:
    """What the parts have to show to this reader."""
    made = [(template, part(record, now)) for part, template in PARTS]
    return [PartShown(template, told) for template, told in made if told is not None]
