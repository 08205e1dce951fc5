"""Year of birth, units and the like: what the record needs to know of its owner, and of its reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from dayroom.apps.people.queries import member_by_id
from dayroom.apps.tracking.models import HealthProfile
from dayroom.apps.tracking.rules.profiles import age_of
from dayroom.apps.tracking.rules.units import unit_for
from dayroom.platform.sealing import Vault, vault_of


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a person; `best` in the measure's own unit; `country` two letters, the site's own where the
    person has not said."""

    country: str
    time_zone: str
    birth_year: int | None = None
    sex: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    best: Mapping[str, str] = field(default_factory=dict)

    def unit(self, measure: str, fallback: str = "") -> str:
        """The unit in which this person sees a measure; `fallback` for a symptom of one's own."""
        return unit_for(measure, self.units, self.country) if measure else fallback

    def age(self, today: date) -> float | None:
        return age_of(self.birth_year, today)

    def best_of(self, measure: str) -> float | None:
        return float(self.best[measure]) if measure in self.best else None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


def profile_of(member_id: int, vault: Vault | None = None) -> Profile:
    """The profile of a member; without a row, what their account says."""
    person = member_by_id(member_id)
    row = HealthProfile.objects.filter(owner_id=member_id).first()
    kept = (vault or vault_of(member_id)).open(row) if row is not None else {}
    return Profile(
        country=person.country or settings.DEFAULT_COUNTRY,
        time_zone=person.time_zone,
        birth_year=kept.get("birth_year"),
        sex=kept.get("sex", ""),
        units=kept.get("units", {}),
        best=kept.get("best", {}),
    )
