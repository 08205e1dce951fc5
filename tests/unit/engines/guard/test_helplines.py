"""Who answers, by country; and what nobody has checked says so."""

from __future__ import annotations

import pytest

from dayroom.engines.guard import helplines_for
from dayroom.engines.guard.helplines import ANYWHERE, EU_COUNTRIES, all_helplines

EMERGENCY = {
    "US": "911",
    "GB": "999",
    "IE": "999",
    "ES": "112",
    "CA": "911",
    "AU": "000",
    "NZ": "111",
    "IN": "112",
    "MX": "911",
}


@pytest.mark.parametrize(("country", "number"), EMERGENCY.items())
def test_the_emergency_number_comes_first(country, number):
    first = helplines_for(country)[0]
    assert first.kind == "emergency"
    assert first.channels[0].value == number


@pytest.mark.parametrize("country", sorted(EU_COUNTRIES))
def test_112_works_in_every_country_of_the_union(country):
    assert any(channel.value == "112" for line in helplines_for(country) for channel in line.channels)


@pytest.mark.parametrize(
    ("country", "value"),
    [
        ("US", "988"),
        ("US", "1-800-222-1222"),
        ("GB", "116 123"),
        ("GB", "85258"),
        ("IE", "116 123"),
        ("ES", "024"),
        ("CA", "988"),
        ("AU", "13 11 14"),
        ("NZ", "1737"),
        ("IN", "14416"),
        ("DE", "116 123"),
    ],
)
def test_the_known_helplines_are_there(country, value):
    assert value in [channel.value for line in helplines_for(country) for channel in line.channels]


def test_988_can_be_called_and_texted_and_chatted_with():
    (line,) = [line for line in helplines_for("US") if line.id == "us-988"]
    assert {channel.kind for channel in line.channels} == {"phone", "sms", "chat"}
    assert "2025-08-19" in line.source


@pytest.mark.parametrize("country", ["ZZ", "XX", "", "  ", "brazil", "BR"])
def test_an_unknown_country_still_gets_a_way_to_help(country):
    lines = helplines_for(country)
    assert [line.country for line in lines] == [ANYWHERE, ANYWHERE]
    assert any("findahelpline.com" in line.url for line in lines)


def test_small_letters_and_uk_are_understood():
    assert helplines_for("uk") == helplines_for("GB") == helplines_for(" gb ")


def test_nothing_is_called_checked_that_nobody_checked():
    assert {line.id for line in all_helplines() if line.verified_at} == set()
    assert all(line.source for line in all_helplines())


def test_a_closed_line_is_not_kept():
    assert not any("eating" in line.name.lower() or "neda" in line.id for line in all_helplines())


def test_ids_are_unique_and_channels_are_of_a_known_kind():
    ids = [line.id for line in all_helplines()]
    assert len(ids) == len(set(ids))
    assert {channel.kind for line in all_helplines() for channel in line.channels} <= {"phone", "sms", "chat"}
