"""Places: codes and what lies in what; which names in a text, a profile or a sentence about oneself are places."""

from __future__ import annotations

import pytest

from dayroom.engines.meaning.errors import UnknownPlace
from dayroom.engines.meaning.places import (
    Basis,
    Kind,
    ancestors,
    country_of,
    find_places,
    name_of,
    parent,
    place,
    place_of_profile,
    places,
    self_report,
)

ODD = (
    "",
    "\x00",
    "\ud800 Paris \udfff",
    "\u202eMadrid\u202c",
    "🦠🇪🇸🗽",
    "مدريد",
    "北京",
    "İstanbul",
    "a" * 200_000,
    "New " * 30_000,
)


def codes(text: str) -> list[str]:
    return [one.code for one in find_places(text)]


def test_a_code_tells_what_a_place_is_and_what_it_lies_in() -> None:
    city = place("US-CA.los-angeles")
    assert (city.kind, city.name, city.population > 3_000_000) == (Kind.CITY, "Los Angeles", True)
    assert ancestors(city.code) == ("US-CA", "US", "003", "019")
    assert (parent("US-CA"), parent("002"), country_of("US-CA.los-angeles"), country_of("002")) == (
        "US",
        None,
        "US",
        None,
    )
    assert (name_of("GB-ENG.london", "es"), name_of("GB-ENG.london", "en-GB"), name_of("CO", "es")) == (
        "Londres",
        "London",
        "Colombia",
    )
    with pytest.raises(UnknownPlace):
        place("US-ZZ")


def test_every_place_leads_upward_and_no_city_is_smaller_than_20_000_people() -> None:
    # every tenth: there are thirty thousand
    some = [code for kind in (Kind.COUNTRY, Kind.COUNTY, Kind.CITY) for code in places(kind)[::10]]
    assert all(country_of(code) for code in some)
    assert min(place(code).population for code in places(Kind.CITY)[::10]) >= 20_000
    assert len(places(Kind.COUNTRY)) == 242


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Measles in Lubbock, Texas", ["US-TX.lubbock", "US-TX"]),
        ("brote de dengue en Cali y Medellín", ["CO-VAC.cali", "CO-ANT.medellin"]),
        ("fever cases in london and new york rise", ["GB-ENG.london", "US-NY.new-york-city"]),
        ("Nice reading, of many, on my mobile", []),
        ("hospitals in Reading, PA are full", ["US-PA.reading", "US-PA"]),
        ("Paris Hilton has the flu", []),
        ("the U.S. and the UK, not us", ["US", "GB"]),
        ("Tbilisi, Georgia", ["GE-tbilisi.tbilisi", "GE"]),
        ("Atlanta, Georgia", ["US-GA.atlanta", "US-GA"]),
        ("#NewYork #Kenya", ["US-NY.new-york-city", "KE"]),
        ("more at https://example.org/Paris says @London", []),
        ("Kenyan doctors in Mombasa", ["KE-mombasa.mombasa"]),
        ("a turkey sandwich and a jersey", []),
        ("the Ebola Reston virus, said the Washington Post", []),
        ("Clinton, SC", []),
        ("Bird flu China, Italy virus toll, UK flu jab", ["CN", "IT", "GB"]),
        ("the UK variant and the Hong Kong flu", []),
        ("Nigeria: Lagos, Kano", ["NG", "NG-lagos.lagos", "NG-kano.kano"]),
        ("La Paz, Bolivia, y la paz en casa", ["BO-la-paz.la-paz", "BO"]),
        ("Casos en Córdoba, Argentina", ["AR-X", "AR"]),
        ("US$5 for a mask in the US", ["US"]),
    ],
)
def test_a_mention_is_read_in_its_context(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_people_is_a_mention_only_when_asked_for() -> None:
    assert [one.code for one in find_places("Kenyan doctors", demonyms=True)] == ["KE"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NYC 🗽", "US-NY.new-york-city"),
        ("London, ON", "CA-ON.london"),
        ("CDMX", "MX-CMX.mexico-city"),
        ("Texas, Houston", "US-TX.houston"),
        ("Baton Rouge, LA", "US-LA.baton-rouge"),
        ("LA", "US-CA.los-angeles"),
        ("🇮🇳", "IN"),
        ("uk", "GB"),
        ("Reading", "GB-ENG.reading"),
        ("somewhere over the rainbow", None),
        ("Best city", None),
        ("Worldwide", None),
        ("in my head", None),
        ("", None),
    ],
)
def test_a_location_field_names_one_place_or_none(text: str, code: str | None) -> None:
    found = place_of_profile(text)
    assert (found and found.code) == code
    assert found is None or found.basis is Basis.PROFILE


def test_of_two_places_in_a_location_field_the_first_counts_with_half_the_confidence() -> None:
    one, two = place_of_profile("London"), place_of_profile("London / Madrid")
    assert one is not None
    assert two is not None
    assert one.code == two.code
    assert two.confidence < one.confidence


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I live in Austin and everybody coughs", "US-TX.austin"),
        ("here in sunny San Diego", "US-CA.san-diego"),
        ("Desde Bogotá, todo bien", "CO-DC.bogota"),
        ("Vivo en Sevilla", "ES-AN.sevilla"),
        ("I'm from Ohio", "US-OH"),
        ("They live in London", None),
        ("flu in London", None),
        ("I live in fear. London has it", None),
    ],
)
def test_a_writer_says_where_they_are(text: str, code: str | None) -> None:
    found = self_report(text)
    assert (found and found.code) == code
    assert found is None or found.basis is Basis.SELF


@pytest.mark.parametrize("text", ODD)
def test_any_text_is_read_and_every_span_lies_inside(text: str) -> None:
    for one in [*find_places(text), place_of_profile(text), self_report(text)]:
        assert one is None or 0 <= one.start < one.end <= len(text)
