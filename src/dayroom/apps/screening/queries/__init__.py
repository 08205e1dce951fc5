from dayroom.apps.screening.queries.helplines import Line, checks, lines_for, unchecked
from dayroom.apps.screening.queries.screenings import latest_findings, latest_screening

__all__ = ["Line", "checks", "latest_findings", "latest_screening", "lines_for", "unchecked"]
