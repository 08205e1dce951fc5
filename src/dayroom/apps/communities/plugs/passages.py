"""Kept answers may be quoted, word for word, by whoever looks for an answer."""

from __future__ import annotations

from collections.abc import Iterable

from dayroom.apps.communities.queries.faq_collections import faq_passages, faq_stamp
from dayroom.platform.ports import Passage


class FaqPassages:
    def stamp(self) -> str:
        return faq_stamp()

    def passages(self) -> Iterable[Passage]:
        return faq_passages()
