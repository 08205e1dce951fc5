"""Many entries at once are the same as one by one; made-up people are counted and found, and in no list of people."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dayroom.apps.people.actions.many import register_made_up
from dayroom.apps.people.models import Member
from dayroom.apps.people.vocabulary import Purpose
from dayroom.apps.tracking.actions.bulk import Line, Whole, bring_records, enter_many
from dayroom.apps.tracking.actions.consent import agree
from dayroom.apps.tracking.actions.counting import publish_numbers
from dayroom.apps.tracking.actions.trackers import follow_measure
from dayroom.apps.tracking.models import MatchToken, PublishedLedger, Reading, TokenCount, YearOfDays
from dayroom.apps.tracking.queries.access import record_for
from dayroom.apps.tracking.vocabulary.reports import ForPurpose, Said
from dayroom.engines.measures.errors import ImpossibleValue
from tests.cast import NOW, ann

pytestmark = pytest.mark.django_db

AGREED = [Purpose.OWN_RECORD, Purpose.COUNTED, Purpose.MATCHING]


def test_many_readings_and_their_days_are_kept_together_or_not_at_all() -> None:
    her = ann()
    agree(member_id=her.pk, language="en", now=NOW)
    record = record_for(her, "me")
    row = follow_measure(record=record, key="glucose", now=NOW)
    lines = [Line(NOW - timedelta(days=day), str(100 + day), "mg/dL") for day in range(40)]
    assert enter_many(record=record, tracker=row.public_id, lines=lines, now=NOW) == Reading.objects.count() == 40
    assert YearOfDays.objects.filter(tracker=row).count() == 1
    with pytest.raises(ImpossibleValue):
        enter_many(record=record, tracker=row.public_id, lines=[*lines, Line(NOW, "90000", "mg/dL")], now=NOW)
    assert Reading.objects.count() == 40


def test_made_up_people_are_counted_and_found_by_what_they_share() -> None:
    ids = register_made_up([f"made-up-{n}" for n in range(15)], about="Nobody.", purposes=AGREED, now=NOW)
    said = Said(purposes=(ForPurpose("Blood sugar", "MAJOR"),), taking="STILL")
    begun = date(2026, 1, 1)
    people = [
        Whole(one, 1970, "FEMALE", "Type 2 diabetes", "Mild", begun, (("Metformin", begun, None, said),))
        for one in ids.values()
    ]
    assert bring_records(people, now=NOW) == 15
    assert publish_numbers(now=NOW)["counted"] == 1
    assert PublishedLedger.objects.get().people == 15
    assert TokenCount.objects.get(token="A|c:type-2-diabetes").cards == 15
    assert MatchToken.objects.filter(token="A|t:metformin").count() == 15
    assert not Member.objects.filter(handle__startswith="made-up-", profile_private=False).exists()
