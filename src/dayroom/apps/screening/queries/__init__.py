from dayroom.apps.screening.queries.fact_checks import (
    Card,
    answers_for,
    askers_of,
    card_of,
    expired,
    fact_check,
    fact_check_id,
    fact_checks,
    labels_for,
    labels_of,
    open_question_count,
    open_questions,
    state_counts,
    topics,
    truth_question,
    versions_of,
)
from dayroom.apps.screening.queries.helplines import Line, checks, checks_path, lines_for, unchecked
from dayroom.apps.screening.queries.packs import chosen_packs
from dayroom.apps.screening.queries.register import current_register, near_entries, reads_meaning
from dayroom.apps.screening.queries.screenings import latest_findings, latest_screening
from dayroom.apps.screening.queries.tokens import tokens

__all__ = [
    "Card",
    "Line",
    "answers_for",
    "askers_of",
    "card_of",
    "checks",
    "checks_path",
    "chosen_packs",
    "current_register",
    "expired",
    "fact_check",
    "fact_check_id",
    "fact_checks",
    "labels_for",
    "labels_of",
    "latest_findings",
    "latest_screening",
    "lines_for",
    "near_entries",
    "open_question_count",
    "open_questions",
    "reads_meaning",
    "state_counts",
    "tokens",
    "topics",
    "truth_question",
    "unchecked",
    "versions_of",
]
