"""Vectors of claims kept in a folder that somebody named, so that they are made once.

Only what is asked in bulk (a register) is kept, never a member's sentence. The file's name says which weights and
which texts it belongs to; a file that cannot be read is made anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .meaning import WEIGHTS_SHA256, WIDTH, Embedder, Vectors

# texts; a register has more, a post has at most four
BULK = 16


class KeptVectors:
    """An embedder with a memory for whole registers."""

    def __init__(self, model: Embedder, folder: Path) -> None:
        self._model = model
        self._folder = folder

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text."""
        if len(texts) < BULK:
            return self._model.embed(texts)
        name = hashlib.sha256("\n".join([WEIGHTS_SHA256, *texts]).encode()).hexdigest()[:32]
        path = self._folder / f"{name}.npy"
        kept = _read(path, len(texts))
        if kept is None:
            kept = self._model.embed(texts)
            _write(path, kept)
        return kept


def _read(path: Path, rows: int) -> Vectors | None:
    try:
        found = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return found if found.shape == (rows, WIDTH) and found.dtype == np.float32 else None


def _write(path: Path, vectors: Vectors) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        np.save(file, vectors)
    os.replace(fresh, path)
