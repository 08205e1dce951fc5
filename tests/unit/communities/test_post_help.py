"""The help panel by tier and country."""

from __future__ import annotations

import pytest

from dayroom.apps.communities.presenters.helping import help_words, waiting_words


def test_nothing_is_shown_where_nothing_was_said() -> None:
    assert help_words(0, "US", "en")["help_lines"] == []


def test_the_full_panel_names_the_emergency_number_of_the_country() -> None:
    words = help_words(4, "GB", "en")
    assert words["help_full"]
    assert ("phone", "999", "tel:999") in words["help_emergency"]["ways"]


def test_a_number_with_a_menu_behind_it_calls_the_number_alone() -> None:
    ways = [way for line in help_words(2, "GB", "en")["help_lines"] for way in line["ways"]]
    assert ("phone", "111, then option 2", "tel:111") in ways


@pytest.mark.parametrize("country", ["US", "GB", "DE", "ES", "ZW", "", "??"])
def test_every_country_gets_somebody_and_no_empty_call(country: str) -> None:
    words = help_words(3, country, "en")
    assert words["help_lines"]
    assert all(href != "tel:" for line in words["help_lines"] for _kind, _value, href in line["ways"])


@pytest.mark.parametrize(("tier", "clock"), [(4, "15 minutes"), (3, "15 minutes"), (2, "4 hours"), (0, "3 days")])
def test_the_wait_is_shorter_the_nearer_the_danger(tier: int, clock: str) -> None:
    assert clock in waiting_words(tier=tier, action="HOLD", checked=True)["how_long"]


@pytest.mark.parametrize(
    ("tier", "action", "checked", "why"),
    [
        (3, "HOLD", True, "sounds heavy"),
        (0, "HOLD", False, "could not read it"),
        (0, "NUDGE", True, "You asked for it"),
        (0, "HOLD", True, "may point at a person"),
    ],
)
def test_it_is_said_why_a_text_waits(tier: int, action: str, checked: bool, why: str) -> None:
    assert why in waiting_words(tier=tier, action=action, checked=checked)["why"]
