from dayroom.apps.screening.queries.helplines import Line, checks, checks_path, lines_for, unchecked
from dayroom.apps.screening.queries.screenings import latest_findings, latest_screening

__all__ = ["Line", "checks", "checks_path", "latest_findings", "latest_screening", "lines_for", "unchecked"]
