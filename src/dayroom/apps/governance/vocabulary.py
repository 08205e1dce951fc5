"""Limits of the rights desk, each with its source."""

EXPORTS_PER_DAY = 3  # standards §11: export 3 a day
EXPORT_KEPT_DAYS = 7  # our convention: long enough to fetch it, short enough not to lie about
STEP_UP_SECONDS = 600  # standards §11: a step-up is at most 10 minutes old
LEDGER_NAME = "erasures.ledger"  # beside the database, outside every backup
