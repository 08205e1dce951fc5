from dayroom.apps.moderation.queries.authors import (
    appeal_ids,
    case_ids,
    decision_for_author,
    decision_ids,
    flags_of,
    key_for,
    records_about,
)
from dayroom.apps.moderation.queries.cases import (
    appeal_for,
    appeals_waiting,
    case_file,
    case_for,
    next_case,
    queue,
    waiting_counts,
)
from dayroom.apps.moderation.queries.handlers import card_of, facts_of, handler_of, moderators_of, stewards

__all__ = [
    "appeal_for",
    "appeal_ids",
    "appeals_waiting",
    "card_of",
    "case_file",
    "case_for",
    "case_ids",
    "decision_for_author",
    "decision_ids",
    "facts_of",
    "flags_of",
    "handler_of",
    "key_for",
    "moderators_of",
    "next_case",
    "queue",
    "records_about",
    "stewards",
    "waiting_counts",
]
