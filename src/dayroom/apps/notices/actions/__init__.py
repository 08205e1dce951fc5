from dayroom.apps.notices.actions.mailing import (
    claim_digest,
    claim_instant,
    give_back_digest,
    give_back_instant,
    mark_mailed,
)
from dayroom.apps.notices.actions.preferences import choose, stop_mails
from dayroom.apps.notices.actions.telling import (
    forget_notices,
    forget_subject,
    mark_all_seen,
    mark_seen,
    take_back,
    tell,
)

__all__ = [
    "choose",
    "claim_digest",
    "claim_instant",
    "forget_notices",
    "forget_subject",
    "give_back_digest",
    "give_back_instant",
    "mark_all_seen",
    "mark_mailed",
    "mark_seen",
    "stop_mails",
    "take_back",
    "tell",
]
