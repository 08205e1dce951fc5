from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dayroom.apps.audit.actions import record
from dayroom.apps.people.models import Consent
from dayroom.apps.people.ports import tell_watchers
from dayroom.apps.people.vocabulary import Purpose
from dayroom.kernel.errors import Invalid


class ConsentIncomplete(Invalid):
    """A consent needs a purpose, the version of the text and its language."""


def give_consent(*, member_id: int, purpose: str, text_version: str, language: str, now: datetime) -> Consent:
    """One yes to one purpose, with the words and language shown. Saying yes again to the same words changes nothing.

    A newer version replaces the standing one. Raises ConsentIncomplete.
    """
    if purpose not in Purpose.values or not text_version or not language:
        raise ConsentIncomplete(_("A consent needs a purpose, the version of the text and its language."))
    with transaction.atomic():
        standing = Consent.objects.select_for_update().filter(member_id=member_id, purpose=purpose, withdrawn_at=None)
        for row in standing:
            if row.text_version == text_version:
                return row
            Consent.objects.filter(pk=row.pk).update(withdrawn_at=now)
        given = Consent.objects.create(
            member_id=member_id, purpose=purpose, text_version=text_version, language=language, given_at=now
        )
        record(actor_id=member_id, action="consent.give", now=now, subject=("member", member_id),
               facts={"purpose": purpose, "version": text_version})
        tell_watchers(member_id=member_id, purpose=purpose, stands=True, now=now)
    return given


def withdraw_consent(*, member_id: int, purpose: str, now: datetime) -> bool:
    """Take a yes back; returns whether there was one. The row stays, as proof of what stood when."""
    with transaction.atomic():
        changed = Consent.objects.filter(member_id=member_id, purpose=purpose, withdrawn_at=None).update(
            withdrawn_at=now
        )
        if changed:
            record(actor_id=member_id, action="consent.withdraw", now=now, subject=("member", member_id),
                   facts={"purpose": purpose})
            tell_watchers(member_id=member_id, purpose=purpose, stands=False, now=now)
    return bool(changed)
