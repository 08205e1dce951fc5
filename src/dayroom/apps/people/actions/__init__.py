from dayroom.apps.people.actions.consents import give_consent, withdraw_consent
from dayroom.apps.people.actions.credentials import (
    accept_credential,
    claim_credential,
    expire_credentials,
    mend_persona,
    refuse_credential,
    retire_persona,
)
from dayroom.apps.people.actions.faces import remember_stopped
from dayroom.apps.people.actions.factors import remember_factors
from dayroom.apps.people.actions.members import (
    change_profile,
    confirm_email,
    count_post,
    erase_member,
    keep_moderators,
    mark_peer_supporter,
    open_account,
    register_member,
    uncount_post,
    welcome_adults,
)
from dayroom.apps.people.actions.profiles import hide_about, save_profile
from dayroom.apps.people.actions.refusals import is_refusal_remembered, remember_refusal
from dayroom.apps.people.actions.roles import grant_role, make_owner, withdraw_role
from dayroom.apps.people.actions.sessions import end_sessions
from dayroom.apps.people.actions.states import (
    begin_leaving,
    lift,
    lift_ended,
    limit_member,
    stop_leaving,
    suspend_member,
)
from dayroom.apps.people.actions.ties import (
    accept_follow,
    ask_to_follow,
    block,
    decline_follow,
    mute,
    unblock,
    unfollow,
    unmute,
)

__all__ = [
    "accept_credential",
    "accept_follow",
    "ask_to_follow",
    "begin_leaving",
    "block",
    "change_profile",
    "claim_credential",
    "confirm_email",
    "count_post",
    "decline_follow",
    "end_sessions",
    "erase_member",
    "expire_credentials",
    "give_consent",
    "grant_role",
    "hide_about",
    "is_refusal_remembered",
    "keep_moderators",
    "lift",
    "lift_ended",
    "limit_member",
    "make_owner",
    "mark_peer_supporter",
    "mend_persona",
    "mute",
    "open_account",
    "refuse_credential",
    "register_member",
    "remember_factors",
    "remember_refusal",
    "remember_stopped",
    "retire_persona",
    "save_profile",
    "stop_leaving",
    "suspend_member",
    "unblock",
    "uncount_post",
    "unfollow",
    "unmute",
    "welcome_adults",
    "withdraw_consent",
    "withdraw_role",
]
