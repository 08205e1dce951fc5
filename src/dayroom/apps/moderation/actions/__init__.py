from dayroom.apps.moderation.actions.appeals import appeal, decide_appeal
from dayroom.apps.moderation.actions.caring import send_check_in
from dayroom.apps.moderation.actions.cases import call_again, open_case, put_back, take_case, take_next_case
from dayroom.apps.moderation.actions.decisions import decide_case, undo_decision
from dayroom.apps.moderation.actions.erasing import forget_member
from dayroom.apps.moderation.actions.flags import flag
from dayroom.apps.moderation.actions.looks import look_behind_byline

__all__ = [
    "appeal",
    "call_again",
    "decide_appeal",
    "decide_case",
    "flag",
    "forget_member",
    "look_behind_byline",
    "open_case",
    "put_back",
    "send_check_in",
    "take_case",
    "take_next_case",
    "undo_decision",
]
