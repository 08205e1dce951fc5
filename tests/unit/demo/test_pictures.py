"""The demo's pictures are real, the same every time, and there for every post that shows one."""

import io
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

import dayroom.demo
from dayroom.demo.pictures import KEYS, draw

CONTENT = Path(dayroom.demo.__file__).parent / "content"


def pictured() -> Iterator[tuple[str, str]]:
    for file in sorted(CONTENT.glob("*.toml")):
        for topic in tomllib.loads(file.read_text()).get("topic", []):
            for post in (topic, *topic.get("post", [])):
                if post.get("image"):
                    yield post["image"], post.get("alt", "")


@pytest.mark.parametrize("key", KEYS)
def test_a_picture_is_a_small_jpeg_of_the_agreed_size(key: str) -> None:
    data = draw(key)
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (900, 600))
    assert len(data) < 120_000


def test_a_picture_is_drawn_the_same_every_time() -> None:
    assert draw("garden-bench") == draw("garden-bench")


def test_no_two_keys_show_the_same_picture() -> None:
    assert len({draw(key) for key in KEYS}) == len(KEYS)


def test_every_picture_in_the_demo_can_be_drawn_and_is_described() -> None:
    shown = list(pictured())
    assert shown
    assert [key for key, alt in shown if key not in KEYS or len(alt) < 20] == []


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        draw("mona-lisa")
