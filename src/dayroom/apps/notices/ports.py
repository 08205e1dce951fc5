"""What a notice is about: the app that owns the subject says its title and address to its reader."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from dayroom.platform.ports import Port


class NoticeSubject(Protocol):
    def describe(self, ids: Collection[int], reader_id: int) -> dict[int, tuple[str, str]]:
        """Subject id → (title, address), for those the reader may see; one query, not one each."""


NOTICE_SUBJECTS: Port[NoticeSubject] = Port("notice subjects")
