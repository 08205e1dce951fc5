from dayroom.apps.screening.actions.conduct import with_conduct
from dayroom.apps.screening.actions.fact_checks import accept_many, load_claims
from dayroom.apps.screening.actions.helplines import confirm_helpline
from dayroom.apps.screening.actions.labels import ask_if_true, keep_labels, note_seen
from dayroom.apps.screening.actions.lines import HOUSE_ASKS, OWN_ASKS, house_words, look_at_fields
from dayroom.apps.screening.actions.readings import Reading, drawn, with_readings
from dayroom.apps.screening.actions.screenings import (
    examine,
    finding_key,
    keep_read,
    override,
    read_text,
    screen_text,
    settle,
)
from dayroom.apps.screening.rules import settled_action

__all__ = [
    "HOUSE_ASKS",
    "OWN_ASKS",
    "Reading",
    "accept_many",
    "ask_if_true",
    "confirm_helpline",
    "drawn",
    "examine",
    "finding_key",
    "house_words",
    "keep_labels",
    "keep_read",
    "load_claims",
    "look_at_fields",
    "note_seen",
    "override",
    "read_text",
    "screen_text",
    "settle",
    "settled_action",
    "with_conduct",
    "with_readings",
]
