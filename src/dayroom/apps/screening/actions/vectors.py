"""Keep the sentence model's vectors of the register beside the database."""

from __future__ import annotations

import os
from collections.abc import Sequence

from django.utils import timezone

from dayroom.apps.screening.queries.meaning import KeptVectors, known_vectors, vectors_path
from dayroom.apps.screening.queries.register import accepted_claims
from dayroom.engines import guard
from dayroom.engines.guard.claims.meaning import Vectors, find_embedder


class Remembering(KeptVectors):
    """Keeps what it has made."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As its parent; what was not known is known afterwards."""
        for text in texts:
            if text not in self.known:
                self.known[text] = self.model.embed([text])[0]
        return super().embed(texts)


def make_vectors() -> int:
    """Make what is missing and write the file whole or not at all. Returns how many vectors there are; 0 without the
    model or without accepted entries."""
    model, claims = find_embedder(), accepted_claims()
    if model is None or not claims:
        return 0
    import numpy as np  # noqa: PLC0415 - only where texts are compared by meaning

    maker = Remembering(model, known_vectors())
    guard.ClaimRegister(claims, embedder=maker, today=timezone.now().date())
    path = vectors_path()
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        np.savez(file, texts=np.asarray(list(maker.known)), vectors=np.asarray(list(maker.known.values())))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return len(maker.known)
