"""The owner's yes to a record, before anything is written into it."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.people.actions import give_consent
from dayroom.apps.people.queries import has_consent
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.people.vocabulary.consents import consent_text
from dayroom.apps.tracking.rules.consent import check_consent


def check_agreed(owner_id: int) -> None:
    """Every action that keeps something of somebody's health begins with this. Raises NotAgreed."""
    check_consent(stands=has_consent(owner_id, Purpose.OWN_RECORD))


def agree(*, member_id: int, language: str, now: datetime) -> None:
    """The member's yes to the words as shown in this language. Recorded as every consent is."""
    text = consent_text(Purpose.OWN_RECORD, language)
    give_consent(
        member_id=member_id, purpose=Purpose.OWN_RECORD, text_version=text.version, language=text.language, now=now
    )
