"""The record knows ids only. Who may be named, and how, is said by the app that owns the ids."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from dayroom.platform.ports import Port


class Names(Protocol):
    def names(self, ids: Collection[int]) -> dict[int, str]:
        """Id → the name shown in the record, in one query."""

    def id_of(self, name: str) -> int | None: ...


NAMES: Port[Names] = Port("names in the record")
