from dayroom.apps.moderation.actions.appeals import appeal, decide_appeal
from dayroom.apps.moderation.actions.calls import (
    add_device,
    add_shift,
    call_next,
    drop_devices,
    drop_shift,
    say_here,
    try_calls,
)
from dayroom.apps.moderation.actions.caring import count_debrief, keep_choice, leave_crises, send_check_in
from dayroom.apps.moderation.actions.cases import call_again, open_case, put_back, take_case, take_next_case
from dayroom.apps.moderation.actions.decisions import decide_case, undo_decision
from dayroom.apps.moderation.actions.erasing import forget_member
from dayroom.apps.moderation.actions.flags import flag
from dayroom.apps.moderation.actions.looks import look_behind_byline
from dayroom.apps.moderation.actions.seconds import answer_second

__all__ = [
    "add_device",
    "add_shift",
    "answer_second",
    "appeal",
    "call_again",
    "call_next",
    "count_debrief",
    "decide_appeal",
    "decide_case",
    "drop_devices",
    "drop_shift",
    "flag",
    "forget_member",
    "keep_choice",
    "leave_crises",
    "look_behind_byline",
    "open_case",
    "put_back",
    "say_here",
    "send_check_in",
    "take_case",
    "take_next_case",
    "try_calls",
    "undo_decision",
]
