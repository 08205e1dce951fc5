"""The sentence model's vectors of the register, made by a job and read by every process.

Making them takes seconds, and nobody who posts should wait for that: until the file is there, texts are compared by
their words.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from dayroom.engines.guard.claims.meaning import find_embedder, model_folder

if TYPE_CHECKING:
    from dayroom.engines.guard.claims.meaning import Embedder, Vectors

NAME = "claim-vectors.npz"


class KeptVectors:
    """An embedder that knows the register's sentences by heart and asks the model for all others."""

    def __init__(self, model: Embedder, known: dict[str, Vectors]) -> None:
        self.model = model
        self.known = known

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row per text, as the model gives them."""
        import numpy as np  # noqa: PLC0415 - only where texts are compared by meaning

        rows = [self.known[text] if text in self.known else self.model.embed([text])[0] for text in texts]
        return np.asarray(rows, dtype=np.float32)


def vectors_path() -> Path:
    return Path(settings.DATA_DIR) / NAME


def vectors_stamp() -> int:
    """Changes when the vectors are made anew; 0 while there are none."""
    try:
        return vectors_path().stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def has_vectors() -> bool:
    """Whether model and vectors are there; a desk page that says so need not load them."""
    return vectors_stamp() > 0 and model_folder() is not None


def vectors_embedder() -> KeptVectors | None:
    """None until the model is installed and the vectors are there."""
    if not vectors_stamp():
        return None
    model = find_embedder()
    return KeptVectors(model, known_vectors()) if model is not None else None


def known_vectors() -> dict[str, Vectors]:
    """Sentence → vector, as the job kept them; none when the file cannot be read."""
    import numpy as np  # noqa: PLC0415 - only where texts are compared by meaning

    try:
        with np.load(vectors_path(), allow_pickle=False) as kept:
            return dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return {}
