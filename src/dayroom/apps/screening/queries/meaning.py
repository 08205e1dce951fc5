"""The sentence model's vectors of the register, made by a job and read by every process.

Making them takes seconds, and nobody who posts should wait for that: until the file is there, texts are compared by
their words.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from dayroom.engines.guard.claims import Embedder

NAME = "claim-vectors.npz"


def vectors_path() -> Path:
    return settings.DATA_DIR / NAME


def vectors_stamp() -> int:
    """Changes when the vectors are made anew; 0 while there are none."""
    try:
        return vectors_path().stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def vectors_embedder() -> Embedder | None:
    """None until the model is installed and the vectors are there."""
    return None
