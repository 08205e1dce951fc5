"""What a member says about themselves for their own record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from dayroom.apps.tracking.actions.access import note_access
from dayroom.apps.tracking.actions.consent import check_agreed
from dayroom.apps.tracking.actions.matching import refresh_card
from dayroom.apps.tracking.models import HealthProfile
from dayroom.apps.tracking.queries.matching import card_of
from dayroom.apps.tracking.rules.profiles import check_birth_year
from dayroom.apps.tracking.vocabulary import Scope, Way
from dayroom.apps.tracking.vocabulary.records import Record
from dayroom.platform.sealing import vault_of


@dataclass(frozen=True, slots=True)
class AboutMe:
    """units, measure → code; best, measure → number in the measure's own unit."""

    birth_year: int | None = None
    sex: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    best: Mapping[str, str] = field(default_factory=dict)


def keep_profile(*, record: Record, about: AboutMe, now: datetime) -> HealthProfile:
    """Replace what was said before. Raises NotAgreed, NoBirthYear."""
    check_agreed(record.owner_id)
    check_birth_year(about.birth_year, now.date())
    vault = vault_of(record.owner_id)
    with transaction.atomic():
        row = HealthProfile.objects.filter(owner_id=record.owner_id).first()
        row = row or HealthProfile(owner_id=record.owner_id)
        row.changed_at = now
        row.sealed = vault.seal(
            {"birth_year": about.birth_year, "sex": about.sex, "units": {**about.units}, "best": {**about.best}}, row
        )
        row.save()
        card = card_of(record.owner_id)
        if card is not None and card.shown:
            refresh_card(card)
        note_access(record, "healthprofile", {row.public_id: Way.CARER}, now=now, scope=Scope.ENTER)
    return row
