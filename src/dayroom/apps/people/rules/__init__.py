from dayroom.apps.people.rules.ages import TooYoung, adult_on, age_band, check_birth_date, check_old_enough
from dayroom.apps.people.rules.handles import (
    HandleOdd,
    HandleReserved,
    HandleTaken,
    check_handle_form,
    check_persona_handle,
    handle_key,
    is_handle_like,
)
from dayroom.apps.people.rules.passwords import (
    LENGTH_ALONE,
    LENGTH_WITH_FACTOR,
    FactorNeeded,
    PasswordShort,
    check_may_remove_last_factor,
    check_password_len,
    least_length,
    needs_second_factor,
)
from dayroom.apps.people.rules.roles import check_may_grant, check_may_withdraw
from dayroom.apps.people.rules.sessions import SessionPolicy, is_session_over, session_policy
from dayroom.apps.people.rules.states import check_member_may_write, is_over
from dayroom.apps.people.rules.ties import check_may_block, check_may_follow
from dayroom.apps.people.rules.trust import (
    THRESHOLDS,
    Limits,
    TrustFacts,
    TrustLine,
    explain_trust,
    new_member_limits,
    trust_level,
)

__all__ = [
    "LENGTH_ALONE",
    "LENGTH_WITH_FACTOR",
    "THRESHOLDS",
    "FactorNeeded",
    "HandleOdd",
    "HandleReserved",
    "HandleTaken",
    "Limits",
    "PasswordShort",
    "SessionPolicy",
    "TooYoung",
    "TrustFacts",
    "TrustLine",
    "adult_on",
    "age_band",
    "check_birth_date",
    "check_handle_form",
    "check_may_block",
    "check_may_follow",
    "check_may_grant",
    "check_may_remove_last_factor",
    "check_may_withdraw",
    "check_member_may_write",
    "check_old_enough",
    "check_password_len",
    "check_persona_handle",
    "explain_trust",
    "handle_key",
    "is_handle_like",
    "is_over",
    "is_session_over",
    "least_length",
    "needs_second_factor",
    "new_member_limits",
    "session_policy",
    "trust_level",
]
