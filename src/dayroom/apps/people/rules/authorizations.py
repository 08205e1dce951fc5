"""When a written authorization counts, and how long it is kept. No queries, no clock."""

from __future__ import annotations

from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary.authorizations import (
    FORM_MAX_BYTES,
    KEPT_YEARS,
    AuthorizationFacts,
    Channel,
    Lack,
    Scope,
    SignedHow,
)
from dayroom.kernel.errors import Conflict, Invalid, TooLarge, WrongType

# what a signed form may be: its first bytes, and what it is sent as
FORM_TYPES = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class NotAuthorized(Invalid):
    """This authorization does not count."""

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        named = get_text_list([str(lack.label) for lack in lacks], _t("and"))
        super().__init__(_t("The authorization you chose does not count yet. Missing: %(lacks)s.") % {"lacks": named})
        self.lacks = lacks


class NotCovered(Invalid):
    """The authorization you chose does not cover this: look at what it may show, and where."""


class RevokedAlready(Conflict):
    """This authorization was taken back already."""


class EndedAlready(Conflict):
    """This authorization has ended already."""


class NoEvent(Invalid):
    """This authorization does not end with something that happens."""


def check_can_end(facts: AuthorizationFacts) -> None:
    """Only what was to end with an event ends with one, and once."""
    if facts.revoked or facts.event_happened:
        raise EndedAlready()
    if not facts.expiry_event.strip():
        raise NoEvent()


def lacks(facts: AuthorizationFacts, today: date) -> tuple[Lack, ...]:
    """Everything that keeps an authorization from counting; empty: it counts (45 CFR 164.508(b)(2), (c))."""
    wanted = (
        (Lack.DESCRIPTION, bool(facts.description.strip())),
        (Lack.DISCLOSER, bool(facts.discloser.strip())),
        (Lack.RECIPIENTS, bool(facts.recipients.strip())),
        (Lack.PURPOSE, bool(facts.purpose.strip())),
        (Lack.EXPIRY, facts.expires_on is not None or bool(facts.expiry_event.strip())),
        (Lack.SIGNER, bool(facts.signer_name.strip())),
        (Lack.SIGNED_ON, facts.signed_on is not None),
        (Lack.AUTHORITY, not facts.by_representative or bool(facts.representative_authority.strip())),
        (Lack.REVOCATION, facts.says_revocation),
        (Lack.CONDITIONING, facts.says_conditioning),
        (Lack.REDISCLOSURE, facts.says_redisclosure),
        (Lack.PLAIN, facts.in_plain_language),
        (Lack.COPY, facts.copy_given),
        (Lack.SCOPE, bool(facts.scopes & set(Scope.values))),
        (Lack.CHANNEL, bool(facts.channels & set(Channel.values))),
        (Lack.FORM, facts.signed_how != SignedHow.UPLOADED or facts.has_form),
        (Lack.NOT_YET, facts.signed_on is None or facts.signed_on <= today),
        (Lack.EXPIRED, not _is_over(facts, today)),
        (Lack.REVOKED, not facts.revoked),
    )
    return tuple(lack for lack, there in wanted if not there)


def _is_over(facts: AuthorizationFacts, today: date) -> bool:
    return facts.event_happened or (facts.expires_on is not None and facts.expires_on < today)


def check_counts(facts: AuthorizationFacts, today: date) -> None:
    missing = lacks(facts, today)
    if missing:
        raise NotAuthorized(missing)


def check_covers(facts: AuthorizationFacts, *, scopes: frozenset[str], channel: str) -> None:
    """What is shown, and where, is what was signed for."""
    if not scopes <= facts.scopes or channel not in facts.channels:
        raise NotCovered(
            _("The authorization you chose does not cover this: look at what it may show, and where.")
        )


def kept_until(made_on: date, last_in_force: date) -> date:
    """Six years from when it was made, or from when it was last in force (45 CFR 164.530(j)(2))."""
    start = max(made_on, last_in_force)
    try:
        return start.replace(year=start.year + KEPT_YEARS)
    except ValueError:  # the 29th of February
        return start.replace(year=start.year + KEPT_YEARS, month=3, day=1)


def form_type(content: bytes) -> str:
    """The media type of a signed form, by its first bytes. Raises TooLarge, WrongType."""
    if len(content) > FORM_MAX_BYTES:
        raise TooLarge(_("A signed form can have up to 5 MB. A smaller picture of it is fine."))
    for start, media_type in FORM_TYPES.items():
        if content.startswith(start):
            return media_type
    raise WrongType(_("The signed form can be a PDF or a picture (JPEG or PNG)."))
