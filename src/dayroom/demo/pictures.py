"""The demo's photographs, drawn: nothing is downloaded and nobody's real sofa is shown.

A key is what a demo post names in `image`; the picture shows what that post's alt text says.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dayroom.demo import pictures_indoors as indoors
from dayroom.demo import pictures_outdoors as outdoors
from dayroom.demo import pictures_tables as tables
from dayroom.demo import pictures_wool as wool
from dayroom.demo.pictures_kit import Board

SCENES: Mapping[str, Callable[[], Board]] = MappingProxyType(
    {
        "sunset-walk": outdoors.walk_by_water,
        "sunset-railing": outdoors.walk_by_railing,
        "sunset-road": outdoors.walk_on_gravel,
        "knitting": wool.knitted_blanket,
        "knitting-mustard": wool.knitted_cushion,
        "knitting-gray": wool.knitted_strip,
        "pillbox": tables.weekly_pillbox,
        "mug-window": indoors.mug_at_night,
        "mug-rain": indoors.mug_in_rain,
        "garden-bench": outdoors.bench_under_tree,
        "bench-timer": outdoors.bench_with_timer,
        "bench-stream": outdoors.bench_by_stream,
        "glucose-diary": tables.glucose_diary,
        "dog-sofa": indoors.dog_on_sofa,
        "dog-armchair": indoors.dog_on_armchair,
        "soup": tables.bowl_of_soup,
        "soup-pot": tables.pot_of_soup,
    }
)

KEYS: tuple[str, ...] = tuple(SCENES)


def draw(key: str) -> bytes:
    """The picture as a JPEG of 900 by 600; the same bytes every time. An unknown key is a KeyError."""
    return SCENES[key]().jpeg()
