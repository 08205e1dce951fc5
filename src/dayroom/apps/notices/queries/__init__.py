from dayroom.apps.notices.queries.choices import (
    agreed_to_mail,
    chosen_modes,
    member_for_token,
    modes_of,
    modes_of_many,
    scopes_of,
    token_for,
)
from dayroom.apps.notices.queries.mails import digests_due, instants_due
from dayroom.apps.notices.queries.pages import lines_of, notices_of, records_about

__all__ = [
    "agreed_to_mail",
    "chosen_modes",
    "digests_due",
    "instants_due",
    "lines_of",
    "member_for_token",
    "modes_of",
    "modes_of_many",
    "notices_of",
    "records_about",
    "scopes_of",
    "token_for",
]
