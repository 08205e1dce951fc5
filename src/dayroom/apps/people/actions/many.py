"""Many accounts that nobody signs in to, made at once: people of a demo or a measurement who do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from dayroom.apps.audit.actions import record
from dayroom.apps.people.models import Consent, Member
from dayroom.apps.people.rules import check_handle_form, handle_key
from dayroom.apps.people.vocabulary.consents import consent_version

BATCH = 500


def register_made_up(
    handles: Iterable[str], *, about: str, purposes: Sequence[str], now: datetime, language: str = "en"
) -> dict[str, int]:
    """Handle → id of new members without a password, whose profile says in `about` what they are. Private: they stand
    in no list of people. Raises HandleOdd, HandleReserved."""
    wanted = list(handles)
    for handle in wanted:
        check_handle_form(handle)
    with transaction.atomic():
        made = Member.objects.bulk_create(
            [
                Member(handle=handle, handle_key=handle_key(handle), email=f"{handle}@example.org", language=language,
                       joined_at=now, about=about, profile_private=True, password=make_password(None))
                for handle in wanted
            ],
            batch_size=BATCH,
        )
        Consent.objects.bulk_create(
            [
                Consent(member=member, purpose=purpose, text_version=consent_version(purpose), language=language,
                        given_at=now)
                for member in made for purpose in purposes
            ],
            batch_size=BATCH,
        )
        record(actor_id=None, action="member.made_up", now=now, facts={"count": len(made)})
    return {member.handle: member.pk for member in made}
