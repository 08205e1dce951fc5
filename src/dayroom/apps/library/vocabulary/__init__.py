"""Words of the library. Each noun has a file of its own."""

from __future__ import annotations

from dayroom.apps.library.vocabulary.wagtail import THIRD_PARTY_PRIVACY

__all__ = ["THIRD_PARTY_PRIVACY"]
