"""The sheet of the map: points, outlines and the frame of a country."""

from __future__ import annotations

import pytest

from dayroom.engines.meaning.maps import HEIGHT, WIDTH, frame, outlines, project
from dayroom.engines.meaning.places import Kind, place, places


@pytest.mark.parametrize(
    ("lat", "lon", "point"),
    [
        (0.0, 0.0, (500.0, 253.6)),
        (0.0, 180.0, (1000.0, 253.6)),
        (0.0, -180.0, (0.0, 253.6)),
        (90.0, 0.0, (500.0, 0.0)),
        (-90.0, 0.0, (500.0, 507.2)),
        (45.0, 90.0, (724.0, 112.3)),
    ],
)
def test_a_point_lies_where_robinson_put_it(lat: float, lon: float, point: tuple[float, float]) -> None:
    assert project(lat, lon) == point


def test_every_outline_is_a_place_and_every_place_lies_on_the_sheet() -> None:
    assert {place(code).kind for code in outlines()} == {Kind.COUNTRY}
    assert {place(code).within for code in outlines("US")} == {"US"}
    for code in places(Kind.REGION):
        x, y = project(place(code).lat, place(code).lon)
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_a_frame_shows_one_country_or_the_world() -> None:
    left, top, width, height = frame("US")
    x, y = project(38.9, -77.0)
    assert left < x < left + width
    assert top < y < top + height
    assert frame() == frame("FR") == (0.0, 0.0, WIDTH, HEIGHT)
