"""What the demo's people look for is something the site knows."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dayroom.apps.communities.vocabulary import Seeking, TopicKind
from dayroom.demo import loading

CONTENT = sorted((Path(loading.__file__).parent / "content").glob("*.toml"))


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_every_topic_has_a_kind_and_a_wish_that_the_page_has_words_for(path: Path) -> None:
    for topic in tomllib.loads(path.read_text(encoding="utf-8")).get("topic", ()):
        assert topic.get("seeking", "") in {"", *Seeking.values}, topic["key"]
        assert topic.get("kind", "TOPIC") in TopicKind.values, topic["key"]
